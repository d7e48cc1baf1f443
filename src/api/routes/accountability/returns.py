"""退单分析: who refused what and why, which way cases wandered, and what came back after all."""

from fractions import Fraction
from typing import Any

from fastapi import APIRouter, Response

from api import cursors
from api.answers import json
from api.door import Serving
from api.routes.accountability import looking
from api.routes.accountability.asking import AskedFor, Asking, UnitCode
from api.routes.reading import Word
from casework.appeal.words import ReturnGround
from casework.policy.assessment import rounded
from projections.accountability.reading import returns
from projections.accountability.reading.returns import CameBack, Chain, Decision, Refusals
from projections.timeline.sentences.words import RETURNS

router = APIRouter()
ORDERS = "/v1/accountability/returns/orders"
_SHOWN_CHAINS = 100
_DECISIONS = ("asked", "accepted", "refused", "disputed", "undecided")


@router.get("/returns")
async def board(service: Serving, asking: AskedFor, unit: UnitCode = None) -> Response:
    """退单: unit by ground and category, the longest chains (飞单), the share taken after all."""
    among, given = looking.within(asking, unit), looking.words(asking, unit)
    async with service.pool.connection() as conn:
        lines, as_of = await returns.refusals(conn, among)
        came_back = await returns.came_back(conn, among)
        chains, number = await returns.chains(conn, among, _SHOWN_CHAINS)
    body = {
        **looking.told(asking, as_of),
        "refusals": [_line(line, given) for line in lines],
        "came_back": [_share(each, given) for each in came_back],
        "chains": [_chain(each, asking) for each in chains],
        "chains_count": number,
        "chains_href": looking.link("/v1/accountability/exceptions/passed_around", given),
    }
    return json(body)


@router.get("/returns/orders")
async def orders(
    service: Serving, asking: AskedFor, decision: Decision = "asked", unit: UnitCode = None,
    ground: ReturnGround | None = None, category: Word = None,
    limit: looking.Limit = 50, cursor: looking.Cursor = None,
) -> Response:  # fmt: skip
    """The orders behind a number of the board, with the unit that was suggested instead."""
    narrowed = {"decision": decision, "ground": ground, "category": category}
    given = {**looking.words(asking, unit), **narrowed}
    bound = (given, asking.bounds)
    after = cursors.marked(bound, cursor)
    async with service.pool.connection() as conn:
        rows, as_of = await returns.orders(
            conn, looking.within(asking, unit), decision, ground=ground, category=category,
            unit=unit, after=after, limit=limit + 1,
        )  # fmt: skip
    page = looking.a_page(asking, bound, rows, limit)
    return json({**looking.told(asking, as_of), **page})


def _line(line: Refusals, given: dict[str, Any]) -> dict[str, Any]:
    """Requests; the orders behind them are fewer where a unit may ask twice in one round."""
    one = {"unit": line.unit, "ground": line.ground, "category": line.category}
    numbers = {
        decision: {
            "count": getattr(line, decision),
            "href": looking.link(ORDERS, {**given, **one, "decision": decision}),
        }
        for decision in _DECISIONS
    }
    names = {
        "unit_name": line.unit_name,
        "ground_name": RETURNS.get(line.ground, line.ground),
        "category_name": line.category_name,
    }
    return {**one, **names, **numbers, "as_co_handler": line.helping}


def _share(each: CameBack, given: dict[str, Any]) -> dict[str, Any]:
    numbers = {
        decision: {
            "count": getattr(each, decision),
            "href": looking.link(ORDERS, {**given, "unit": each.unit, "decision": decision}),
        }
        for decision in ("returned", "taken")
    }
    share = rounded(Fraction(each.taken, each.returned), 4)
    return {"unit": each.unit, "unit_name": each.unit_name, **numbers, "share": share}


def _chain(chain: Chain, asking: Asking) -> dict[str, Any]:
    units = [{"unit": code, "name": _name(code, asking)} for code in chain.units]
    return {
        "appeal_no": chain.appeal_no, "order_no": chain.order_no, "category": chain.category,
        "category_name": chain.category_name, "area": chain.area, "raised_at": chain.raised_at,
        "units": units, "lead_unit": chain.lead_unit, "closed_at": chain.closed_at,
        "closing_kind": chain.closing_kind, "appeal": asking.appeal(chain.appeal_no),
    }  # fmt: skip


def _name(code: str, asking: Asking) -> str:
    unit = asking.directory.unit(code, asking.then) or asking.directory.unit(code)
    return unit.name if unit else code
