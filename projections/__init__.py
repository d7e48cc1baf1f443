"""What is seen: views folded from the facts, one folder a question."""

from projections.accountability import ACCOUNTABILITY
from projections.agenda import DUE
from projections.directory import DIRECTORY
from projections.engine.view import View
from projections.timeline import TIMELINE
from projections.tracking import TRACKING

VIEWS: tuple[View, ...] = (TRACKING, TIMELINE, DUE, DIRECTORY, ACCOUNTABILITY)
