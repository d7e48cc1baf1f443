"""What a figure counts and for whom, a life at a time: each of these was once counted wrongly."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction

import psycopg
import pytest

from api.defaults import default_assessment
from casework.appeal import events as e
from casework.policy.assessment import read_assessment
from projections.accountability import ACCOUNTABILITY
from projections.accountability.queries import Asked, counts
from projections.engine import folding, place, schema
from tests import examples as x
from tests.conftest import City

SOON, LATER = x.china(11, 23, 11), x.china(11, 28)
Figure = Callable[..., tuple[Fraction, int | None]]


@pytest.fixture(scope="module")
def told(new_city) -> City:
    return new_city()


@pytest.fixture
def figure(told: City) -> Figure:
    """Part and whole of one figure of one unit, after some lives; `at` judges what is open."""

    def figure(name, *lives, unit="U-GR", at=LATER, counted_by="raised"):
        by = f'counted_by = "{counted_by}"'
        text = default_assessment("dengta").replace('counted_by = "raised"', by)
        facts = [each for life in lives for each in life]
        view = ACCOUNTABILITY.with_calendars(x.policies().calendar_of)
        generation = f"{told.name}_told"
        with told.database.connect() as conn:
            conn.execute(f"DROP SCHEMA IF EXISTS {generation} CASCADE")
            schema.create(conn, generation, view, indexes=True)
            folding.apply(conn, generation, view, facts)
            place.begin(conn, generation, facts[-1])
        asked = Asked(
            schema=generation, policy=read_assessment(text, 1), at=at,
            begins=x.NOW - timedelta(days=1), ends=x.NOW + timedelta(days=400),
        )  # fmt: skip
        rows = asyncio.run(_rows(told, asked))
        found = [row.figures[name] for row in rows if row.key == unit]
        return (Fraction(found[0].part), found[0].whole) if found else (Fraction(), 0)

    return figure


async def _rows(city: City, asked: Asked):
    async with await psycopg.AsyncConnection.connect(city.database.service_url) as conn:
        return (await counts(conn, asked))[0]


def life(*told, stream: str = x.NO):
    return x.recorded(*told, stream=stream)


HELPED = (x.collected(), x.dispatched_with_help("U-GA"))
ENDED = (x.acknowledged(), x.handled(), x.fed_back(), x.called_back(), x.closed())
WHOLE = (x.collected(), x.dispatched(), *ENDED)
REOPENED = (
    e.AppealReopened(round=2, reason="复发", unit="U-GR", limits=x.dispatched().limits[:1]),
)
RETURNED = (x.return_requested(), x.return_accepted())
REPORTED = e.CoHandlerReported(unit="U-GA", result="已到场")
HANDED_OVER = {"from_unit": "U-GA", "to_unit": "U-JD", "to_unit_name": "街道", "reason": "撤并"}


def test_an_order_that_was_acknowledged_stays_so_while_it_is_suspended(figure):
    halted = life(x.collected(), x.dispatched(), x.acknowledged(), x.suspended())
    assert figure("acknowledged_in_time", halted) == (1, 1)


def test_who_has_reported_needs_not_acknowledge(figure):
    reported = life(*HELPED, REPORTED)
    assert figure("acknowledged_in_time", reported, unit="U-GA") == (0, 0)


def test_an_excluded_case_leaves_every_rate_that_a_unit_is_scored_by(figure):
    granted = e.ExclusionGranted(ground="claim_untrue", reason="核实", endorsed_by="super")
    blown = e.WhistleBlown(
        by_unit="U-GR", orders=(e.CoOrder("U-JD", "街道"),), task="到场", approved_by="gr-head"
    )
    excluded = life(*HELPED, x.acknowledged(), blown, REPORTED, *ENDED[1:], granted)
    assert figure("acknowledged_in_time", excluded) == (0, 0)
    assert figure("co_handled_in_time", excluded, unit="U-GA") == (0, 0)
    assert figure("whistles_answered", excluded, unit="U-JD") == (0, 0)


def test_who_helps_is_not_late_while_the_case_is_suspended(figure):
    halted = life(*HELPED, x.acknowledged(), x.suspended())
    assert figure("co_handled_in_time", halted, unit="U-GA", at=x.china(12, 20)) == (0, 0)


def test_a_whistle_that_was_handed_over_is_one_whistle(figure):
    blown = e.WhistleBlown(
        by_unit="U-GR", orders=(e.CoOrder("U-GA", "公安局"),), task="到场", approved_by="gr-head"
    )
    moved = life(x.collected(), x.dispatched(), x.acknowledged(), blown,
                 e.OrdersHandedOver(**HANDED_OVER))  # fmt: skip
    assert figure("whistles_answered", moved, unit="U-GA") == (0, 0)
    assert figure("whistles_answered", moved, unit="U-JD") == (0, 1)


def test_what_was_closed_before_it_was_to_be_fed_back_is_not_owed(figure):
    by = x.limit("feedback", x.china(11, 25), "2 wd")
    ended = life(*WHOLE[:3], x.handled(limits=(by,)), x.closed(kind="forced"))
    assert figure("fed_back_in_time", ended) == (0, 0)


def test_what_was_reopened_was_not_solved_at_the_first_time(figure):
    again = life(*WHOLE, *REOPENED, *ENDED[1:4])
    assert figure("first_time_resolution", again) == (1, 2)


def test_a_merged_claimant_was_collected_too(figure):
    child = life(x.collected(channel="grid_visit"), x.merged())
    parent = life(x.collected(), x.dispatched(), stream=x.OTHER_NO)
    assert figure("from_grids", child, parent, unit="centre") == (1, 2)


CHILD = (
    x.collected(), x.merged(), e.ResultShared(parent_no=x.OTHER_NO),
    (x.called_back(), SOON),
)  # fmt: skip


def test_a_merged_claimant_judges_the_unit_of_then_though_the_parent_is_reopened(figure):
    reopened = e.AppealReopened(round=2, reason="复发", unit="U-CG", unit_name="城管局")
    parent = life(*WHOLE, (reopened, LATER), stream=x.OTHER_NO)
    assert figure("valid", life(*CHILD), parent)[0] == 2
    assert figure("valid", life(*CHILD), parent, unit="U-CG")[0] == 0
