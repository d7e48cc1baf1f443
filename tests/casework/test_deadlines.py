"""时限计算: by which calendar and rule a limit is counted, and what is written beside it."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from casework.appeal import commands as c
from casework.appeal.clocks import find
from casework.directory import events as d
from casework.policy.calendar_events import CalendarPublished, Season, Shift
from casework.policy.calendar_seed import office
from tests.examples import (
    CLOSED,
    ENQUIRY,
    NOW,
    TO_CALL_BACK,
    TO_CLOSE,
    TO_DISPATCH,
    TO_HANDLE,
    ask,
    callback_staff,
    china,
    close,
    collect,
    collected,
    dispatch,
    dispatched,
    dispatched_with_help,
    duty_leader,
    given,
    handled,
    knowing,
    limit,
    nothing,
    record_callback,
    rules_with,
    under,
)

SHORT = (Season("01-01", (Shift("10:00", "12:00"),)),)
COURT = CalendarPublished(zone="Asia/Shanghai", weekdays=(1, 2, 3, 4, 5), seasons=SHORT)
OWN_HOURS = (
    ("calendar/court", COURT),
    ("unit/U-GA", d.UnitRegistered(name="公安局", kind="department", calendar="court")),
)
TOMORROW_OFF = replace(
    COURT, closed=(china(11, 24).date(),), first_year=2026, last_year=2026
)  # a holiday of that unit alone


def limits(when):
    return {(each.clock, each.unit): each for each in when.decide()[0].limits}


def test_what_counted_it_is_written_beside_the_deadline():
    handling = limits(given(*TO_DISPATCH).when(dispatch()))["handling", None]
    assert (handling.amount, handling.calendar, handling.rule) == ("5 wd", "work/1", "LR-3@1")


def test_a_newer_calendar_and_newer_rules_count_what_begins_after_them():
    known = knowing(("calendar/work", office()), rules_with(('handle = "5 wd"', 'handle = "3 wd"')))
    handling = limits(given(*TO_DISPATCH).when(dispatch(), known=known))["handling", None]
    assert (handling.due, handling.calendar, handling.rule) == (
        china(11, 26),
        "work/2",
        "LR-3@2",
    )


def test_an_amount_may_name_a_calendar_of_its_own():
    told = given(
        collected(urgency="urgent"), under("LR-1", dispatched()), *TO_HANDLE[2:], handled()
    )
    fed = told.when(ask(c.FeedBack, channel="phone", delivered=True), at=china(11, 28, 3))
    callback = limits(fed)["callback", None]
    assert (callback.amount, callback.calendar, callback.due) == (
        "2 wd @work",
        "work/1",
        china(12, 1),
    )


def test_a_unit_with_office_hours_of_its_own_is_counted_by_them():
    known = knowing(*OWN_HOURS)
    due = {
        k: v.due for k, v in limits(given(*TO_DISPATCH).when(dispatch("U-GA"), known=known)).items()
    }
    assert due == {
        ("handling", None): china(11, 30, 12),
        ("acknowledgement", "U-GA"): china(11, 24, 12),
        ("return_window", "U-GA"): china(11, 25, 12),
        ("contact", "U-GA"): china(11, 24, 12),
    }


def test_the_holiday_of_another_unit_is_none_here():
    known = knowing(("calendar/court", TOMORROW_OFF), OWN_HOURS[1])
    theirs = limits(given(*TO_DISPATCH).when(dispatch("U-GA"), known=known))
    ours = limits(given(*TO_DISPATCH).when(dispatch("U-CG"), known=known))
    assert theirs["acknowledgement", "U-GA"].due == china(11, 25, 12)
    assert ours["acknowledgement", "U-CG"].due == china(11, 24)


def test_round_the_clock_is_round_the_clock_for_every_unit():
    known = knowing(*OWN_HOURS)
    appeal = given(collected(urgency="critical"))
    handling = limits(appeal.when(dispatch("U-GA"), known=known))["handling", None]
    assert (handling.due, handling.calendar) == (china(11, 23, 11), "24x7/1")


@pytest.mark.parametrize(
    ("urgency", "reminder"),
    [
        ("normal", china(11, 27, 16, 24)),  # 38.4 of 48 hours
        ("urgent", china(11, 24, 3, 12)),  # 19.2 of 24 hours
        ("critical", china(11, 23, 9, 36)),  # 96 of 120 minutes
    ],
)
def test_a_reminder_comes_when_four_fifths_are_used_up(urgency, reminder):
    at = china(11, 23, 8)
    appeal = given((collected(urgency=urgency), at))
    assert limits(appeal.when(dispatch(), at=at))["handling", None].remind_at == reminder


def test_when_to_remind_is_the_policys():
    known = knowing(rules_with(("remind = 0.8", "remind = 0.5")))
    appeal = given(collected(urgency="critical"))
    assert limits(appeal.when(dispatch(), known=known))["handling", None].remind_at == china(
        11, 23, 10
    )


@pytest.mark.parametrize("start", [NOW, NOW + timedelta(microseconds=999_999)])
def test_deadlines_are_whole_seconds(start):
    when = nothing().when(collect(urgency="critical"), at=start)
    assert when.decide()[0].limits[0].due == china(11, 23, 9, 5)


@pytest.mark.parametrize(
    ("at", "provisional"),
    [(china(12, 24, 9), False), (china(12, 25, 9), True)],
)
def test_past_the_last_published_year_it_is_marked_as_provisional(at, provisional):
    life = ((collected(), at),)
    handling = limits(given(*life).when(dispatch(), at=at))["handling", None]
    assert handling.provisional is provisional
    assert (handling.due > china(12, 31)) is provisional


def test_natural_days_wait_for_no_calendar():
    window = limits(given(*TO_CLOSE).when(close(), by=duty_leader()))["reopening", None]
    assert (window.due, window.provisional) == (NOW + timedelta(days=90), False)


def test_round_the_clock_nothing_is_provisional():
    life = ((collected(urgency="urgent"), china(12, 31, 9)),)
    handling = limits(given(*life).when(dispatch(), at=china(12, 31, 9)))["handling", None]
    assert (handling.due, handling.provisional) == (china(1, 1, 9, year=2027), False)


def rework(*life, at=NOW):
    when = given(*life).when(ask(c.OrderRework, reason="未解决"), by=duty_leader(), at=at)
    return limits(when)["handling", None]


def test_a_rework_has_half_of_the_first_limit():  # DOMAIN 6.1
    complex_matter = (*TO_DISPATCH, dispatched_with_help(), *TO_CALL_BACK[2:])
    found = rework(*complex_matter)
    assert (found.amount, found.rule) == ("8 wd", "LR-4@1")
    assert found.due == china(12, 3)


def test_but_at_least_a_working_day():
    first = limit("handling", china(11, 24), "1 wd", rule="LR-2@1")
    life = (collected(), dispatched(limits=(first,)), *TO_CALL_BACK[2:])
    assert (rework(*life).due, rework(*life).amount) == (china(11, 24), "1 wd")


def test_how_much_of_it_a_rework_gets_is_the_policys_of_the_dispatch():
    known = knowing(rules_with(("share = 0.5", "share = 1.0")))
    command = ask(c.OrderRework, reason="未解决")
    by_new = dispatched(limits=(limit("handling", china(11, 30), "5 wd", rule="LR-3@2"),))
    life = given(collected(), by_new, *TO_CALL_BACK[2:])
    again = limits(life.when(command, by=duty_leader(), known=known))["handling", None]
    assert again.due == china(11, 30)


def test_after_the_callback_somebody_closes_it_within_a_working_day():
    when = given(*TO_CALL_BACK).when(record_callback(), by=callback_staff())
    closing = limits(when)["closing", None]
    assert (closing.due, closing.amount) == (china(11, 24), "1 wd @work")


def test_a_callback_waits_five_working_days_and_an_enquiry_is_only_to_be_closed():
    told = ask(c.FeedBack, channel="phone", delivered=True)
    assert limits(given(*TO_HANDLE, handled()).when(told))["callback", None].due == china(11, 30)
    enquiry = (*ENQUIRY, *TO_HANDLE[2:], handled())
    assert ("closing", None) in limits(given(*enquiry).when(told))


@pytest.mark.finding("A77")
@pytest.mark.parametrize(
    ("basis", "due"),
    [("new_facts", china(12, 8)), ("false_result", china(12, 4)), ("leaders_order", china(12, 4))],
)
def test_new_facts_have_the_whole_limit_and_what_was_done_badly_half(basis, due):
    command = ask(c.ReopenAppeal, basis=basis, reason="新情况")
    appeal = given(*CLOSED).when(command, by=duty_leader(), at=china(12, 1, 8)).after()
    assert find(appeal.clocks, "handling").due == due
