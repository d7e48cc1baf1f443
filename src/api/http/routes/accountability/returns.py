"""退单分析: who refused what and why, which way cases wandered, and what came back after all."""

from fractions import Fraction
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel

from api.http import cursors
from api.http.answers import json
from api.http.door import Serving
from api.http.routes.accountability.page import page
from api.http.routes.accountability.parameters import Cursor, Limit, ListRequested, UnitCode
from api.http.routes.accountability.router import router
from api.http.routes.reading import Word
from api.reports.boards.links import link
from api.reports.boards.request import BoardRequest
from casework.appeal.words import ReturnGround
from casework.policy.assessment import rounded
from projections.accountability.figures.names import then_of
from projections.accountability.figures.query import PageAfter
from projections.accountability.lists import returns
from projections.accountability.lists.returns import (
    CameBack,
    Chain,
    Decision,
    OrdersWanted,
    Refusals,
)
from projections.timeline.sentences.words import RETURNS

ORDERS = "/v1/accountability/returns/orders"
_SHOWN_CHAINS = 100
_DECISIONS = ("asked", "accepted", "refused", "disputed", "undecided")


@router.get("/returns")
async def board(service: Serving, request: ListRequested, unit: UnitCode = None) -> Response:
    """退单: count unit by ground and category, the longest chains (飞单), what was taken."""
    query, words = request.listed(unit), request.words(unit)
    async with service.pool.connection() as conn:
        lines, as_of = await returns.refusals(conn, query)
        came_back = await returns.came_back(conn, query)
        chains, number = await returns.chains(conn, query, _SHOWN_CHAINS)
    body = {
        **request.heading(as_of.position),
        "refusals": [_line(line, words) for line in lines],
        "came_back": [_share(each, words) for each in came_back],
        "chains": [_chain(each, request) for each in chains],
        "chains_count": number,
        "chains_href": link("/v1/accountability/exceptions/passed_around", words),
    }
    return json(body)


class OrdersQuery(BaseModel):
    """Which orders behind a number, and which page of them."""

    decision: Decision = "asked"
    unit: UnitCode = None
    ground: ReturnGround | None = None
    category: Word = None
    limit: Limit = 50
    cursor: Cursor = None


@router.get("/returns/orders")
async def orders(
    service: Serving, request: ListRequested, asked: Annotated[OrdersQuery, Query()]
) -> Response:
    """Return the orders behind a number of the board, with the unit that was suggested instead."""
    decision, unit, ground, category = asked.decision, asked.unit, asked.ground, asked.category
    narrowed = {"decision": decision, "ground": ground, "category": category}
    bound = ({**request.words(unit), **narrowed}, request.bounds)
    page_after = PageAfter(cursors.marked(bound, asked.cursor), asked.limit + 1)
    wanted = OrdersWanted(decision, unit, ground, category)
    async with service.pool.connection() as conn:
        rows, as_of = await returns.orders(conn, request.listed(unit), wanted, page_after)
    found = page(request, bound, rows, asked.limit)
    return json({**request.heading(as_of.position), **found})


def _line(line: Refusals, words: dict[str, Any]) -> dict[str, Any]:
    """Return requests; the orders behind them are fewer where a unit may ask twice a round."""
    one = {"unit": line.unit, "ground": line.ground, "category": line.category}
    numbers = {
        decision: {
            "count": getattr(line, decision),
            "href": link(ORDERS, {**words, **one, "decision": decision}),
        }
        for decision in _DECISIONS
    }
    names = {
        "unit_name": line.unit_name,
        "ground_name": RETURNS.get(line.ground, line.ground),
        "category_name": line.category_name,
    }
    return {**one, **names, **numbers, "as_co_handler": line.helping}


def _share(each: CameBack, words: dict[str, Any]) -> dict[str, Any]:
    numbers = {
        decision: {
            "count": getattr(each, decision),
            "href": link(ORDERS, {**words, "unit": each.unit, "decision": decision}),
        }
        for decision in ("returned", "taken")
    }
    share = rounded(Fraction(each.taken, each.returned), 4)
    return {"unit": each.unit, "unit_name": each.unit_name, **numbers, "share": share}


def _chain(chain: Chain, request: BoardRequest) -> dict[str, Any]:
    units = [{"unit": code, "name": _name(code, request)} for code in chain.units]
    return {
        "appeal_no": chain.appeal_no,
        "order_no": chain.order_no,
        "category": chain.category,
        "category_name": chain.category_name,
        "area": chain.area,
        "raised_at": chain.raised_at,
        "units": units,
        "lead_unit": chain.lead_unit,
        "closed_at": chain.closed_at,
        "closing_kind": chain.closing_kind,
        "appeal": request.appeal(chain.appeal_no),
    }


def _name(code: str, request: BoardRequest) -> str:
    unit = request.directory.unit(code, then_of(request.query)) or request.directory.unit(code)
    return unit.name if unit else code
