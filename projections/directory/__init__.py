"""名录: which units, areas, categories, Party bodies and people are there?"""

from pathlib import Path

from casework.directory.events import ENTRIES
from casework.facts import Recorded
from projections.directory.fold import fold
from projections.directory.rows import EntryRow
from projections.engine.view import View


def entry_of(recorded: Recorded) -> str | None:
    """Return the entry that a fact belongs to; accounts are nobody's reading."""
    kind, slash, _ = recorded.stream.partition("/")
    return recorded.stream if slash and kind in ENTRIES else None


DIRECTORY = View(
    name="directory",
    version=1,
    folder=Path(__file__).parent,
    row=EntryRow,
    key=entry_of,
    fold=fold,
    is_first=lambda recorded: recorded.version == 1,
)
