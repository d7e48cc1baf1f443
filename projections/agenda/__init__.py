"""到时: which appeals have a clock that rings, and when next?"""

from pathlib import Path

from projections.agenda.fold import fold
from projections.agenda.rows import DueRow
from projections.engine.view import View
from projections.streams import appeal_of

DUE = View(
    name="due",
    version=1,
    folder=Path(__file__).parent,
    row=DueRow,
    key=appeal_of,
    fold=fold,
    is_first=lambda recorded: recorded.version == 1,
)
