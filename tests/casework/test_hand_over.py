import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import find
from casework.appeal.events import OrdersHandedOver
from tests.examples import (
    CLOSED,
    HELPED,
    MERGED,
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
    collected,
    dispatched,
    given,
    handle,
    return_requested,
    unit,
)

AT = china(11, 24, 9)


def hand_over(from_unit="U-GR", to_unit="U-CG", reason="机构改革"):
    return ask(c.HandOver, from_unit=from_unit, to_unit=to_unit, reason=reason)


def handed_over(*life, **more):
    return given(*life).when(hand_over(**more), by=caller("admin"), at=AT)


@pytest.mark.parametrize(
    "life",
    [TO_ACKNOWLEDGE, TO_HANDLE, (*TO_HANDLE, return_requested()), TO_FEED_BACK, SUSPENDED],
)
def test_the_successor_stands_where_the_unit_stood(life):  # DOMAIN 11.17
    before, when = given(*life).appeal(), handed_over(*life)
    fact, after = when.then(OrdersHandedOver), when.after()
    assert (fact.lead, fact.joined, fact.to_unit_name) == (True, False, "城管局")
    assert (after.status, after.lead_unit, after.marks) == (before.status, "U-CG", before.marks)
    assert [(o.unit, o.state) for o in after.orders] == [("U-CG", o.state) for o in before.orders]


def test_clocks_go_on_as_they_are_in_other_hands():  # DOMAIN 5, invariant 3
    before, after = given(*TO_ACKNOWLEDGE).appeal(), handed_over(*TO_ACKNOWLEDGE).after()
    assert [(k.name, k.due) for k in after.clocks] == [(k.name, k.due) for k in before.clocks]
    running = [k for k in after.clocks if k.running]
    assert {k.segments[-1].holder for k in running} == {"U-CG"}
    assert {k.unit for k in running} == {None, "U-CG"}


def test_how_long_each_held_it_stays_on_record():  # DOMAIN 6.2
    handling = find(handed_over(*TO_HANDLE).after().clocks, "handling")
    assert [(s.holder, s.until) for s in handling.segments] == [("U-GR", AT), ("U-CG", None)]


def test_a_result_not_yet_told_is_told_by_the_successor():
    waiting = given(*TO_HANDLE).when(handle(), by=unit()).lived()
    appeal = waiting.when(hand_over(), by=caller("admin"), at=AT).after()
    holders = [find(appeal.clocks, name).segments[-1].holder for name in ("handling", "feedback")]
    assert holders == ["U-GR", "U-CG"]


def test_a_suspended_order_goes_over_and_stands():
    handling = find(handed_over(*SUSPENDED).after().clocks, "handling")
    assert (handling.is_paused, handling.segments[-1].holder) == (True, "U-CG")


def test_a_helper_is_succeeded_too_and_the_lead_stays():
    when = handed_over(*HELPED, from_unit="U-GA")
    assert when.then(OrdersHandedOver).lead is False
    appeal = when.after()
    assert [(o.unit, o.lead) for o in appeal.orders] == [("U-GR", True), ("U-CG", False)]
    assert find(appeal.clocks, "co_handling", "U-CG").running
    assert find(appeal.clocks, "handling").segments[-1].holder == "U-GR"


@pytest.mark.parametrize(
    ("from_unit", "to_unit", "kept"), [("U-GR", "U-GA", "U-GA"), ("U-GA", "U-GR", "U-GR")]
)
def test_where_the_successor_has_an_order_the_two_are_one(from_unit, to_unit, kept):  # invariant 2
    when = handed_over(*HELPED, from_unit=from_unit, to_unit=to_unit)
    assert when.then(OrdersHandedOver).joined is True
    appeal = when.after()
    assert [(o.unit, o.lead) for o in appeal.orders] == [(kept, True)]
    assert find(appeal.clocks, "co_handling", "U-GA").stopped_at == AT


def test_who_has_no_order_hands_nothing_over():
    handed_over(*TO_HANDLE, from_unit="U-GA").refused(no.NothingToHandOver)
    handed_over(*TO_DISPATCH).refused(no.NothingToHandOver)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"to_unit": "U-XX"}, no.UnknownUnit),
        ({"to_unit": "U-GR"}, no.SameUnit),
        ({"to_unit": "U-WY"}, no.UnitMayNotLead),
        ({"to_unit": "U-SQ"}, no.UnitNotWithinDuties),
        ({"reason": ""}, no.EmptyText),
    ],
)
def test_the_successor_must_be_one_that_may_lead_and_the_reason_given(fields, refusal):
    handed_over(*TO_HANDLE, **fields).refused(refusal)


def test_who_may_not_lead_may_still_help():
    handed_over(*HELPED, from_unit="U-GA", to_unit="U-WY").then(OrdersHandedOver)


def test_who_is_complained_against_does_not_become_the_lead():  # Jinan 32
    life = (collected(complained_against_unit="U-CG"), dispatched())
    handed_over(*life).refused(no.ConflictOfInterest)


def test_what_is_closed_stays_with_whom_it_was():
    handed_over(*CLOSED).refused(no.AlreadyClosed)


def test_a_merged_appeal_has_nobodys_order():
    handed_over(*MERGED).refused(no.NothingToHandOver)


@pytest.mark.parametrize("post", ["admin", "duty_leader"])
def test_an_admin_or_a_duty_leader_hands_over(post):
    given(*TO_HANDLE).when(hand_over(), by=caller(post)).then(OrdersHandedOver)


@pytest.mark.parametrize("post", all_but("admin", "duty_leader"))
def test_nobody_else_does(post):
    given(*TO_HANDLE).when(hand_over(), by=caller(post)).refused(no.PostRequired)


def test_a_unit_does_not():
    given(*TO_HANDLE).when(hand_over(), by=unit()).refused(no.PostRequired)
