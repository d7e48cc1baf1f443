"""On the second: what is done at the very deadline is in time, on both sides."""

from datetime import datetime, timedelta

import pytest

from api.reports.recount.tally import EVERYTHING
from casework.appeal import events as e
from casework.facts import Recorded
from casework.policy.periods import Period
from tests import examples as x
from tests.audit.both import audited, compared
from tests.audit.policies import policies
from tests.conftest import City

ENDED = (x.handled(), x.fed_back(), x.called_back(), x.closed())
FEED_BACK = x.limit("feedback", x.china(11, 30), "2 wd")
REPORTED = e.CoHandlerReported(unit="U-GA", result="已到场")
MONTH_AGO = x.NOW - timedelta(days=30)
LIVES = {
    "handled_in_time": (x.collected(), x.dispatched(), (x.handled(), x.china(11, 30))),
    "acknowledged_in_time": (x.collected(), x.dispatched(), (x.acknowledged(), x.china(11, 24))),
    "dispatched_in_time": (x.collected(), (x.dispatched(), x.china(11, 23, 15))),
    "fed_back_in_time": (
        x.collected(),
        x.dispatched(),
        x.handled(limits=(FEED_BACK,)),
        (x.fed_back(), x.china(11, 30)),
    ),
    "co_handled_in_time": (
        x.collected(),
        x.dispatched_with_help("U-GA"),
        (REPORTED, x.china(12, 11)),
    ),
    "repeated": (x.collected(related_to=x.OTHER_NO), x.dispatched(), *ENDED),
}
EARLIER = [(x.collected(), MONTH_AGO), (x.dispatched(), MONTH_AGO), (x.closed(), MONTH_AGO)]


@pytest.fixture(scope="module")
def told(new_city) -> City:
    return new_city()


def facts_of(figure: str) -> list[Recorded]:
    return [*x.recorded(*EARLIER, stream=x.OTHER_NO), *x.recorded(*LIVES[figure])]


def counted(facts: list[Recorded], figure: str, at: datetime) -> tuple[object, int]:
    """Of what was raised since the example's morning: part and whole, as the audit has them."""
    period = Period("ever", x.NOW, x.NOW + timedelta(days=400))
    tally = audited(facts, at).count(policies()[0], period, "unit")[EVERYTHING][figure]
    return tally.part, tally.whole


@pytest.mark.parametrize("figure", LIVES)
def test_at_the_very_instant_is_in_time(told: City, figure: str):
    facts, at = facts_of(figure), x.china(12, 20)
    assert counted(facts, figure, at) == (1, 1)
    assert compared(told, facts, at) == []


@pytest.mark.parametrize("at", [x.china(11, 23, 15), x.china(11, 24), x.china(11, 30)])
def test_what_is_due_now_is_not_overdue_yet(told: City, at: datetime):
    for history in ((x.collected(),), (x.collected(), x.dispatched())):
        facts = x.recorded(*history)
        assert compared(told, facts, at) == []
        assert compared(told, facts, at + timedelta(seconds=1)) == []
