"""单位榜: the board of all units in their lists."""

from collections.abc import Iterable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.accountability import shown
from api.accountability.boards import known_list, unit_board
from api.answers import json
from api.door import Serving
from api.routes.accountability.asking import AskedFor, Asking
from casework.figures.board import Listing

router = APIRouter()

ListId = Annotated[
    str | None, Query(alias="list", max_length=60, description="One list of the policy (榜单).")
]


@router.get("/units")
async def units(service: Serving, asking: AskedFor, listing: ListId = None) -> Response:
    """单位榜: every unit in its list, with all figures, score, rank, and both means.

    A unit reads its own line and those below it, ranked among all.
    """
    known_list(asking.policy, listing)
    async with service.pool.connection() as conn:
        board, as_of = await unit_board(
            conn, asking.source, asking.policy, asking.period, asking.directory
        )
    wanted = [each for each in board.lists if listing in (None, each.id) and _sees(asking, each)]
    shown_board = shown.board(board, wanted, partial(links_of, asking), asking.units)
    return json({**asking.told(as_of), **shown_board})


def links_of(asking: Asking, units: Iterable[str]) -> shown.LinkOf:
    """The lists behind the figures of some units; of none named, of all cases."""
    return lambda figure: asking.link(figure, "unit", units)


def _sees(asking: Asking, listing: Listing) -> bool:
    """Whether somebody whom the caller sees is in it."""
    return asking.units is None or any(row.key in asking.units for row in listing.lines)
