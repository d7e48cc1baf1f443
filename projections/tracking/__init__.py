"""跟踪: where is each appeal, who has it, until when?"""

from pathlib import Path

from projections.engine.view import View
from projections.streams import appeal_of
from projections.tracking.fold import fold
from projections.tracking.rows import TrackingRow

TRACKING = View(
    name="tracking",
    version=1,
    folder=Path(__file__).parent,
    row=TrackingRow,
    key=appeal_of,
    fold=fold,
    is_first=lambda recorded: recorded.version == 1,
)
