"""The facts of a bulletin (通报). One stream a period and policy: `bulletin/dengta/2026-10`."""

from decimal import Decimal

import msgspec

from casework.facts import Fact
from casework.figures.board import Board


class Behind(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One order behind the figures, and in which of them it counts.

    `whole` and `part` are bit sets over the bulletin's `figures`: bit n is the n-th of them. So
    that a figure can be recounted: 34 of 40 are 34 orders with the bit in `part`.
    """

    appeal_no: str
    order_no: str
    unit: str
    whole: int
    part: int


class Difference(msgspec.Struct, frozen=True, gc=False):
    """One figure of one unit that reads otherwise than in the version before, and why.

    `figure` is an id of the catalogue, or "score".
    """

    unit: str
    unit_name: str
    figure: str
    before: str
    after: str
    appeals: tuple[str, ...]
    cause: str


class BulletinPublished(Fact, frozen=True, kw_only=True):
    """发布通报: a board as it was published, with the orders behind each figure.

    `calendars` are the versions that open time was counted by, `digest` the SHA-256 of all figures
    and orders, `trend` the city's scores of the periods up to this one; `differences` are against
    the version before, and name their cause. `layout` is how its documents are set: what was once
    published is printed for ever as it was.
    """

    TOPIC = "bulletin.published"

    board: Board
    calendars: tuple[str, ...]
    figures: tuple[str, ...]
    behind: tuple[Behind, ...]
    digest: str
    differences: tuple[Difference, ...] = ()
    trend: tuple[tuple[str, Decimal | None], ...] = ()
    reason: str | None = None
    layout: int = 1


FACTS: tuple[type[Fact], ...] = (BulletinPublished,)
