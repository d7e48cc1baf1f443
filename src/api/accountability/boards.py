"""One board of units: counted by the view, named and ranked by the directory and the policy."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

import msgspec
from psycopg import AsyncConnection

from api.accountability import refusals as no
from casework.directory.directory import Directory
from casework.figures.board import Board, Line, Listing
from casework.policy.assessment import AssessmentPolicy
from casework.policy.periods import Period, trend
from casework.policy.policies import Policies
from casework.time import SECOND
from projections.accountability.queries import CENTRE, OTHERS, Asked, counts
from projections.accountability.reading import boards
from projections.engine.reading import AsOf


class Source(msgspec.Struct, frozen=True):
    """Which generation of the view is asked, and the instant for which open work is judged."""

    schema: str
    at: datetime


async def unit_board(
    conn: AsyncConnection, source: Source, policy: AssessmentPolicy, period: Period,
    directory: Directory,
) -> tuple[Board, AsOf]:  # fmt: skip
    """The units of a period in their lists, with the change against the period before."""
    names, lists = units_of(policy, period, source, directory)
    rows, as_of = await counts(conn, asked(source, policy, period), lists)
    *earlier, _ = trend(period, 2)
    scores = await _scores(conn, source, policy, earlier, lists)
    board = Board(
        period=period.label,
        begins=period.begins,
        ends=period.ends,
        at=source.at,
        position=as_of.position,
        policy=policy.tag,
        policy_name=policy.name,
        columns=policy.columns,
        lists=boards.listings(rows, policy, names, scores),
        overall=boards.overall(rows, policy),
    )
    return board, as_of


async def lines(
    conn: AsyncConnection, wanted: Asked, earlier: Asked, names: Mapping[str, str]
) -> tuple[Listing | None, Line | None, AsOf]:
    """Rows of any other kind, as one list, and all of them together; `earlier` is the period
    before."""
    rows, as_of = await counts(conn, wanted)
    past, _ = await counts(conn, earlier, figures=tuple(earlier.policy.weights))
    scores = {
        row.key: boards.score_of(row.figures, wanted.policy) for row in past if row.key is not None
    }
    found = boards.listings(rows, wanted.policy, names, scores)
    return next(iter(found), None), boards.overall(rows, wanted.policy), as_of


def policy_of(policies: Policies, name: str, at: datetime) -> AssessmentPolicy:
    """The version of a policy that holds at an instant, or the very one that a tag names."""
    return policies.assessment_of(name) if "@" in name else policies.assessment(name, at)


def known_list(policy: AssessmentPolicy, listing: str | None) -> None:
    """Raises `NoSuchList` for a list that the policy does not have."""
    there = [*(each.id for each in policy.lists), OTHERS]
    if listing not in (None, *there):
        raise no.NoSuchList(policy=policy.tag, there=", ".join(there))


def asked(source: Source, policy: AssessmentPolicy, period: Period, **more: object) -> Asked:
    """The rows of a period."""
    return Asked(
        schema=source.schema, policy=policy, begins=period.begins, ends=period.ends, at=source.at,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


async def scores_over_time(
    conn: AsyncConnection, source: Source, policy: AssessmentPolicy, period: Period, periods: int
) -> tuple[tuple[str, Decimal | None], ...]:
    """The city's score in the last periods, the earliest first."""
    found = []
    for each in trend(period, periods):
        rows, _ = await counts(conn, asked(source, policy, each), None, tuple(policy.weights))
        whole = next((row for row in rows if row.listing is None), None)
        found.append((each.label, boards.score_of(whole.figures, policy) if whole else None))
    return tuple(found)


async def _scores(
    conn: AsyncConnection, source: Source, policy: AssessmentPolicy, periods: Iterable[Period],
    lists: Mapping[str, str],
) -> dict[str, Decimal | None]:  # fmt: skip
    """The scores of a period, by unit; none where there is no such period."""
    found: dict[str, Decimal | None] = {}
    for period in periods:
        rows, _ = await counts(conn, asked(source, policy, period), lists, tuple(policy.weights))
        found |= {
            row.key: boards.score_of(row.figures, policy) for row in rows if row.key is not None
        }
    return found


def units_of(
    policy: AssessmentPolicy, period: Period, source: Source, directory: Directory
) -> tuple[dict[str, str], dict[str, str]]:
    """The names of the units of that time, and the list of each; one that was dissolved before its
    work was judged stays in the list of its kind."""
    then = min(source.at, period.ends - SECOND)
    found = {**directory.standing("unit"), **directory.standing("unit", then)}
    standing = {code: each.value for code, each in found.items()}
    lists = {code: policy.list_of(code, unit.kind) for code, unit in standing.items()}
    ranked = {code: found.id if found else OTHERS for code, found in lists.items()}
    return {code: unit.name for code, unit in standing.items()}, {**ranked, CENTRE: CENTRE}
