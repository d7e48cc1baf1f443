import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from tests import examples as x

OPEN_LIVES = [
    x.TO_DISPATCH,
    x.TO_ACKNOWLEDGE,
    x.TO_HANDLE,
    x.TO_FEED_BACK,
    x.TO_CALL_BACK,
    x.TO_CLOSE,
]


def request(reason="已自行解决"):
    return x.ask(c.RequestWithdrawal, reason=reason)


@pytest.mark.parametrize("life", OPEN_LIVES)
def test_the_resident_asks_in_any_open_state_and_nothing_ends_by_it(life):
    before = x.given(*life).appeal()
    when = x.given(*life).when(request(), by=x.resident())
    assert when.then(e.WithdrawalRequested).reason == "已自行解决"
    assert (when.after().status, when.after().clocks) == (before.status, before.clocks)
    assert "withdrawal_requested" in when.after().marks


@pytest.mark.parametrize("life", [x.SUSPENDED, x.MERGED])
def test_also_while_it_waits(life):
    x.given(*life).when(request(), by=x.resident()).then(e.WithdrawalRequested)


def test_the_centre_grants_it_by_withdrawing():
    asked = x.given(*x.TO_HANDLE).when(request(), by=x.resident()).lived()
    appeal = asked.when(x.withdraw()).after()
    assert (appeal.closing_kind, appeal.requests) == ("withdrawn", {})


def test_a_request_that_nobody_can_verify_does_not_keep_the_appeal_open():
    asked = x.given(*x.TO_CLOSE).when(request(), by=x.resident()).lived()
    appeal = asked.when(x.close(), by=x.duty_leader()).after()
    assert (appeal.closing_kind, appeal.requests) == ("normal", {})


def test_it_says_why_and_that_is_personal():
    assert e.WithdrawalRequested.PERSONAL == ("reason",)
    x.given(*x.TO_HANDLE).when(request(" "), by=x.resident()).refused(no.EmptyText)


def test_what_is_closed_is_not_withdrawn():
    x.given(*x.CLOSED).when(request(), by=x.resident()).refused(no.AlreadyClosed)


def test_only_ones_own():
    other = x.caller("resident", user="somebody")
    x.given(*x.TO_HANDLE).when(request(), by=other).refused(no.OutsideScope)


@pytest.mark.parametrize("post", x.all_but("resident"))
def test_the_centre_withdraws_instead_of_asking(post):
    x.given(*x.TO_HANDLE).when(request(), by=x.caller(post)).refused(no.PostRequired)
