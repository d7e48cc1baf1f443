"""走势: the figures of one unit, or of all, over the last periods."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from psycopg import AsyncConnection

from api.accountability import shown
from api.accountability.standing import absence
from api.answers import json
from api.door import Serving
from api.routes.accountability.asking import (
    AskedFor,
    Asking,
    UnitCode,
    known_figure,
    told_period,
)
from casework.figures.board import Line
from casework.policy.periods import Period, trend
from projections.accountability.queries import Row, counts
from projections.accountability.reading.boards import scored
from projections.engine.reading import AsOf

router = APIRouter()

PERIODS, MOST = 12, 60


@router.get("/trend")
async def over_time(
    service: Serving, asking: AskedFor, unit: UnitCode = None,
    figure: Annotated[str | None, Query(max_length=60, description="指标; else all.")] = None,
    periods: Annotated[int, Query(ge=1, le=MOST)] = PERIODS,
) -> Response:  # fmt: skip
    """走势: one figure, or what the policy prints, over so many periods up to the one asked for."""
    figures = [known_figure(figure)] if figure else asking.policy.columns
    async with service.pool.connection() as conn:
        found, as_of = await points(conn, asking, unit, figures, periods)
    body = {
        **asking.told(as_of),
        "unit": unit,
        "columns": shown.catalogue(figures),
        "points": found,
    }
    return json(body)


async def points(
    conn: AsyncConnection, asking: Asking, unit: str | None, figures: Sequence[str], n: int
) -> tuple[list[dict[str, Any]], AsOf]:
    """A point for each period, the earliest first; counted at once, by the periods' borders."""
    periods = trend(asking.period, n)
    whole = Period("", periods[0].begins, periods[-1].ends)
    borders = [each.begins for each in periods]
    rows, as_of = await counts(
        conn, asking.rows("period", unit=unit, period=whole, borders=borders)
    )
    await asking.knows(conn, unit, counted=len(rows) > 1)
    by_number = {row.key: row for row in rows if row.key is not None}
    return [
        _point(asking, unit, period, by_number.get(str(number)), figures)
        for number, period in enumerate(periods, 1)
    ], as_of


def _point(
    asking: Asking, unit: str | None, period: Period, row: Row | None, figures: Sequence[str]
) -> dict[str, Any]:
    told = {"period": told_period(period, asking.seen.at)}
    absent = absence(asking.directory, unit, period) if unit and row is None else None
    if absent:
        return {**told, **shown.no_line("", "", figures), "note": absent}
    line = shown.empty("", "") if row is None else Line(key="", name="", figures=row.figures)
    keys = [unit] if unit else []
    shown_line = shown.line(
        scored(line, asking.policy),
        lambda figure: asking.link(figure, "unit", keys, period=period.label),
        figures,
    )
    return {**told, **shown_line, "note": None if row else shown.NOTHING_THERE}
