"""Why directory files are refused: every cell that cannot be read, with its place."""

from collections.abc import Sequence

from api.files.imports.errors import ImportRefused
from casework.directory.refusals import MOST_TOLD


class ReferenceRefused(ImportRefused):
    """Nothing was read; the message has a line for each problem."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        lines = list(self.problems[:MOST_TOLD])
        if more := len(self.problems) - len(lines):
            lines.append(f"… and {more} more")
        super().__init__("\n".join(("nothing was read, for there are problems:", *lines)))
