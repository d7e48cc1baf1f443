import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import find
from casework.appeal.events import AppealSuspended, WhistleBlown
from tests.examples import (
    CLOSED,
    TO_FEED_BACK,
    TO_HANDLE,
    acknowledged,
    all_but,
    ask,
    c,
    caller,
    china,
    collected,
    dispatched,
    dispatched_with_help,
    given,
    limit,
    moved,
    return_requested,
    unit,
    unit_head,
)

LED = dispatched(
    lead_unit="U-JD",
    lead_unit_name="烟台街道办",
    limits=(limit("handling", china(11, 30), "5 wd"),),
)
STREET = (collected(), LED, acknowledged(unit="U-JD"))
HEAD = unit_head("U-JD", user="jd-head")


def whistle(*units, task="联合执法"):
    return ask(c.BlowWhistle, units=units or ("U-CG", "U-GA"), task=task)


def test_a_street_calls_departments_and_they_must_come():  # art. 16
    when = given(*STREET).when(whistle(), by=HEAD)
    fact = when.then(WhistleBlown)
    assert (fact.by_unit, fact.approved_by) == ("U-JD", "jd-head")
    assert [(o.unit, o.task, o.mandatory) for o in fact.orders] == [
        ("U-CG", "联合执法", True),
        ("U-GA", "联合执法", True),
    ]
    assert [o.unit for o in when.after().orders] == ["U-JD", "U-CG", "U-GA"]


def test_each_has_clocks_of_its_own_a_working_day_before_the_street():  # DOMAIN 6.2
    appeal = given(*STREET).when(whistle(), by=HEAD).after()
    for code in ("U-CG", "U-GA"):
        assert find(appeal.clocks, "co_handling", code).due == china(11, 27)
        assert find(appeal.clocks, "acknowledgement", code).due == china(11, 24)
        assert find(appeal.clocks, "return_window", code).due == china(11, 25)


def test_the_clock_of_the_street_does_not_notice():
    before, after = given(*STREET).appeal(), given(*STREET).when(whistle(), by=HEAD).after()
    assert find(after.clocks, "handling") == find(before.clocks, "handling")


@pytest.mark.parametrize("post", ["operator", "duty_leader"])
def test_the_centre_whistles_for_the_street(post):
    command = whistle()
    assert given(*STREET).when(command, by=caller(post)).then(WhistleBlown).approved_by == post


def test_only_a_street_whistles():
    by = unit_head()
    given(*TO_HANDLE).when(whistle(), by=by).refused(no.OnlyAStreetWhistles)
    given(*TO_HANDLE).when(whistle()).refused(no.OnlyAStreetWhistles)


@pytest.mark.parametrize("units", [("U-CG", "U-CG"), ("U-JD",), ("U-GA",)])
def test_who_has_an_order_is_not_called(units):  # DOMAIN 5, invariant 2
    helped = moved(dispatched_with_help("U-GA"), lead_unit="U-JD", lead_unit_name="烟台街道办")
    life = (collected(), helped, acknowledged(unit="U-JD"))
    given(*life).when(whistle(*units), by=HEAD).refused(no.UnitTwice)


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (whistle("U-XX"), no.UnknownUnit),
        (whistle(task=" "), no.EmptyText),
        (whistle(task="找13904190001"), no.PersonalDataInPublicText),
        (moved(whistle(), units=()), no.EmptyText),
    ],
)
def test_it_says_who_is_called_and_for_what(command, refusal):
    given(*STREET).when(command, by=HEAD).refused(refusal)


@pytest.mark.parametrize(
    "life", [STREET[:2], (*STREET, return_requested("U-JD")), TO_FEED_BACK, CLOSED]
)
def test_only_while_the_street_handles_it(life):
    given(*life).when(whistle()).refused(no.NotBeingHandled)


def test_not_while_it_is_suspended():
    halted = AppealSuspended(reason="等待", until=china(12, 4))
    given(*STREET, halted).when(whistle(), by=HEAD).refused(no.Suspended)


def test_who_only_helps_calls_nobody():
    called = given(*STREET).when(whistle("U-CG"), by=HEAD).lived()
    called.when(whistle("U-GA"), by=unit("U-CG")).refused(no.OrderOfAnotherUnit)


@pytest.mark.parametrize("post", all_but("operator", "duty_leader", "department", "unit_head"))
def test_nobody_else_whistles(post):
    given(*STREET).when(whistle(), by=caller(post)).refused(no.PostRequired)
