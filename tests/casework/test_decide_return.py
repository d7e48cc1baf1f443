import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import CENTRE, find
from casework.appeal.commands import allowed_verbs
from casework.appeal.events import (
    ArbitrationOpened,
    OrderAcknowledged,
    ReturnAccepted,
    ReturnRefused,
)
from casework.appeal.words import Status
from tests.examples import (
    CLOSED,
    HELPED,
    SUSPENDED,
    TO_ACKNOWLEDGE,
    TO_DISPATCH,
    TO_HANDLE,
    all_but,
    ask,
    c,
    caller,
    china,
    dispatched,
    given,
    knowing,
    operator,
    return_accepted,
    return_requested,
    rules_with,
    unit,
)

AT = china(11, 24, 9)
ASKED = (*TO_HANDLE, return_requested())
TWICE = (*ASKED, return_accepted(), dispatched(lead_unit="U-CG"), return_requested("U-CG"))
LET_GO = ReturnAccepted(unit="U-GA", reason="属实")
BOTH = (*HELPED, return_requested("U-GA"), return_requested())


def decide(decision="accept", reason="属实", **more):
    return ask(c.DecideReturn, decision=decision, reason=reason, **more)


def test_accepted_it_is_back_in_the_pool():
    when = given(*ASKED).when(decide(), at=AT)
    assert when.then(ReturnAccepted).unit == "U-GR"
    appeal = when.after()
    assert (appeal.status, appeal.lead_unit, appeal.orders) == (Status.COLLECTED, None, ())
    assert find(appeal.clocks, "dispatch").due == china(11, 24, 15)


def test_meanwhile_the_clock_of_the_claimant_runs_on_in_the_hands_of_the_centre():  # DOMAIN 11.5
    handling = find(given(*ASKED).when(decide(), at=AT).after().clocks, "handling")
    assert (handling.due, handling.running) == (china(11, 30), True)
    assert [s.holder for s in handling.segments] == ["U-GR", CENTRE]


@pytest.mark.parametrize(
    ("life", "status"),
    [(TO_ACKNOWLEDGE, Status.DISPATCHED), (TO_HANDLE, Status.HANDLING)],
)
def test_refused_it_is_as_it_was_and_the_clock_unbroken(life, status):
    when = given(*life, return_requested()).when(decide("refuse", "属你单位职责"), at=AT)
    assert when.then(ReturnRefused).reason == "属你单位职责"
    assert when.after().status == status
    assert find(when.after().clocks, "handling").due == china(11, 30)


def test_the_second_unit_that_returns_it_opens_arbitration():  # DOMAIN 11.5
    when = given(*TWICE).when(decide(), at=AT)
    when.then(ReturnAccepted, ArbitrationOpened)
    assert when.decide()[1].units == ("U-GR", "U-CG")
    assert when.after().status == Status.ARBITRATION
    assert find(when.after().clocks, "handling").segments[-1].holder == CENTRE


def test_from_which_return_on_is_the_policys():
    known = knowing(
        rules_with(("returns_before_arbitration = 2", "returns_before_arbitration = 3"))
    )
    given(*TWICE).when(decide(), at=AT, known=known).then(ReturnAccepted)


def test_refused_the_second_return_opens_nothing():
    given(*TWICE).when(decide("refuse")).then(ReturnRefused)


def test_a_helper_that_is_let_go_leaves_the_rest_as_it_was():  # DOMAIN 11.11
    when = given(*HELPED, return_requested("U-GA")).when(decide(), at=AT)
    assert when.then(ReturnAccepted).limits == ()
    appeal = when.after()
    assert (appeal.status, [o.unit for o in appeal.orders]) == (Status.HANDLING, ["U-GR"])
    assert find(appeal.clocks, "co_handling", "U-GA").stopped_at == AT
    assert find(appeal.clocks, "handling").segments[-1].holder == "U-GR"


@pytest.mark.parametrize("signed", [False, True])
def test_a_helper_that_is_not_let_go_has_its_order_as_before(signed):
    first = (OrderAcknowledged(unit="U-GA"),) if signed else ()
    life = (*HELPED, *first, return_requested("U-GA"))
    order = given(*life).when(decide("refuse")).after().order_of("U-GA")
    assert order.state == ("acknowledged" if signed else "dispatched")


def test_a_helper_that_returned_is_no_unit_that_disputes_the_lead():
    helper_first = (*HELPED, return_requested("U-GA"), LET_GO, return_requested())
    given(*helper_first).when(decide()).then(ReturnAccepted)


def test_of_two_that_wait_the_one_named_is_decided():
    assert given(*BOTH).when(decide("refuse", unit="U-GA")).then(ReturnRefused).unit == "U-GA"
    assert given(*BOTH).when(decide("refuse", unit="U-GR")).then(ReturnRefused).unit == "U-GR"


@pytest.mark.parametrize("life", [TO_DISPATCH, TO_HANDLE, SUSPENDED[:-1]])
def test_nothing_is_decided_that_was_not_asked(life):
    given(*life).when(decide()).refused(no.NoReturnPending)


def test_the_return_of_another_unit_is_not_there():
    given(*ASKED).when(decide(unit="U-GA")).refused(no.NoReturnPending)


@pytest.mark.parametrize(
    ("life", "offered"),
    [(ASKED, True), ((*HELPED, return_requested("U-GA")), True), (TO_HANDLE, False)],
)
def test_it_is_offered_where_a_return_waits(life, offered):
    verbs = allowed_verbs(given(*life).appeal().standing, operator(), frozenset())
    assert ("decide-return" in verbs) is offered


def test_after_closing_there_is_nothing_to_decide():
    given(*CLOSED).when(decide()).refused(no.AlreadyClosed)


@pytest.mark.parametrize("decision", ["accept", "refuse"])
def test_it_says_why(decision):  # DOMAIN 5, invariant 7
    given(*ASKED).when(decide(decision, " ")).refused(no.EmptyText)


@pytest.mark.parametrize("post", ["operator", "duty_leader"])
def test_the_dispatchers_decide(post):
    given(*ASKED).when(decide(), by=caller(post)).then(ReturnAccepted)


@pytest.mark.parametrize("post", all_but("operator", "duty_leader"))
def test_nobody_else_decides(post):
    given(*ASKED).when(decide(), by=caller(post)).refused(no.PostRequired)


def test_the_unit_does_not_decide_its_own_request():
    given(*ASKED).when(decide(), by=unit()).refused(no.PostRequired)
