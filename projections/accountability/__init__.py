"""问责: how was each work order handled, and what does it come to for each unit?"""

from pathlib import Path

from projections.accountability.fold import fold
from projections.accountability.rows import OrderRow
from projections.engine.view import View
from projections.streams import appeal_of

ACCOUNTABILITY = View(
    name="accountability",
    version=2,
    folder=Path(__file__).parent,
    row=OrderRow,
    key=appeal_of,
    fold=fold,
    is_first=lambda recorded: recorded.version == 1,
    many=True,
    counts_time=True,
)
