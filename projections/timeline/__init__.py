"""时间线: what happened to an appeal, in order, one sentence a fact?"""

from pathlib import Path

from projections.engine.view import View
from projections.timeline.fold import fold
from projections.timeline.rows import TimelineRow
from projections.tracking import appeal_of

TIMELINE = View(
    name="timeline",
    folder=Path(__file__).parent,
    row=TimelineRow,
    key=appeal_of,
    fold=fold,
    grows=True,
)
