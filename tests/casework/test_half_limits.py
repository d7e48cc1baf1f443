"""Half of a limit: whole working days, or hours and minutes (DOMAIN 17.4)."""

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.policy.amounts import Amount
from tests import examples as x

FRIDAY_NIGHT = x.china(11, 6, 20)
BEFORE_NATIONAL_DAY = x.china(9, 30, 17, 30)


def rework(rule, amount, at, due=None):
    """Ordered then, of an order that had so long by that rule."""
    calendar = "24x7/1" if rule in ("LR-0", "LR-1") else "work/1"
    first = x.limit("handling", due or at, amount, rule=f"{rule}@1", calendar=calendar)
    life = [(fact, at) for fact in (x.collected(), x.dispatched(limits=(first,)))]
    life += [(fact, at) for fact in x.TO_CLOSE[2:]]
    command = x.ask(c.OrderRework, reason="仍漏气")
    fact = x.given(*life).when(command, by=x.callback_staff(), at=at).then(e.ReworkOrdered)
    return fact.limits[0].due, fact.limits[0].amount


@pytest.mark.finding("A25")
@pytest.mark.parametrize("hour", [8, 9, 10, 17])
def test_half_of_five_days_is_three_and_due_when_the_last_ends_whatever_the_hour(hour):
    assert rework("LR-3", "5 wd", x.china(11, 9, hour)) == (x.china(11, 12), "3 wd")


@pytest.mark.finding("A25")
def test_before_a_holiday_they_are_the_days_after_it():
    """30 Sept 17:30; 8, 9 and, in exchange, Saturday the 10th are worked."""
    assert rework("LR-3", "5 wd", BEFORE_NATIONAL_DAY) == (x.china(10, 10), "3 wd")


@pytest.mark.finding("A15")
@pytest.mark.parametrize("at", [FRIDAY_NIGHT, BEFORE_NATIONAL_DAY])
def test_an_emergency_has_half_of_two_hours_round_the_clock(at):
    due, amount = rework("LR-0", "2 h", at)
    assert ((due - at).total_seconds(), amount) == (3_600, "1 h")


@pytest.mark.finding("A15")
def test_water_and_heat_have_half_of_a_day_round_the_clock():
    due, amount = rework("LR-1", "24 h", FRIDAY_NIGHT)
    assert (due, amount) == (x.china(11, 7, 8), "12 h")


def test_round_the_clock_it_is_at_least_an_hour():
    by_law = x.limit("handling", FRIDAY_NIGHT, "30 min @24x7", rule="LR-5@1")
    life = [(x.under("LR-5", x.collected(type="report")), FRIDAY_NIGHT)]
    life += [(f, FRIDAY_NIGHT) for f in (x.dispatched(limits=(by_law,)), *x.TO_CLOSE[2:])]
    again = x.given(*life).when(
        x.ask(c.OrderRework, reason="未查处"), by=x.callback_staff(), at=FRIDAY_NIGHT
    )
    assert again.then(e.ReworkOrdered).deadline == x.china(11, 6, 21)


@pytest.mark.finding("A15")
def test_a_gas_leak_that_was_closed_falsely_is_reopened_for_an_hour():
    life = [(x.under("LR-0", x.collected(urgency="critical")), FRIDAY_NIGHT)]
    first = x.limit("handling", FRIDAY_NIGHT, "2 h", rule="LR-0@1", calendar="24x7/1")
    life += [(f, FRIDAY_NIGHT) for f in (x.dispatched(limits=(first,)), *x.CLOSED[2:])]
    command = x.ask(c.ReopenAppeal, basis="false_result", reason="仍漏气")
    fact = x.given(*life).when(command, by=x.duty_leader(), at=FRIDAY_NIGHT).then(e.AppealReopened)
    assert fact.deadline == x.china(11, 6, 21)


@pytest.mark.parametrize(
    ("whole", "share", "part"),
    [
        ("5 wd", 0.5, "3 wd"),
        ("1 wd", 0.5, "1 wd"),
        ("10 wd", 0.7, "7 wd"),
        ("3 h", 0.5, "90 min"),
        ("15 min", 0.5, "8 min"),
        ("24 h", 0.5, "12 h"),
        ("7 d", 0.5, "4 d"),
        ("1 h", 0.0, "1 min"),
        ("4 h @24x7", 0.25, "1 h @24x7"),
    ],
)
def test_a_part_is_whole_days_or_minutes_rounded_up(whole, share, part):
    assert str(Amount.parse(whole).part(share)) == part


@pytest.mark.parametrize("number", range(1, 61))
def test_no_part_of_a_limit_ends_at_odd_seconds(number):
    at = x.china(11, 9, 9, 7)
    for unit in ("min", "h", "wd"):
        assert rework("LR-4", f"{number} {unit}", at)[0].second == 0
