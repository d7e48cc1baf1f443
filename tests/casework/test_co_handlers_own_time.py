"""A co-handler has its own deadline, and is judged by it, whatever the lead does (DOMAIN 17.17)."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import find
from casework.policy.calendar_seed import office
from tests import examples as x

CO_DUE = x.china(12, 11)
HASTE = x.china(11, 24, 9)
GA = x.unit("U-GA", "ga-clerk")
REPORT = x.ask(c.CoHandlerReport, result="已到场处置")


def lead_has(*commands):
    """The lead goes on without its helper."""
    life = x.given(*x.HELPED)
    for command, by in commands:
        life = life.when(command, by=by, at=HASTE).lived()
    return life


DONE = (x.handle(parts_missing_reason="先行答复"), x.unit())
TOLD = (x.feed_back(), x.unit())
CALLED = (x.record_callback(), x.callback_staff())


@pytest.mark.finding("A21")
@pytest.mark.parametrize("steps", [(DONE,), (DONE, TOLD), (DONE, TOLD, CALLED)])
def test_it_reports_until_its_own_deadline_though_the_lead_has_submitted(steps):
    life = lead_has(*steps)
    clock = find(life.appeal().clocks, "co_handling", "U-GA")
    assert (clock.running, clock.due) == (True, CO_DUE)
    fact = life.when(REPORT, by=GA, at=CO_DUE).then(e.CoHandlerReported)
    assert fact.late is False
    late = replace(REPORT, late_reason="车辆故障")
    after = life.when(late, by=GA, at=CO_DUE + timedelta(seconds=1))
    assert after.then(e.CoHandlerReported).late is True


@pytest.mark.finding("A21")
def test_reported_it_stops_and_nobody_reports_twice():
    life = lead_has(DONE, TOLD).when(REPORT, by=GA, at=CO_DUE).lived()
    assert find(life.appeal().clocks, "co_handling", "U-GA").stopped_at == CO_DUE
    life.when(REPORT, by=GA, at=CO_DUE).refused(no.AlreadyReported)


@pytest.mark.finding("A21")
@pytest.mark.parametrize(("at", "late"), [(CO_DUE, False), (CO_DUE + timedelta(days=1), True)])
def test_the_end_of_the_case_ends_it_late_where_its_deadline_has_passed(at, late):
    life = lead_has(DONE, TOLD, CALLED).when(x.close(), by=x.duty_leader(), at=at).lived()
    clock = find(life.appeal().clocks, "co_handling", "U-GA")
    assert (clock.stopped_at, clock.is_late(at)) == (at, late)
    life.when(REPORT, by=GA, at=at).refused(no.NotInThisState)


@pytest.mark.finding("A21")
def test_overdue_it_is_told_like_any_other():
    told = x.ask(c.EscalateClock, clock="co_handling", level=1, unit="U-GA")
    lead_has(DONE, TOLD).when(told, by=x.timekeeper(), at=CO_DUE).then(e.ClockOverdue)


def test_a_rework_ends_it_for_the_new_round_has_no_helpers():
    again = (x.ask(c.OrderRework, reason="未解决"), x.callback_staff())
    clocks = lead_has(DONE, TOLD, CALLED, again).appeal().clocks
    assert find(clocks, "co_handling", "U-GA").stopped_at == HASTE


def test_a_log_of_before_is_read_as_it_was():
    """There a feedback ended every part."""
    life = x.given(*x.HELPED, x.handled(), x.fed_back())
    assert find(life.appeal().clocks, "co_handling", "U-GA").stopped_at == x.NOW


JANUARY = replace(
    office(), closed=(*office().closed, date(2027, 1, 20), date(2027, 1, 21)), last_year=2027
)


def provisional(lead, co):
    """A lead that counts round the clock, a helper by the office's calendar."""
    limits = (
        x.limit("handling", lead, "20 d", calendar="24x7/1"),
        x.limit("co_handling", co, "1 wd 前于主办", "U-GA", provisional=True),
    )
    sent = x.dispatched(co_orders=(e.CoOrder("U-GA", "公安局", "到场"),), limits=limits)
    return x.given(x.collected(), sent, x.acknowledged())


@pytest.mark.finding("A20")
def test_a_recalculation_keeps_it_a_working_day_before_the_lead():
    """The lead's Sunday 24 January 21:31; the Friday before is the day that is the lead's own."""
    life = provisional(x.china(1, 24, 21, 31, year=2027), x.china(1, 21, year=2027))
    settle = x.ask(c.SettleDeadline)
    known = x.knowing(("calendar/work", JANUARY))
    [move] = life.when(settle, by=x.timekeeper(), known=known).then(e.DeadlineRecalculated).moves
    assert (move.unit, move.due) == ("U-GA", x.china(1, 21, year=2027))


@pytest.mark.finding("A20")
def test_and_moves_it_forward_where_it_would_come_after_it():
    life = provisional(x.china(1, 22, year=2027), x.china(1, 21, year=2027))
    known = x.knowing(("calendar/work", replace(JANUARY, closed=office().closed)))
    closed = x.knowing(
        ("calendar/work", replace(JANUARY, closed=(*JANUARY.closed, date(2027, 1, 22))))
    )
    settle = x.ask(c.SettleDeadline)
    same = life.when(settle, by=x.timekeeper(), known=known).then(e.DeadlineRecalculated)
    assert same.moves[0].due == x.china(1, 21, year=2027)
    earlier = life.when(settle, by=x.timekeeper(), known=closed).then(e.DeadlineRecalculated)
    assert earlier.moves[0].due == x.china(1, 18, year=2027)
