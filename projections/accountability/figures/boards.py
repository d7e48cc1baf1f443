"""榜: the board that answers a query: counted once, named by the directory, ranked by policy."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from itertools import chain

from msgspec.structs import replace
from psycopg import AsyncConnection

from casework.directory.directory import Directory
from casework.figures.board import Board, Line, Listing
from casework.policy.assessment import AssessmentPolicy
from casework.policy.periods import Period, before, trend
from casework.policy.refusals import NoSuchPeriod
from projections.accountability.figures.counting import (
    ALL,
    Counted,
    FiguresWanted,
    Keys,
    count,
    pooled,
)
from projections.accountability.figures.names import OTHERS, lists_of, name_of
from projections.accountability.figures.query import FigureQuery
from projections.accountability.figures.ranking import listing, score_of, scored
from projections.engine.reading import AsOf

Scores = Mapping[str, Decimal | None]


async def board(
    conn: AsyncConnection,
    query: FigureQuery,
    directory: Directory,
    *,
    compare: bool = True,
    only: str | None = None,
) -> Board:
    """Return the board of a query, with the change of each score against the period before.

    With `only` it is the list of that unit alone: the others are counted as far as they are ranked
    beside it, and only its own score is compared.
    """
    lists = lists_of(query, directory)
    mine = lists.get(only, OTHERS) if only else None
    wanted = [FiguresWanted(_among(query, lists, mine))]
    if compare:
        wanted += _earlier(query, only)
    (now, *past), as_of = await count(conn, *wanted)
    scores = {key: score for each in past for key, score in _scores(each, query.policy).items()}
    lines = {key: _line(key, found, query, directory, scores) for key, found in now.items()}
    listings = _listings(now, lines, lists, query.policy)
    return Board(
        period=query.period.label,
        begins=query.period.begins,
        ends=query.period.ends,
        at=query.at,
        position=as_of.position,
        policy=query.policy.tag,
        policy_name=query.policy.name,
        columns=query.policy.columns,
        lists=tuple(each for each in listings if mine in (None, each.id)),
        overall=None if only else _overall(now, query.policy),
    )


async def over_time(
    conn: AsyncConnection, query: FigureQuery, n: int, figures: Sequence[str] = ALL
) -> tuple[list[tuple[Period, Line | None]], AsOf]:
    """Return what the last `n` periods came to, the earliest first; None where one has no rows."""
    periods = trend(query.period, n)
    whole = Period("", periods[0].begins, periods[-1].ends)
    borders = [each.begins for each in periods]
    by_period = replace(query, by="period", period=whole, borders=borders)
    [keys], as_of = await count(conn, FiguresWanted(by_period, figures))
    lines = (
        _of_period(keys.get(str(i)), figures, query.policy) for i in range(1, len(periods) + 1)
    )
    return list(zip(periods, lines, strict=True)), as_of


def _of_period(
    found: list[Counted] | None, figures: Sequence[str], policy: AssessmentPolicy
) -> Line | None:
    if found is None:
        return None
    return scored(Line(key="", name="", figures=pooled(found, figures)), policy)


def _among(query: FigureQuery, lists: Mapping[str, str], mine: str | None) -> FigureQuery:
    """Return the query of one list; who is in none is known by nothing but its rows."""
    if mine in (None, OTHERS):
        return query
    return replace(query, units=[code for code, listed in lists.items() if listed == mine])


def _earlier(query: FigureQuery, only: str | None) -> list[FiguresWanted]:
    """Return what is compared with: the period before, if there is one."""
    with suppress(NoSuchPeriod):
        units = [only] if only else query.units
        earlier = replace(query, period=before(query.period), units=units)
        return [FiguresWanted(earlier, tuple(query.policy.weights))]
    return []


def _scores(keys: Keys, policy: AssessmentPolicy) -> dict[str, Decimal | None]:
    weights = tuple(policy.weights)
    return {key: score_of(pooled(found, weights), policy) for key, found in keys.items()}


def _line(
    key: str, found: Sequence[Counted], query: FigureQuery, directory: Directory, before: Scores
) -> Line:
    name = name_of(query, directory, key) or found[0].name or key
    line = Line(key=key, name=name, figures=pooled(found))
    return scored(line, query.policy, before.get(key))


def _listings(
    now: Keys, lines: Mapping[str, Line], lists: Mapping[str, str], policy: AssessmentPolicy
) -> Iterator[Listing]:
    """Yield the lists of a policy in its order, those units last that it ranks nowhere."""
    members: dict[str, list[str]] = defaultdict(list)
    for key in now:
        members[lists.get(key, OTHERS)].append(key)
    for id, name in (*((each.id, each.name) for each in policy.lists), (OTHERS, "其他")):
        if keys := members.get(id):
            total = pooled(chain.from_iterable(now[key] for key in keys))
            yield listing(id, name, [lines[key] for key in keys], total, policy)


def _overall(now: Keys, policy: AssessmentPolicy) -> Line:
    everything = pooled(chain.from_iterable(now.values()))
    return scored(Line(key="", name="全市", figures=everything), policy)
