import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import going
from casework.appeal.words import Status
from tests import examples as x
from tests.examples import TO_DISPATCH, TO_HANDLE, given, unit, withdraw

OPEN_LIVES = [
    TO_DISPATCH,
    x.TO_ACKNOWLEDGE,
    TO_HANDLE,
    x.TO_FEED_BACK,
    x.TO_CALL_BACK,
    x.TO_CLOSE,
    x.SUSPENDED,
    x.MERGED,
    (*TO_HANDLE, x.return_requested()),
]
THREAT = e.SensitivityMarked(kind="threat", reason="扬言")
DANGEROUS = (*TO_HANDLE, THREAT)


@pytest.mark.parametrize("life", OPEN_LIVES)
def test_an_open_appeal_is_withdrawn_and_closed_by_it(life):  # DOMAIN 11.1
    when = given(*life).when(withdraw())
    assert [type(f) for f in when.decide()[-2:]] == [e.AppealWithdrawn, e.AppealClosed]
    appeal = when.after()
    assert (appeal.status, appeal.closing_kind) == (Status.CLOSED, "withdrawn")
    assert [k.name for k in appeal.clocks if k.stopped_at is None] == ["reopening"]


def test_what_the_unit_had_done_is_kept():
    life = (*x.TO_FEED_BACK, e.AppealFedBack(channel="phone", delivered=True))
    appeal = given(*life).when(withdraw()).after()
    assert (appeal.lead_unit, appeal.handled_by) == ("U-GR", "gr-clerk")


def test_who_asked_was_verified():
    command = x.ask(c.WithdrawAppeal, reason="已解决", verified_by="来电号码一致")
    assert given(*TO_HANDLE).when(command).decide()[0].verified_by == "来电号码一致"


def test_that_it_was_overdue_is_not_forgotten():
    decision = given(*TO_HANDLE).when(withdraw(), at=x.china(12, 1, 9)).decide()
    assert decision[1].late is True
    assert given(*TO_HANDLE).when(withdraw(), at=x.china(11, 30)).decide()[1].late is False


@pytest.mark.parametrize("kind", ["threat", "fire"])
def test_a_matter_of_safety_goes_on_without_its_claimant(kind):  # DOMAIN 11.1
    life = (*TO_HANDLE, x.moved(THREAT, kind=kind))
    when = given(*life).when(withdraw())
    assert when.then(e.AppealWithdrawn).continues
    appeal = when.after()
    assert (appeal.status, appeal.anonymous, appeal.wants_callback) == (
        Status.HANDLING,
        True,
        False,
    )
    others = [c for c in given(*life).appeal().clocks if c.name != "contact"]
    assert [c for c in appeal.clocks if c.name != "contact"] == others
    assert going(appeal.clocks, "contact", "U-GR") is None  # nobody is to be called any more


def test_other_sensitive_matters_end():
    life = (*TO_HANDLE, x.moved(THREAT, kind="group"))
    given(*life).when(withdraw()).then(e.AppealWithdrawn, e.AppealClosed)


def test_it_is_withdrawn_once():
    gone = e.AppealWithdrawn(reason="算了", continues=True)
    given(*DANGEROUS, gone).when(withdraw()).refused(no.WithdrawnAlready)


def test_what_goes_on_is_closed_without_a_callback():
    gone = e.AppealWithdrawn(reason="算了", continues=True)
    life = (*x.TO_FEED_BACK, THREAT, gone)
    told = given(*life).when(x.feed_back(delivered=False), by=unit()).lived()
    told.when(x.close(), by=x.duty_leader()).then(e.AppealClosed)


def test_requests_lie_before_nobody_any_more():
    asked = e.TerminationRequested(unit="U-GR", ground="object_gone", reason="已拆除")
    own = e.WithdrawalRequested(reason="算了")
    assert given(*TO_HANDLE, asked, own).when(withdraw()).after().requests == {}


def test_a_closed_one_is_not():
    given(*x.CLOSED).when(withdraw()).refused(no.AlreadyClosed)


def test_a_reason_is_needed():  # DOMAIN 5, invariant 7
    given(*TO_DISPATCH).when(withdraw(" ")).refused(no.EmptyText)


@pytest.mark.parametrize("post", ["collector", "operator", "duty_leader"])
def test_the_centre_withdraws_for_the_claimant(post):
    given(*TO_HANDLE).when(withdraw(), by=x.caller(post)).then(e.AppealWithdrawn, e.AppealClosed)


@pytest.mark.parametrize("post", x.all_but("collector", "operator", "caller", "duty_leader"))
def test_nobody_else_does(post):
    given(*TO_HANDLE).when(withdraw(), by=x.caller(post)).refused(no.PostRequired)


def test_the_unit_does_not_withdraw():
    given(*TO_HANDLE).when(withdraw(), by=unit()).refused(no.PostRequired)
