"""Every figure of the demo year: the list behind it holds as many orders as the figure says."""

import asyncio
from collections.abc import Callable
from decimal import Decimal
from typing import Any, get_args

import psycopg
import pytest

from casework.facts import Recorded
from casework.figures.board import Count
from casework.figures.catalogue import FIGURES
from casework.policy.assessment import AssessmentPolicy, read_assessment
from casework.policy.defaults import default_assessment
from casework.policy.periods import period_of
from projections.accountability import ACCOUNTABILITY
from projections.accountability.figures.counting import FiguresWanted, count, pooled
from projections.accountability.figures.drill_down import OrderBehind, drill_down
from projections.accountability.figures.query import FigureQuery, PageAfter, Part
from projections.engine.folding import apply
from tests.conftest import City
from tests.demo.demo_year import UNTIL
from tests.demo.playing import Played

pytestmark = pytest.mark.slow
WEIGHTED = ("resolution", "satisfaction")
PAGE = 400

Figures = dict[str, Count]
Lists = dict[Part, list[OrderBehind]]


@pytest.fixture(scope="module")
def counted(new_city: Callable[[], City], played: Played, histories: list[list[Recorded]]) -> City:
    """A city whose view holds the played year."""
    city = new_city()
    view = ACCOUNTABILITY.with_calendars(played.reference.policies.calendar_of)
    with city.database.connect() as conn:
        apply(conn, f"{city.name}_accountability", view, [f for h in histories for f in h])
        conn.execute(f"ANALYZE {city.name}_accountability.accountability")
    return city


def policy(name: str) -> AssessmentPolicy:
    return read_assessment(default_assessment(name), 1)


def asked(city: City, name: str, by: Any, label: str) -> FigureQuery:
    terms = policy(name)
    period = period_of(label, terms.period)
    return FigureQuery(
        schema=f"{city.name}_accountability", policy=terms, period=period, at=UNTIL, by=by
    )


async def rows_and_lists(
    city: City, wanted: FigureQuery, keys: int
) -> list[tuple[str | None, Figures, dict[str, Lists]]]:
    """All together, and the largest keys: their figures, and of each figure its three lists."""
    url = city.database.service_url
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as conn:
        [counted], _ = await count(conn, FiguresWanted(wanted))
        overall = pooled(each for found in counted.values() for each in found)
        single = [(key, pooled(found)) for key, found in counted.items()]
        single.sort(key=lambda row: row[1]["received"].part, reverse=True)
        chosen = [(None, overall), *single[:keys]]
        return [(key, figures, await lists(conn, wanted, key)) for key, figures in chosen]


async def lists(conn: Any, wanted: FigureQuery, key: str | None) -> dict[str, Lists]:
    keys = [key] if key is not None else None
    return {
        figure: {part: await pages(conn, wanted, figure, part, keys) for part in get_args(Part)}
        for figure in FIGURES
    }


async def pages(
    conn: Any, wanted: FigureQuery, figure: str, part: Part, keys: list[str] | None
) -> list[OrderBehind]:
    found: list[OrderBehind] = []
    while True:
        after = (found[-1].row.appeal_no, found[-1].row.order_no) if found else None
        page, _ = await drill_down(conn, wanted, figure, part, PageAfter(after, PAGE), keys)
        found += page
        if len(page) < PAGE:
            return found


def weight(terms: AssessmentPolicy, figure: str, order: OrderBehind) -> Decimal:
    """What a case adds to a weighted figure, said once more in other words."""
    row = order.row
    if figure == "resolution":
        return {"yes": Decimal(1), "basically": terms.basically_solved}.get(row.solved or "", _NO)
    fully = dict.fromkeys(("very", "yes"), Decimal(1))
    return {**fully, "basically": terms.basically_satisfied}.get(row.satisfied or "", _NO)


_NO = Decimal()


CASES = [
    ("dengta", "unit", "2026"),
    ("liaoning", "unit", "2026"),
    ("dengta", "street", "2026"),
    ("dengta", "subcategory", "2026"),
    ("dengta", "person", "2026"),
    ("dengta", "unit", "2026-03"),
    ("dengta", "unit", "2026-11"),
]


@pytest.mark.parametrize(("name", "by", "label"), CASES)
def test_every_figure_has_its_orders_behind_it(counted: City, name: str, by: str, label: str):
    wanted = asked(counted, name, by, label)
    for key, figures, behind_it in asyncio.run(rows_and_lists(counted, wanted, keys=1)):
        for figure, found in behind_it.items():
            check(policy(name), figure, figures, found, f"{label} {by} {key} {figure}")


def used(order: OrderBehind) -> int:
    """Its open time in all rounds of the cycle."""
    return order.row.used_rounds + (order.row.used_seconds if order.row.handled_at else 0)


def check(terms: AssessmentPolicy, figure: str, figures: Figures, found: Lists, which: str) -> None:
    whole, part, rest = found["whole"], found["part"], found["rest"]
    count = figures[figure]
    if FIGURES[figure].kind == "count":
        assert (len(whole), rest) == (len(part), []) and len(part) == count.part, which
        return
    wholes = figures["mean_time"] if figure == "median_time" else count
    assert len(whole) == wholes.whole, which
    assert len(part) + len(rest) == len(whole), which
    assert [order for order in whole if order.in_part] == part, which
    if figure in WEIGHTED:
        assert sum(weight(terms, figure, order) for order in whole) == count.part, which
        assert all(weight(terms, figure, order) > 0 for order in part), which
    elif figure == "mean_time":
        assert sum(used(order) for order in part) == count.part, which
    elif figure != "median_time":
        assert len(part) == count.part, which
