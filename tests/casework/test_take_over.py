import pytest

from casework.appeal import commands as c
from casework.appeal import refusals as no
from casework.appeal.events import DispatcherChanged, ReturnAccepted
from tests import examples as x

pytestmark = pytest.mark.finding("A45")

NIGHT = x.caller("operator", user="operator-b")


def take_over(to: str | None = None) -> c.TakeOver:
    return x.ask(c.TakeOver, to=to, reason="交接班")


def test_the_next_shift_takes_over_and_decides_what_comes_back():
    returned = (*x.TO_HANDLE, x.return_requested())
    accept = x.ask(c.DecideReturn, decision="accept", reason="不属其职责")
    x.given(*returned).when(accept, by=NIGHT).refused(no.NotYourDispatch)
    when = x.given(*returned).when(take_over(), by=NIGHT)
    fact = when.then(DispatcherChanged)
    assert (fact.before, fact.to) == ("operator", "operator-b")
    assert when.after().dispatched_by == "operator-b"
    given = x.given(*returned, fact)
    assert given.when(accept, by=NIGHT).then(ReturnAccepted)
    given.when(accept).refused(no.NotYourDispatch)


def test_whoever_has_it_gives_it_to_another_who_dispatches():
    given = x.given(*x.TO_HANDLE)
    given.when(take_over("gr-clerk")).refused(no.NoDispatcher)
    given.when(take_over("nobody")).refused(no.NoDispatcher)
    given.when(take_over("duty"), by=NIGHT).refused(no.NotYourDispatch)


def test_nobody_takes_what_nobody_dispatched_or_what_is_theirs():
    x.given(*x.TO_DISPATCH).when(take_over()).refused(no.NotAwaitingDispatcher)
    x.given(*x.TO_HANDLE).when(take_over()).refused(no.SameDispatcher)


def test_a_closed_appeal_is_nobodys_any_more():
    x.given(*x.CLOSED).when(take_over(), by=NIGHT).refused(no.AlreadyClosed)
