"""Running a simulation: the same facts replayed twice, the boards of a period compared."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial

import msgspec
from msgspec.structs import replace
from psycopg import AsyncConnection

from api.reports.simulation.comparing import OrderChange, UnitChange, change, moved, orders, units
from api.reports.simulation.hypothesis import Hypothesis, SimulationRefused
from api.reports.simulation.recounting import Recounted
from api.reports.simulation.request import (
    KnownCity,
    SimulationRequest,
    check_begun,
    period_in,
    policy_in,
)
from api.reports.simulation.tables import schema_for_a_while
from casework.figures.board import Board
from casework.policy.assessment import AssessmentPolicy
from casework.policy.calendar import WorkCalendar
from casework.policy.periods import Period
from projections.accountability import ACCOUNTABILITY
from projections.accountability.figures import boards
from projections.accountability.figures.query import FigureQuery
from projections.engine import log, past
from projections.engine.calendars import Calendars
from projections.engine.rebuild import Replay, index, replay


class Simulation(msgspec.Struct, frozen=True, kw_only=True):
    """What would have been different, unit by unit and order by order.

    `orders` are in the period, `moved` how many of them would have had another deadline.
    """

    period: str
    begins: datetime
    ends: datetime
    at: datetime
    position: int
    policy_before: str
    policy_after: str
    supposed: tuple[str, ...]
    orders: int
    moved: int
    overall: UnitChange | None
    units: tuple[UnitChange, ...]
    changed: tuple[OrderChange, ...]


def simulate(known: KnownCity, hypothesis: Hypothesis, wanted: SimulationRequest) -> Simulation:
    """Replay, compare, and leave nothing behind.

    Raises `SimulationRefused`, or a refusal that names a period or a policy which would be right.
    """
    if hypothesis.is_nothing:
        raise SimulationRefused(
            "nothing is to be different: name a file of --limits, of a --calendar or of a --policy."
        )
    period, policy = period_in(wanted), policy_in(known, hypothesis, wanted)
    with known.database.connect() as conn:
        position = log.last_position(conn, known.city)
    connect, city = known.database.connect, known.city
    before = past.make(connect, city, ACCOUNTABILITY, past.Moment(position))
    check_begun(known, before, wanted)
    with trial(known, hypothesis, before, position) as after:
        compared = _compared(known, hypothesis, policy, period, (before, after), wanted.now)
        return asyncio.run(compared)


@contextmanager
def trial(known: KnownCity, hypothesis: Hypothesis, before: str, position: int) -> Iterator[str]:
    """Yield a generation under what is supposed, there for as long as it is compared."""
    if not hypothesis.moves_deadlines:
        yield before
        return
    connect, city, lens = known.database.connect, known.city, _lens(known, hypothesis)
    calendar_of = partial(_calendar, Calendars(connect, city), hypothesis.calendar)
    with schema_for_a_while(connect, city) as name:
        asked = Replay(city=city, view=ACCOUNTABILITY, into=name, until=position, lens=lens)
        replay(connect, asked, calendar_of=calendar_of)
        with connect() as conn:
            index(conn, name, ACCOUNTABILITY)
        yield name


def _lens(known: KnownCity, hypothesis: Hypothesis) -> Recounted:
    return Recounted(hypothesis, known.policies, known.directory)


def _calendar(published: Calendars, other: WorkCalendar | None, tag: str) -> WorkCalendar:
    """Return the trial's calendar, or one that was published."""
    return other if other is not None and tag == other.tag else published(tag)


async def _compared(
    known: KnownCity,
    hypothesis: Hypothesis,
    policy: AssessmentPolicy,
    period: Period,
    schemas: tuple[str, str],
    now: datetime,
) -> Simulation:
    was, would = (
        FigureQuery(schema=schema, at=now, policy=policy, period=period) for schema in schemas
    )
    other = hypothesis.assessment or policy
    async with await AsyncConnection.connect(known.database.service_url) as conn:
        old = await boards.board(conn, was, known.directory)
        new = await boards.board(conn, replace(would, policy=other), known.directory)
        counted, differing = await moved(conn, was, would)
        changed = await orders(conn, was, would)
    return Simulation(
        period=period.label,
        begins=period.begins,
        ends=period.ends,
        at=now,
        position=old.position,
        policy_before=policy.tag,
        policy_after=other.tag,
        supposed=_named(hypothesis),
        orders=counted,
        moved=differing,
        overall=_overall(old, new),
        units=units(old, new),
        changed=changed,
    )


def _overall(old: Board, new: Board) -> UnitChange | None:
    was, would = (("", b.overall) if b.overall else None for b in (old, new))
    if was is None and would is None:
        return None
    differs = change(was, would)
    return None if differs.is_none else differs


def _named(hypothesis: Hypothesis) -> tuple[str, ...]:
    """Return what of the past was put aside."""
    given = {
        "limits": hypothesis.rules,
        "calendar": hypothesis.calendar,
        "policy": hypothesis.assessment,
    }
    return tuple(name for name, value in given.items() if value is not None)
