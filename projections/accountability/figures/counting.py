"""Counting: what every key of some queries comes to, in one statement."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import median
from typing import Any

import msgspec
from psycopg import AsyncConnection
from psycopg.sql import SQL, Composable, Literal

from casework.figures.board import Count
from casework.figures.catalogue import FIGURES
from casework.policy.assessment import AssessmentPolicy
from casework.sql import Statements, union
from projections.accountability.figures.conditions import condition, weight
from projections.accountability.figures.query import FigureQuery
from projections.accountability.figures.rows import rows
from projections.engine.reading import AsOf, read

CENTRE, MEDIAN = "centre", "median_time"
ALL = tuple(FIGURES)
_SQL = Statements(__file__)

Figures = dict[str, Count]


class FiguresWanted(msgspec.Struct, frozen=True):
    """The rows of a query, and the figures that are wanted of them."""

    query: FigureQuery
    figures: Sequence[str] = ALL


class Counted(msgspec.Struct, frozen=True):
    """What a key came to by its orders, or by its cases; its median is taken of `times`."""

    name: str
    sums: Mapping[str, Count]
    times: Sequence[int]


class _Part(msgspec.Struct, frozen=True):
    """What is added up in one go: of the n-th query the orders, or the centre's own cases."""

    n: int
    figures: Sequence[str]
    of_centre: bool


Keys = dict[str, list[Counted]]


async def count(conn: AsyncConnection, *wanted: FiguresWanted) -> tuple[list[Keys], AsOf]:
    """Return what every key came to, for each of the queries, as of one instant.

    All are of one generation of the view, under one policy.
    """
    parts = [part for n, each in enumerate(wanted) for part in _parts(n, each)]
    statements = (_statement(i, part, wanted[part.n].query) for i, part in enumerate(parts))
    params = {k: v for n, each in enumerate(wanted) for k, v in each.query.params(n).items()}
    statement = union(statements, every=True)
    found, as_of = await read(conn, wanted[0].query.schema, statement, params)
    keys: list[Keys] = [defaultdict(list) for _ in wanted]
    for number, key, name, times, counts, wholes in found:
        part = parts[number]
        sums = zip(_summed(part), map(_count, counts, wholes), strict=True)
        keys[part.n][key].append(Counted(name, dict(sums), times or ()))
    return keys, as_of


def pooled(counted: Iterable[Counted], figures: Iterable[str] = ALL) -> Figures:
    """Return all of these added up; the median is that of all their times."""
    found, times = nothing(figures), list[int]()
    for each in counted:
        times.extend(each.times)
        for figure, more in each.sums.items():
            found[figure] = _added(found[figure], more)
    if times:
        found[MEDIAN] = Count(Decimal(median(times)), 1)
    return found


def nothing(figures: Iterable[str] = ALL) -> Figures:
    """Return what no rows come to: counts are zero, rates have nothing to be divided by."""
    return {f: Count(Decimal(), None if FIGURES[f].kind == "count" else 0) for f in figures}


def _parts(n: int, wanted: FiguresWanted) -> Iterator[_Part]:
    """Yield the orders, then the cases; no unit's rows are the centre's."""
    units = wanted.query.units
    for of_centre in (False, True):
        figures = [f for f in wanted.figures if FIGURES[f].of_centre is of_centre]
        if figures and not (of_centre and units is not None and CENTRE not in units):
            yield _Part(n, figures, of_centre)


def _summed(part: _Part) -> list[str]:
    return [figure for figure in part.figures if figure != MEDIAN]


def _statement(number: int, part: _Part, query: FigureQuery) -> SQL:
    policy, figures = query.policy, _summed(part)
    timed = MEDIAN in part.figures
    of_median = condition(policy, MEDIAN, "whole")
    return _SQL.of(
        "counted",
        number=Literal(number),
        times=_SQL.of("times", condition=of_median) if timed else _SQL.of("no_times"),
        parts=SQL(", ").join(_part_of(policy, figure) for figure in figures),
        wholes=SQL(", ").join(_whole_of(policy, figure) for figure in figures),
        rows=rows(query, of_centre=part.of_centre, n=part.n),
    )


def _part_of(policy: AssessmentPolicy, figure: str) -> Composable:
    """Return what a figure's part adds up to."""
    part, weighed = condition(policy, figure, "part"), weight(policy, figure)
    if weighed is None:
        return _SQL.of("cases", condition=part)
    return _SQL.of("weights", condition=part, weight=weighed)


def _whole_of(policy: AssessmentPolicy, figure: str) -> Composable:
    """Return how many its whole is; a plain number of cases has none."""
    if FIGURES[figure].kind == "count":
        return _SQL.of("no_whole")
    return _SQL.of("cases", condition=condition(policy, figure, "whole"))


def _count(part: Any, whole: int | None) -> Count:
    return Count(Decimal(part or 0), whole)


def _added(one: Count, more: Count) -> Count:
    whole = None if one.whole is None else one.whole + (more.whole or 0)
    return Count(one.part + more.part, whole)
