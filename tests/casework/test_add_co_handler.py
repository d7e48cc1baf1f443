import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import find
from casework.appeal.events import CoHandlerAdded
from tests.examples import (
    CLOSED,
    HELPED,
    SUSPENDED,
    TO_ACKNOWLEDGE,
    TO_DISPATCH,
    TO_FEED_BACK,
    TO_HANDLE,
    all_but,
    ask,
    c,
    caller,
    china,
    given,
    return_requested,
    unit,
)

AT = china(11, 24, 10)


def add(code="U-CG", task="清理现场", reason="需占道", **more):
    return ask(c.AddCoHandler, unit=code, task=task, reason=reason, **more)


@pytest.mark.parametrize("life", [TO_ACKNOWLEDGE, TO_HANDLE])
def test_another_unit_helps_and_the_lead_stays(life):  # DOMAIN 11.11
    when = given(*life).when(add(mandatory=False), at=AT)
    order = when.then(CoHandlerAdded).order
    assert (order.unit, order.unit_name, order.task, order.mandatory) == (
        "U-CG",
        "城管局",
        "清理现场",
        False,
    )
    assert [(o.unit, o.lead) for o in when.after().orders] == [("U-GR", True), ("U-CG", False)]


def test_it_has_clocks_of_its_own_a_working_day_before_the_lead():  # DOMAIN 6.2
    appeal = given(*TO_HANDLE).when(add(), at=AT).after()
    theirs = {k.name: k.due for k in appeal.clocks if k.unit == "U-CG"}
    assert theirs == {
        "acknowledgement": china(11, 25),
        "return_window": china(11, 26),
        "co_handling": china(11, 27),
    }
    assert {k.segments[-1].holder for k in appeal.clocks if k.unit == "U-CG"} == {"U-CG"}


def test_the_clock_of_the_lead_does_not_notice():  # DOMAIN 5, invariant 3
    before, after = given(*TO_HANDLE).appeal(), given(*TO_HANDLE).when(add(), at=AT).after()
    assert find(after.clocks, "handling") == find(before.clocks, "handling")


@pytest.mark.parametrize(
    ("at", "due"),
    [
        (china(11, 27, 17), china(11, 27)),
        (china(11, 27, 18), china(11, 30)),
        (china(11, 30, 9), china(11, 30)),
        (china(11, 30), china(12, 1)),
        (china(12, 3, 9), china(12, 4)),
    ],
)
def test_where_the_lead_has_no_such_day_left_it_has_what_is_left_or_a_day(at, due):
    appeal = given(*TO_HANDLE).when(add(), at=at).after()
    assert find(appeal.clocks, "co_handling", "U-CG").due == due


@pytest.mark.parametrize("code", ["U-GA", "U-GR"])
def test_who_has_an_order_is_not_sent_another(code):  # DOMAIN 5, invariant 2
    given(*HELPED).when(add(code)).refused(no.UnitTwice)


def test_who_may_not_lead_may_help():
    given(*TO_HANDLE).when(add("U-WY")).then(CoHandlerAdded)
    given(*TO_HANDLE).when(add("U-SQ")).then(CoHandlerAdded)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"code": "U-XX"}, no.UnknownUnit),
        ({"task": " "}, no.EmptyText),
        ({"task": "找13904190001"}, no.PersonalDataInPublicText),
        ({"task": "清" * 501}, no.TextTooLong),
        ({"reason": ""}, no.EmptyText),
    ],
)
def test_it_says_who_what_and_why(fields, refusal):
    given(*TO_HANDLE).when(add(**fields)).refused(refusal)


@pytest.mark.parametrize(
    "life", [TO_DISPATCH, (*TO_HANDLE, return_requested()), TO_FEED_BACK, CLOSED]
)
def test_only_while_a_unit_has_it(life):
    given(*life).when(add()).refused(no.NotInThisState)


def test_not_while_it_is_suspended():
    given(*SUSPENDED).when(add()).refused(no.Suspended)


@pytest.mark.parametrize("post", ["operator", "duty_leader"])
def test_the_dispatchers_add(post):
    given(*TO_HANDLE).when(add(), by=caller(post)).then(CoHandlerAdded)


@pytest.mark.parametrize("post", all_but("operator", "duty_leader"))
def test_nobody_else_adds(post):
    given(*TO_HANDLE).when(add(), by=caller(post)).refused(no.PostRequired)


def test_the_lead_itself_does_not():
    given(*TO_HANDLE).when(add(), by=unit()).refused(no.PostRequired)
