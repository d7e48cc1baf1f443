"""通报: a published board, with what a reader needs to check it. Plain values."""

from datetime import datetime
from decimal import Decimal

import msgspec

from projections.accountability.board import Board


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of one unit that is not what the version before said, and why.

    `figure` is an id of the catalogue, or `score`, `rank` or `change`; `before` and `after` are
    in words already.
    """

    unit: str
    unit_name: str
    figure: str
    before: str
    after: str
    appeals: tuple[str, ...]
    cause: str


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
