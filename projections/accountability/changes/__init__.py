"""What each fact changes in the rows of its appeal, a file a chapter.

A fact that stands in none of them changes nothing but the deadlines that it sets or moves.
"""

from collections.abc import Callable
from typing import Any

from projections.accountability.case import Case
from projections.accountability.changes import handling, intake, judging, orders

CHANGES: dict[type, Callable[[Case, Any], None]] = {
    **intake.CHANGES,
    **orders.CHANGES,
    **handling.CHANGES,
    **judging.CHANGES,
}
