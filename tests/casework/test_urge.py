import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from tests import examples as x

CENTRE = ("collector", "operator", "duty_leader", "caller", "supervisor")
OPEN = (
    x.TO_DISPATCH,
    x.TO_ACKNOWLEDGE,
    x.TO_HANDLE,
    x.TO_FEED_BACK,
    x.TO_CALL_BACK,
    x.TO_CLOSE,
    x.HELPED,
    x.SUSPENDED,
    x.MERGED,
    (*x.TO_HANDLE, x.return_requested()),
    (*x.TO_HANDLE, x.arbitration_opened()),
)


def urge(text="几时能修好？", **more):
    return x.ask(c.UrgeOrder, text=text, **more)


@pytest.mark.parametrize("life", OPEN)
def test_any_open_appeal_is_urged_and_nothing_else_changes(life):
    before = x.given(*life).appeal()
    after = x.given(*life).when(urge(), at=x.china(11, 24, 9)).after()
    assert (after.status, after.clocks, after.orders, after.marks) == (
        before.status,
        before.clocks,
        before.orders,
        before.marks,
    )
    assert after.urges == before.urges + 1


def test_the_same_claimant_without_new_facts_urges_again_and_it_is_counted():  # DOMAIN 11.2
    first = x.given(*x.TO_HANDLE).when(urge(by_claimant=True))
    assert (first.then(e.OrderUrged).count, first.then(e.OrderUrged).by_claimant) == (1, True)
    assert first.lived().when(urge()).then(e.OrderUrged).count == 2


@pytest.mark.parametrize("life", [x.CLOSED, (*x.CLOSED, e.AppealArchived(package_hash="0" * 64))])
def test_what_is_closed_is_not_urged(life):
    x.given(*life).when(urge()).refused(no.AlreadyClosed)


def test_a_resident_urges_an_appeal_of_their_own():
    fact = x.given(*x.TO_HANDLE).when(urge(), by=x.resident()).then(e.OrderUrged)
    assert fact.by_claimant is True


def test_a_resident_does_not_urge_for_others():
    somebody = x.caller("resident", user="somebody")
    x.given(*x.TO_HANDLE).when(urge(), by=somebody).refused(no.OutsideScope)


@pytest.mark.parametrize("post", [post for post in CENTRE if post != "caller"])
def test_the_centre_urges_by_itself(post):
    fact = x.given(*x.TO_HANDLE).when(urge(), by=x.caller(post)).then(e.OrderUrged)
    assert fact.by_claimant is False


@pytest.mark.parametrize("post", x.all_but(*CENTRE, "resident"))
def test_nobody_else_urges(post):
    x.given(*x.TO_HANDLE).when(urge(), by=x.caller(post)).refused(no.PostRequired)


def test_the_unit_does_not_urge_itself():
    x.given(*x.TO_HANDLE).when(urge(), by=x.unit()).refused(no.PostRequired)


def test_it_says_something():
    x.given(*x.TO_HANDLE).when(urge(" ")).refused(no.EmptyText)
