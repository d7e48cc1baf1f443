import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import find, going
from casework.appeal.words import Status
from tests import examples as x

NOW = x.china(12, 1, 9)


def rework(reason="未解决"):
    return x.ask(c.OrderRework, reason=reason)


def reworked(life=x.TO_CLOSE, by=None):
    return x.given(*life).when(rework(), by=by or x.callback_staff(), at=NOW)


def rework_and_again(life, times):
    """So many rounds, each with a result and an answer that is a no."""
    given = x.given(*life)
    for _ in range(times):
        given = given.when(rework(), by=x.duty_leader(), at=NOW).lived()
        given = given.when(x.handle(), by=x.unit(), at=NOW).lived()
        given = given.when(x.feed_back(), by=x.unit(), at=NOW).lived()
        given = given.when(x.record_callback(solved="no"), by=x.callback_staff(), at=NOW).lived()
    return given


def test_half_of_the_original_limit_in_a_new_round_with_a_new_clock():
    fact = reworked().then(e.ReworkOrdered)
    assert (fact.round, fact.unit, fact.reason) == (2, "U-GR", "未解决")
    assert (fact.deadline, fact.limits[0].amount) == (x.china(12, 4), "3 wd")


def test_the_old_clock_stays_as_it_was():  # DOMAIN 5, invariant 3
    before = find(x.given(*x.TO_CLOSE).appeal().clocks, "handling")
    clocks = [k for k in reworked().after().clocks if k.name == "handling"]
    assert (clocks[0], clocks[1].round, clocks[1].running) == (before, 2, True)


def test_at_least_a_working_day():
    day = x.limit("handling", x.china(11, 24), "1 wd", rule="LR-2@1")
    life = (x.collected(type="enquiry"), x.dispatched(limits=(day,)), *x.TO_CLOSE[2:])
    assert reworked(life).then(e.ReworkOrdered).deadline == x.china(12, 2)


def test_where_many_hands_had_fifteen_days_it_is_half_of_fifteen():
    life = (*x.HELPED, *x.TO_CLOSE[3:])
    (limit,) = reworked(life).then(e.ReworkOrdered).limits
    assert (limit.amount, limit.due) == ("8 wd", x.china(12, 11))


def test_where_the_law_set_the_limit_it_is_half_of_what_was_typed_in():
    by_law = x.limit("handling", x.china(12, 7), "10 wd", rule="LR-5@1")
    life = (x.collected(type="report"), x.dispatched(limits=(by_law,)), *x.TO_CLOSE[2:])
    assert reworked(life).then(e.ReworkOrdered).limits[0].amount == "5 wd"


def test_where_a_foreign_history_knew_no_limit_it_is_the_least():
    foreign = x.collected(type="report", limits=())
    life = (foreign, x.dispatched(limits=(), deadline=None), *x.TO_CLOSE[2:])
    assert reworked(life).then(e.ReworkOrdered).limits[0].amount == "1 wd @work"


def test_the_unit_has_it_at_once_and_nobody_waits_for_callback_or_closing():
    appeal = reworked(x.TO_CALL_BACK).after()
    assert (appeal.status, appeal.round, appeal.reworks) == (Status.HANDLING, 2, 1)
    assert [k.name for k in appeal.clocks if k.stopped_at is None] == ["handling"]
    assert going(appeal.clocks, "handling").segments[-1].holder == "U-GR"


def test_what_was_returned_extended_or_answered_before_counts_no_more():
    life = (
        *x.TO_HANDLE[:2],
        x.return_requested(),
        e.ReturnRefused(unit="U-GR", reason="属其职责"),
        *x.TO_CLOSE[2:],
    )
    appeal = reworked(life).after()
    assert (appeal.returned, appeal.attempts, appeal.answered) == ((), (), False)


def test_nobody_helps_in_the_new_round_and_no_co_handlers_clock_runs_on():
    life = (*x.HELPED, *x.TO_CLOSE[3:])
    appeal = reworked(life).after()
    assert [o.unit for o in appeal.orders] == ["U-GR"]
    assert going(appeal.clocks, "co_handling", "U-GA") is None


def test_twice_by_callback_staff_beyond_that_by_a_duty_leader():
    twice = rework_and_again(x.TO_CLOSE, 2)
    twice.when(rework(), by=x.callback_staff(), at=NOW).refused(no.ReworksUsedUp)
    twice.when(rework(), by=x.duty_leader(), at=NOW).then(e.ReworkOrdered)
    once = rework_and_again(x.TO_CLOSE, 1)
    assert once.when(rework(), by=x.callback_staff(), at=NOW).then(e.ReworkOrdered).round == 3


def test_it_says_why():  # DOMAIN 5, invariant 7
    x.given(*x.TO_CLOSE).when(rework(" "), by=x.callback_staff()).refused(no.EmptyText)


def test_who_handled_in_any_round_does_not_judge_it():  # DOMAIN 5, invariant 6
    both = x.caller("caller", user="gr-clerk")
    rework_and_again(x.TO_CLOSE, 1).when(rework(), by=both, at=NOW).refused(no.SameHands)


@pytest.mark.parametrize("life", [x.TO_DISPATCH, x.TO_HANDLE, x.TO_FEED_BACK, x.CLOSED])
def test_only_what_was_fed_back_and_is_open(life):
    x.given(*life).when(rework(), by=x.duty_leader()).refused(no.NotInThisState)


@pytest.mark.parametrize("post", x.all_but("caller", "duty_leader"))
def test_nobody_else_orders_it(post):
    x.given(*x.TO_CLOSE).when(rework(), by=x.caller(post)).refused(no.PostRequired)
