"""跟踪: where is each appeal, who has it, until when?"""

from pathlib import Path

from casework.facts import Recorded
from projections.engine.view import View
from projections.tracking.fold import fold
from projections.tracking.rows import TrackingRow


def appeal_of(recorded: Recorded) -> str | None:
    """The appeal that a fact belongs to; the directory's streams hold a slash."""
    return None if "/" in recorded.stream else recorded.stream


TRACKING = View(
    name="tracking",
    folder=Path(__file__).parent,
    row=TrackingRow,
    key=appeal_of,
    fold=fold,
    is_first=lambda recorded: recorded.version == 1,
)
