"""The rule pinned at dispatch counts every later clock of the order (DOMAIN 17.5)."""

from typing import Any

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal.clocks import find
from tests import examples as x

# What an office adopts while the order runs: everything is shorter.
SHORTER = x.knowing(
    x.rules_with(
        ('handle = "5 wd"           # L', 'handle = "3 wd"'),
        ('handle = "15 wd"          # P', 'handle = "9 wd"'),
        ('close = "1 wd @work" ', 'close = "2 wd @work" '),
        ("share = 0.5", "share = 0.9"),
        ('reopen = "90 d"', 'reopen = "30 d"'),
        ("levels = [1.0, 1.5, 2.0]", "levels = [1.0, 1.2, 1.4]"),
    )
)
TUESDAY = x.china(11, 24, 9)
HELP = c.CoHandler("U-GA", "到场")


def live(*steps: Any, known: Any = None) -> Any:
    """Commands one after the other, each with its caller; after the dispatch other rules hold."""
    life = x.nothing().when(x.collect(), known=None).lived()
    for n, (command, by) in enumerate(steps):
        life = life.when(command, by=by, at=TUESDAY, known=known if n else None).lived()
    return life


def rules_of(life: Any) -> set[str]:
    return {clock.rule for clock in life.appeal().clocks}


DISPATCH = (x.dispatch(co_handlers=(HELP,)), x.operator())
PLAIN = (x.dispatch(), x.operator())
SIGN = (x.acknowledge(), x.unit())
DONE = (x.handle(parts_missing_reason="另行办理"), x.unit())
TOLD = (x.feed_back(), x.unit())
CALLED = (x.record_callback(solved="no"), x.callback_staff())
AGAIN = (x.ask(c.OrderRework, reason="未解决"), x.callback_staff())
FORCED = x.close("forced", reason="客观原因")
END = ((FORCED, x.duty_leader()), (FORCED, x.supervisor()))


@pytest.mark.finding("A24")
def test_feedback_callback_closing_and_rework_are_counted_by_the_rule_of_the_dispatch():
    """Dispatched as LR-4 of the first version; both its name and its version stay."""
    life = live(DISPATCH, SIGN, DONE, TOLD, CALLED, known=SHORTER)
    rework = life.when(*AGAIN, at=TUESDAY, known=SHORTER).then(e.ReworkOrdered)
    assert rules_of(life) == {"LR-3@1", "LR-4@1"}  # LR-3: what the collection was ruled by
    assert (rework.limits[0].rule, rework.limits[0].amount) == ("LR-4@1", "8 wd")
    assert find(life.appeal().clocks, "closing").amount == "1 wd @work"


@pytest.mark.finding("A24")
def test_neither_another_category_nor_another_mark_changes_the_rule_of_an_order():
    marked = (x.ask(c.MarkSensitive, kind="heating", reason="集中停暖"), x.operator())
    other = (x.ask(c.ReclassifyAppeal, category="14", reason="归类有误"), x.operator())
    life = live(PLAIN, SIGN, marked, other, DONE, TOLD, CALLED, AGAIN, DONE, TOLD, known=SHORTER)
    assert rules_of(life) == {"LR-3@1"}


def test_who_joins_or_takes_over_is_counted_by_it_too():
    add = (x.ask(c.AddCoHandler, unit="U-CG", task="清运", reason="需要协助"), x.operator())
    restart = x.ask(c.ReassignAppeal, to_unit="U-JD", reason="属地", clock="restart")
    over = ((restart, x.duty_leader()), (restart, x.supervisor()))
    life = live(PLAIN, SIGN, add, *over, known=SHORTER)
    assert rules_of(life) == {"LR-3@1"}
    assert find(life.appeal().clocks, "handling").amount == "5 wd"


def test_before_the_dispatch_it_is_the_rule_of_the_collection():
    ask = (x.ask(c.RequestMoreInfo, questions="哪一栋？"), x.operator())
    life = x.nothing().when(x.collect()).lived()
    asked = life.when(*ask, at=TUESDAY, known=SHORTER).then(e.InfoRequested)
    assert asked.limits[0].rule == "LR-3@1"
    sent = life.when(*PLAIN, at=TUESDAY, known=SHORTER).then(e.AppealDispatched)
    assert {limit.rule for limit in sent.limits} == {"LR-3@2"}


def test_a_return_leaves_the_handling_clock_and_a_new_dispatch_pins_what_holds_then():
    back = (x.ask(c.RequestReturn, ground="not_our_duty", reason="非本单位职责"), x.unit_head())
    yes = (x.ask(c.DecideReturn, decision="accept", reason="属实"), x.operator())
    to_ga = (x.dispatch("U-GA"), x.operator())
    life = live(PLAIN, SIGN, back, yes, to_ga, known=SHORTER)
    clocks = life.appeal().clocks
    assert find(clocks, "handling").rule == "LR-3@1"
    assert find(clocks, "acknowledgement", "U-GA").rule == "LR-3@2"
    more = (x.acknowledge(), x.unit("U-GA")), (x.handle(), x.unit("U-GA"))
    for command, by in (*more, (x.feed_back(), x.unit("U-GA")), CALLED):
        life = life.when(command, by=by, at=TUESDAY, known=SHORTER).lived()
    rework = life.when(*AGAIN, at=TUESDAY, known=SHORTER).then(e.ReworkOrdered)
    assert (rework.limits[0].rule, rework.limits[0].amount) == ("LR-3@1", "3 wd")


@pytest.mark.parametrize(("basis", "amount"), [("new_facts", "3 wd"), ("false_result", "3 wd")])
def test_a_reopening_pins_anew(basis: Any, amount: str):
    """The whole of three days, or nine tenths of them, rounded up."""
    life = live(PLAIN, SIGN, DONE, TOLD, CALLED, *END, known=SHORTER)
    reopen = x.ask(c.ReopenAppeal, basis=basis, reason="新情况")
    life = life.when(reopen, by=x.duty_leader(), at=x.china(11, 25), known=SHORTER).lived()
    handling = find(life.appeal().clocks, "handling")
    assert (handling.rule, handling.amount) == ("LR-3@2", amount)


def test_many_hands_stay_many_hands_when_it_is_reopened():
    life = live(DISPATCH, SIGN, DONE, TOLD, CALLED, *END)
    reopen = x.ask(c.ReopenAppeal, basis="new_facts", reason="新情况")
    fact = life.when(reopen, by=x.duty_leader(), at=x.china(11, 25)).then(e.AppealReopened)
    assert (fact.limits[0].rule, fact.limits[0].amount) == ("LR-4@1", "15 wd")


def test_the_window_for_reopening_is_the_orders_too():
    signed = live(PLAIN, SIGN, DONE, TOLD, CALLED, END[0])
    closing = signed.when(*END[1], at=TUESDAY, known=SHORTER)
    assert closing.then(e.AppealClosed).limits[0].amount == "90 d"


def test_a_foreign_order_is_counted_by_what_holds_now():
    foreign = (x.collected(limits=()), x.dispatched(limits=()), *x.TO_HANDLE[2:])
    done = x.given(*foreign).when(x.handle(), by=x.unit(), known=SHORTER).then(e.AppealHandled)
    assert done.limits[0].rule == "LR-3@2"


@pytest.mark.finding("A24")
def test_levels_are_those_of_the_rules_that_counted_the_clock():
    due = x.china(11, 30)
    told = x.ask(c.EscalateClock, clock="handling", level=1)
    fact = (
        x.given(*x.TO_HANDLE)
        .when(told, by=x.timekeeper(), at=due, known=SHORTER)
        .then(e.ClockOverdue)
    )
    assert (fact.clause, fact.next_at) == (
        "escalation.levels[1]@1",
        x.china(12, 3, 17, 30),
    )  # 23.5 of 47 h
