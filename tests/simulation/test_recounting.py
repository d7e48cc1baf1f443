"""One appeal seen through the lens: what is counted again, from where, and what stays."""

from datetime import date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from api.reports.simulation import Hypothesis, Recounted
from casework.appeal import events as e
from casework.facts import Fact, Recorded, Source
from casework.policy.calendar import WorkCalendar
from casework.policy.calendar_seed import office
from casework.policy.rules import read_rules
from casework.reference import Reference
from tests import examples as x
from tests.simulation.conftest import rules_with

MORNING = x.china(11, 24, 10)


def under(
    *changes: tuple[str, str, str], also: tuple[str, str] = ("", ""), closed: date | None = None
) -> Hypothesis:
    """Other lines in some rules, another text, a holiday more."""
    text, days = rules_with(*changes).replace(*also), None
    if closed:
        days = WorkCalendar("work", 0, replace(office(), closed=(*office().closed, closed)))
    return Hypothesis(rules=read_rules(text, 0), calendar=days)


def seen(hypothesis: Hypothesis, life: Any, known: Reference | None = None) -> list[Fact]:
    """The facts of a life as they would have been."""
    reference = known or x.reference()
    lens = Recounted(hypothesis, reference.policies, reference.directory)
    return [lens(recorded).fact for recorded in life._histories[x.NO]]


def due(fact: Any, clock: str = "handling") -> datetime:
    return next(limit.due for limit in (*fact.limits,) if limit.clock == clock)


def moved_to(fact: Any) -> dict[str, datetime]:
    return {move.clock: move.due for move in fact.moves}


def live(*commands: Any, life: Any = None, known: Reference | None = None) -> Any:
    """Commands in order, each with its caller and instant."""
    life = life or x.given(*x.TO_HANDLE)
    for command, by, at in commands:
        life = life.when(command, by=by, at=at, known=known).lived()
    return life


def asked(until: datetime) -> tuple[Any, ...]:
    request = x.ask(
        x.c.RequestExtension, until=until, reason="等待配件", claimant_informed_at=x.NOW
    )
    accept = x.ask(x.c.DecideExtension, decision="accept", reason="属实")
    return (request, x.unit_head(), MORNING), (accept, x.duty_leader(), MORNING)


def test_a_limit_is_counted_from_the_same_instant():
    again = seen(under(("LR-3", "handle", "2 wd")), x.given(*x.TO_ACKNOWLEDGE))[1]
    assert (due(again), due(again, "acknowledgement")) == (x.china(11, 25), x.china(11, 24))
    [limit, *_] = again.limits
    assert (limit.rule, limit.amount, limit.calendar) == ("LR-3@0", "2 wd", "work/1")


def test_a_holiday_lies_in_between():
    again = seen(under(closed=date(2026, 11, 26)), x.given(*x.TO_ACKNOWLEDGE))[1]
    assert due(again) == x.china(12, 1)
    assert again.limits[0].calendar == "work/0"


def test_another_calendar_alone_leaves_the_rules_as_they_were():
    supposed = Hypothesis(calendar=under(closed=date(2026, 11, 26)).calendar)
    again = seen(supposed, x.given(*x.TO_ACKNOWLEDGE))[1]
    assert (due(again), again.limits[0].rule) == (x.china(12, 1), "LR-3@1")


def test_a_clock_that_the_other_rules_do_not_have_is_left_out():
    again = seen(under(("LR-3", "contact", "none")), x.given(*x.TO_ACKNOWLEDGE))[1]
    assert [limit.clock for limit in again.limits] == [
        "handling",
        "acknowledgement",
        "return_window",
    ]


def test_a_clock_that_there_was_not_is_not_invented():
    """Nobody was to contact who enquired: nobody failed to."""
    life = live((x.dispatch(), x.operator(), x.NOW), life=x.given(x.collected(type="enquiry")))
    clocks = {limit.clock for limit in seen(under(("LR-2", "contact", "1 h")), life)[1].limits}
    assert clocks == {"handling", "acknowledgement", "return_window"}


def test_an_extension_gives_as_much_open_time_as_it_gave():
    *_, approved = seen(under(("LR-3", "handle", "2 wd")), live(*asked(x.china(12, 2))))
    assert moved_to(approved) == {"handling": x.china(11, 27)}
    assert approved.moves[0].before == x.china(11, 25)


def test_under_the_same_rules_it_is_the_very_instant_that_was_approved():
    at_night = x.china(12, 2, 23)
    *_, approved = seen(under(), live(*asked(at_night)))
    assert moved_to(approved) == {"handling": at_night}


def test_what_was_left_of_the_other_limit_is_given_back():
    halted = x.given(*x.TO_HANDLE, (x.suspended(), x.china(11, 24, 10)))
    resume = (x.ask(x.c.ResumeAppeal), x.operator(), x.china(12, 4, 10))
    *_, resumed = seen(under(("LR-3", "handle", "2 wd")), live(resume, life=halted))
    assert moved_to(resumed)["handling"] == x.china(12, 7)  # 6 h of that day, and one more


def test_what_was_used_up_by_then_is_not_given_back():
    halted = x.given(*x.TO_HANDLE, (x.suspended(), x.china(11, 25, 10)))
    resume = (x.ask(x.c.ResumeAppeal), x.operator(), x.china(12, 4, 10))
    *_, resumed = seen(under(("LR-3", "handle", "1 wd")), live(resume, life=halted))
    assert moved_to(resumed)["handling"] == x.china(11, 24)


def test_sent_back_it_goes_on_with_what_was_left_of_the_other_limit():
    life = x.given(*x.TO_HANDLE, (x.handled(), x.china(11, 24, 18)))
    back = (
        x.ask(x.c.ReviewHandling, decision="refuse", reason="未附照片"),
        x.operator(),
        x.china(11, 27, 8),
    )
    *_, sent = seen(under(("LR-3", "handle", "2 wd")), live(back, life=life))
    assert moved_to(sent) == {"handling": x.china(11, 27)}


def test_a_further_round_gets_its_share_of_the_other_limit():
    again = (x.ask(x.c.OrderRework, reason="仍不热"), x.callback_staff(), x.china(11, 30, 8))
    life = live(again, life=x.given(*x.TO_CLOSE))
    *_, rework = seen(under(("LR-3", "handle", "10 wd")), life)
    assert rework.limits[0].amount == "5 wd"
    *_, rework = seen(under(("LR-3", "handle", "10 wd"), also=("share = 0.5", "share = 0.2")), life)
    assert rework.limits[0].amount == "2 wd"


def test_the_clock_started_anew_has_the_other_limit():
    restart = x.ask(x.c.ReassignAppeal, to_unit="U-GA", reason="职责", clock="restart")
    *_, reassigned = seen(
        under(("LR-3", "handle", "2 wd")),
        live(*((restart, by, MORNING) for by in (x.duty_leader(), x.supervisor()))),
    )
    assert due(reassigned) == x.china(11, 26)


def test_helpers_are_due_before_the_other_deadline_of_the_lead():
    *_, sent, _ = seen(under(("LR-4", "handle", "8 wd")), x.given(*x.HELPED))
    assert (due(sent), due(sent, "co_handling")) == (x.china(12, 3), x.china(12, 2))


REPORTED = x.given(x.collected(type="report"))
STATUTORY = (
    x.dispatch(statutory_limit="10 wd", basis="食品安全法第一百一十五条"),
    x.operator(),
    x.NOW,
)


@pytest.mark.parametrize("handle", ["statutory", "3 wd"])
def test_what_the_law_sets_stays_as_it_was_typed_in(handle: str):
    life = live(STATUTORY, life=REPORTED)
    *_, sent = seen(under(("LR-5", "handle", handle), ("LR-5", "acknowledge", "4 h")), life)
    assert (due(sent), sent.limits[0].rule) == (x.china(12, 7), "LR-5@1")
    assert due(sent, "acknowledgement") == x.china(11, 23, 15)


def test_a_round_after_it_gets_the_other_share_of_what_was_typed_in():
    life = live(STATUTORY, life=REPORTED).and_then(
        x.acknowledged(), x.handled(), x.fed_back(), x.called_back()
    )
    again = (x.ask(x.c.OrderRework, reason="未查处"), x.callback_staff(), MORNING)
    supposed = under(("LR-5", "handle", "3 wd"), also=("share = 0.5", "share = 0.8"))
    *_, rework = seen(supposed, live(again, life=life))
    assert rework.limits[0].amount == "8 wd"


def test_where_the_law_is_to_set_it_now_what_was_promised_stays():
    *_, sent = seen(under(("LR-3", "handle", "statutory")), x.given(*x.TO_ACKNOWLEDGE))
    assert (due(sent), sent.limits[0].rule) == (x.china(11, 30), "LR-3@1")


def test_the_end_of_a_suspension_stays():
    *_, halted = seen(under(closed=date(2026, 11, 26)), x.given(*x.SUSPENDED))
    assert halted == x.suspended()


LATE = x.china(12, 28, 9)
NEW_YEAR = tuple(date(2027, 1, day) for day in (1, 2, 3))
PUBLISHED = replace(office(), closed=(*office().closed, *NEW_YEAR), last_year=2027)
KNOWN = x.knowing(("calendar/work", PUBLISHED))


def settled_life() -> Any:
    life = live((x.dispatch(), x.operator(), LATE), life=x.given(x.collected()))
    settle = (x.ask(x.c.SettleDeadline), x.timekeeper(), x.china(12, 29))
    return live(settle, life=life, known=KNOWN)


def test_what_waited_for_the_year_is_settled_by_it():
    *_, settled = seen(under(("LR-3", "handle", "6 wd")), settled_life(), KNOWN)
    assert moved_to(settled)["handling"] == x.china(1, 6, year=2027)


def test_what_would_not_have_waited_is_not_moved():
    *_, settled = seen(under(("LR-3", "handle", "2 wd")), settled_life(), KNOWN)
    assert "handling" not in moved_to(settled)


def test_each_fact_is_counted_by_the_version_that_it_met():
    """Two versions of the rules and of the calendar: neither is mistaken for the other."""
    later = x.rules_with(('handle = "5 wd" ', 'handle = "9 wd" '))
    known = x.knowing(later, ("calendar/work", PUBLISHED))
    life = live((x.dispatch(), x.operator(), x.NOW), life=x.given(x.collected()), known=known)
    assert life._histories[x.NO][1].fact.limits[0].rule == "LR-3@2"
    for each in (x.given(*x.TO_ACKNOWLEDGE), life):
        stored = [recorded.fact for recorded in each._histories[x.NO]]
        calendar = WorkCalendar("work", 0, PUBLISHED)
        assert counted(seen(Hypothesis(calendar=calendar), each, known)) == counted(stored)
        again = seen(Hypothesis(), each, known)
        assert counted(again) == counted(stored)
        assert [y.calendar for f in again for y in f.limits] == [
            y.calendar for f in stored for y in f.limits
        ]


def counted(facts: list[Any]) -> list[tuple[object, ...]]:
    return [(y.clock, y.due, y.rule) for fact in facts for y in fact.limits]


def test_a_foreign_history_keeps_its_own_deadlines():
    [first, sent] = x.recorded(*x.TO_ACKNOWLEDGE)
    lens = Recounted(under(("LR-3", "handle", "2 wd")), x.policies(), x.reference().directory)
    told = [_foreign(first), _foreign(sent)]
    assert [lens(each) for each in told] == told


def _foreign(recorded: Recorded) -> Recorded:
    source = Source("permits", 1)
    return replace(recorded, envelope=replace(recorded.envelope, source=source))


def test_what_is_no_appeal_is_seen_as_it_is():
    fact = e.NoteAdded(text="核实")
    lens = Recounted(under(), x.policies(), x.reference().directory)
    [noted] = x.recorded(fact, stream="policy/rules")
    assert lens(noted) is noted
