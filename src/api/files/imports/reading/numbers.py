"""Numbers that were rounded before they came: a spreadsheet keeps 15 digits of a number."""

import re

WHOLE = 10**15
ROUNDED = "a number of more than 15 digits was rounded; format the column as text where it is made"
_SCIENTIFIC = re.compile(r"\s*-?\d(?:[.,]\d+)?[Ee]\+?(\d{2,3})\s*")


def rounded(cell: object) -> str | None:
    """Return what is wrong with a cell, if a number in it cannot be the one that was meant."""
    if isinstance(cell, str):
        return ROUNDED if "+" in cell and _SCIENTIFIC.fullmatch(cell) else None
    if isinstance(cell, int | float) and abs(cell) >= WHOLE:
        return ROUNDED
    return None
