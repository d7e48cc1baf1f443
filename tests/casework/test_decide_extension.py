import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import find
from casework.appeal.events import (
    ClockReminded,
    ExtensionApproved,
    ExtensionRefused,
    ExtensionRequested,
)
from tests.examples import (
    CLOSED,
    HELPED,
    NOW,
    TO_HANDLE,
    all_but,
    ask,
    c,
    caller,
    china,
    duty_leader,
    given,
    handled,
    moved,
    return_requested,
    suspended,
    unit,
    unit_head,
)

UNTIL = china(12, 4)
REQUEST = ExtensionRequested(
    unit="U-GR", reason="等待配件", until=UNTIL, claimant_informed_at=NOW, approved_by="gr-head"
)
ASKED = (*TO_HANDLE, REQUEST)
NEXT_DAY = china(11, 24, 10)


def decide(decision="accept", reason="属实", until=None):
    return ask(c.DecideExtension, decision=decision, reason=reason, until=until)


def test_the_deadline_moves_and_both_stay_on_record():  # DOMAIN 5, invariant 3
    when = given(*ASKED).when(decide(), at=NEXT_DAY)
    (move,) = when.then(ExtensionApproved).moves
    assert (move.clock, move.before, move.due) == ("handling", china(11, 30), UNTIL)
    clock = find(when.after().clocks, "handling")
    assert (clock.due, clock.running, clock.moves[-1].move.before) == (UNTIL, True, china(11, 30))


def test_it_is_counted():
    appeal = given(*ASKED).when(decide(), at=NEXT_DAY).after()
    assert (appeal.extensions, appeal.requests, appeal.marks) == (1, {}, frozenset())


def test_the_unit_is_reminded_anew():
    life = (*ASKED, (ClockReminded(clock="handling", due=china(11, 30)), china(11, 27)))
    clock = find(given(*life).when(decide(), at=china(11, 30, 8)).after().clocks, "handling")
    assert (clock.reminded, clock.remind_at) == (False, china(12, 3, 18))


@pytest.mark.finding("A32")
def test_the_centre_may_grant_less_than_was_asked_but_not_more():
    less = given(*ASKED).when(decide(until=china(12, 2)), at=NEXT_DAY)
    assert less.then(ExtensionApproved).moves[0].due == china(12, 2)
    more = given(*ASKED).when(decide(until=china(12, 7)), at=NEXT_DAY)
    more.refused(no.LongerThanAsked)


def test_to_grant_less_than_there_was_is_no_extension():
    shorter = decide(until=china(11, 30))
    given(*ASKED).when(shorter, at=NEXT_DAY).refused(no.NotLater)


def test_refused_the_deadline_stays():
    when = given(*ASKED).when(decide("refuse", "可按期办结"), at=NEXT_DAY)
    assert when.then(ExtensionRefused).unit == "U-GR"
    appeal = when.after()
    assert (appeal.deadline, appeal.extensions, appeal.requests) == (china(11, 30), 0, {})


LATE = ask(c.RequestExtension, until=UNTIL, reason="等待配件", claimant_informed_at=NOW)


@pytest.mark.finding("A33")
def test_asked_for_in_time_it_is_granted_whenever_it_is_decided():  # DOMAIN 17.3
    """Filed ten minutes before the deadline of 30 November; decided the next morning."""
    life = given(*TO_HANDLE).when(LATE, by=unit_head(), at=china(11, 30, 17, 50)).lived()
    waiting = find(life.appeal().clocks, "handling")
    assert (waiting.pending, waiting.rings_at) == (True, None)
    assert not waiting.is_late(china(12, 1, 9))
    granted = life.when(decide(), at=china(12, 1, 9)).after()
    handling = find(granted.clocks, "handling")
    assert (handling.due, handling.pending) == (UNTIL, False)
    assert handling.rings_at is not None


@pytest.mark.finding("A33")
def test_refused_the_old_deadline_stands_and_is_told_then():  # DOMAIN 17.3
    life = given(*TO_HANDLE).when(LATE, by=unit_head(), at=china(11, 30, 17, 50)).lived()
    refused = life.when(decide("refuse"), at=china(12, 1, 9)).after()
    handling = find(refused.clocks, "handling")
    assert (handling.due, handling.pending) == (china(11, 30), False)
    assert handling.rings_at < china(12, 1, 9)
    assert handling.is_late(china(12, 1, 9))


def test_an_operator_decides_on_what_the_same_operator_dispatched():  # DOMAIN 10
    other = caller("operator", user="operator-b")
    given(*ASKED).when(decide(), by=other, at=NEXT_DAY).refused(no.NotYourDispatch)
    given(*ASKED).when(decide(), by=duty_leader(), at=NEXT_DAY).then(ExtensionApproved)


@pytest.mark.finding("A53")
def test_who_helps_stays_due_a_working_day_before_the_lead():  # DOMAIN 6.2
    life = (*HELPED, moved(REQUEST, until=china(12, 18)))
    clocks = given(*life).when(decide(), at=NEXT_DAY).after().clocks
    assert find(clocks, "handling").due == china(12, 18)
    assert find(clocks, "co_handling", "U-GA").due == china(12, 17)


@pytest.mark.finding("A53")
def test_who_helps_and_is_late_by_then_is_not_healed_by_it():
    life = (*HELPED, moved(REQUEST, until=china(12, 18)))
    clocks = given(*life).when(decide(), at=china(12, 14, 9)).after().clocks
    assert find(clocks, "co_handling", "U-GA").due == china(12, 11)


def test_it_may_be_decided_while_the_order_is_disputed():
    given(*ASKED, return_requested()).when(decide(), at=NEXT_DAY).then(ExtensionApproved)


@pytest.mark.parametrize("life", [TO_HANDLE, (*ASKED, handled())])
def test_there_is_something_to_decide(life):
    given(*life).when(decide(), at=NEXT_DAY).refused(no.NoExtensionPending)


def test_a_closed_appeal_is_not_extended():
    given(*CLOSED).when(decide()).refused(no.AlreadyClosed)


def test_a_clock_that_stands_is_not_moved():
    given(*ASKED, suspended()).when(decide(), at=NEXT_DAY).refused(no.Suspended)


@pytest.mark.parametrize("decision", ["accept", "refuse"])
def test_it_says_why(decision):  # DOMAIN 5, invariant 7
    given(*ASKED).when(decide(decision, " ")).refused(no.EmptyText)


@pytest.mark.parametrize("post", ["operator", "duty_leader"])
def test_the_dispatchers_decide(post):
    given(*ASKED).when(decide(), by=caller(post)).then(ExtensionApproved)


@pytest.mark.parametrize("post", all_but("operator", "duty_leader"))
def test_nobody_else_decides(post):
    given(*ASKED).when(decide(), by=caller(post)).refused(no.PostRequired)


@pytest.mark.parametrize("by", [unit(), unit_head()])
def test_the_unit_grants_itself_nothing(by):
    given(*ASKED).when(decide(), by=by).refused(no.PostRequired)
