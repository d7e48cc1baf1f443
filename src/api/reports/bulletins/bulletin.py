"""通报: a published board, with what a reader needs to check it. Plain values."""

from datetime import datetime
from decimal import Decimal

import msgspec

from casework.bulletin.events import Difference
from casework.figures.board import Board

LAYOUT = 2
"""How documents are set from now on: 2 leaves room for 样本不足 beside a bar."""


class Bulletin(msgspec.Struct, frozen=True, kw_only=True):
    """One version of one bulletin. `number` is its issue (期), `version` counts corrections from 1.

    `calendars` are tags, as in "work/3"; `differences` are against the version before; `trend` is
    the city's score by period, oldest first, None where a period has none.
    """

    city: str
    title: str
    number: int
    version: int
    board: Board
    published_at: datetime
    published_by: str
    calendars: tuple[str, ...]
    differences: tuple[Difference, ...] = ()
    trend: tuple[tuple[str, Decimal | None], ...] = ()
    layout: int = LAYOUT
