from datetime import timedelta

import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import find
from casework.appeal.events import AppealReassigned, ExtensionRequested
from casework.appeal.words import Status
from casework.directory import events as d
from tests.examples import (
    CLOSED,
    HELPED,
    NOW,
    SUSPENDED,
    TO_ACKNOWLEDGE,
    TO_DISPATCH,
    TO_FEED_BACK,
    TO_HANDLE,
    all_but,
    arbitration_opened,
    ask,
    c,
    caller,
    china,
    collected,
    dispatched,
    dispatched_with_help,
    duty_leader,
    given,
    knowing,
    limit,
    return_requested,
    unit,
)

AT = china(11, 24, 9)
RETURNING = (*TO_HANDLE, return_requested())


def reassign(to_unit="U-CG", reason="职责在城管", **more):
    return ask(c.ReassignAppeal, to_unit=to_unit, reason=reason, **more)


def restarted(*life, **more):
    command = reassign(clock="restart")
    return given(*life).when(command, by=duty_leader(), at=AT, **more).after()


@pytest.mark.parametrize("life", [TO_ACKNOWLEDGE, TO_HANDLE, RETURNING])
def test_the_new_unit_acknowledges_anew_and_the_old_one_is_out(life):
    when = given(*life).when(reassign(), at=AT)
    fact = when.then(AppealReassigned)
    assert (fact.from_unit, fact.from_unit_name) == ("U-GR", "供热公司")
    assert (fact.to_unit, fact.to_unit_name, fact.to_acknowledge) == ("U-CG", "城管局", True)
    appeal = when.after()
    assert (appeal.status, appeal.acknowledged_by) == (Status.DISPATCHED, None)
    assert [(o.unit, o.lead) for o in appeal.orders] == [("U-CG", True)]


def test_the_clock_runs_on_and_says_who_held_it():  # DOMAIN 5, invariant 3; 6.2
    appeal = given(*TO_HANDLE).when(reassign(), at=AT).after()
    handling = find(appeal.clocks, "handling")
    assert (handling.due, handling.moves) == (china(11, 30), ())
    assert [(s.holder, s.since) for s in handling.segments] == [("U-GR", NOW), ("U-CG", AT)]


def test_the_clocks_of_the_order_begin_anew_with_the_new_unit():
    appeal = given(*TO_ACKNOWLEDGE).when(reassign(), at=AT).after()
    of_order = [k for k in appeal.clocks if k.unit]
    assert {k.name for k in of_order if k.unit == "U-GR" and k.stopped_at == AT} == {
        "acknowledgement",
        "return_window",
        "contact",
    }
    assert {(k.name, k.due) for k in of_order if k.unit == "U-CG"} == {
        ("acknowledgement", china(11, 25)),
        ("return_window", china(11, 26)),
        ("contact", china(11, 25)),
    }


def test_nobody_is_to_be_contacted_who_left_no_name():
    anonymous = collected(claimant_kind="anonymous", wants_callback=False)
    fact = given(anonymous, dispatched()).when(reassign()).then(AppealReassigned)
    assert "contact" not in [each.clock for each in fact.limits]


def test_a_duty_leader_restarts_the_clock():
    appeal = restarted(*TO_HANDLE)
    assert appeal.deadline == china(12, 1)
    assert [k.stopped_at for k in appeal.clocks if k.name == "handling"] == [AT, None]


def test_restarting_takes_the_approval_of_a_duty_leader_on_record():
    command = reassign(clock="restart")
    given(*TO_HANDLE).when(command).refused(no.ApprovalMissing)
    approved = reassign(clock="restart", approved_by="duty")
    assert given(*TO_HANDLE).when(approved).then(AppealReassigned).approved_by == "duty"
    by_another = reassign(clock="restart", approved_by="super")
    given(*TO_HANDLE).when(by_another).refused(no.ApprovalMissing)


def test_restarted_it_is_the_limit_that_the_order_had():
    complex_matter = (*TO_DISPATCH, dispatched_with_help())
    assert restarted(*complex_matter).deadline == china(12, 15)
    by_law = dispatched(limits=(limit("handling", china(12, 23, 9), "30 d", rule="LR-5@1"),))
    assert restarted(collected(type="report"), by_law).deadline == AT + timedelta(days=30)


def test_restarted_it_is_counted_by_the_office_hours_of_the_new_unit():
    always = d.UnitRegistered(name="城管局", kind="department", calendar="24x7")
    known = knowing(("unit/U-CG", always))
    assert restarted(*TO_HANDLE, known=known).deadline == china(11, 30, 0)


def test_a_helper_that_takes_over_helps_no_more():  # DOMAIN 5, invariant 2
    appeal = given(*HELPED).when(reassign("U-GA"), at=AT).after()
    assert [(o.unit, o.lead) for o in appeal.orders] == [("U-GA", True)]
    assert find(appeal.clocks, "co_handling", "U-GA").stopped_at == AT


def test_who_helps_goes_on_helping():
    appeal = given(*HELPED).when(reassign(), at=AT).after()
    assert [o.unit for o in appeal.orders] == ["U-CG", "U-GA"]
    assert find(appeal.clocks, "co_handling", "U-GA").running


def test_what_the_old_unit_had_asked_for_is_moot():
    asked = ExtensionRequested(
        unit="U-GR", reason="等料", until=china(12, 1), claimant_informed_at=NOW
    )
    appeal = given(*TO_HANDLE, asked).when(reassign(), at=AT).after()
    assert (appeal.requests, appeal.marks) == ({}, set())


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"to_unit": "U-XX"}, no.UnknownUnit),
        ({"to_unit": "U-WY"}, no.UnitMayNotLead),
        ({"to_unit": "U-SQ"}, no.UnitNotWithinDuties),
        ({"to_unit": "U-GR"}, no.SameUnit),
        ({"reason": " "}, no.EmptyText),
    ],
)
def test_it_goes_to_another_unit_that_may_lead_and_says_why(fields, refusal):
    given(*TO_HANDLE).when(reassign(**fields)).refused(refusal)


def test_it_does_not_go_to_who_is_complained_against():
    life = (collected(complained_against_unit="U-CG"), dispatched())
    given(*life).when(reassign()).refused(no.ConflictOfInterest)


@pytest.mark.parametrize(
    "life", [TO_DISPATCH, TO_FEED_BACK, (*TO_HANDLE, arbitration_opened()), CLOSED]
)
def test_only_while_a_unit_has_it(life):
    given(*life).when(reassign()).refused(no.NotInThisState)


def test_not_while_it_is_suspended():
    given(*SUSPENDED).when(reassign()).refused(no.Suspended)


@pytest.mark.parametrize("post", ["operator", "duty_leader"])
def test_the_dispatchers_reassign(post):
    given(*TO_HANDLE).when(reassign(), by=caller(post)).then(AppealReassigned)


@pytest.mark.parametrize("post", all_but("operator", "duty_leader"))
def test_nobody_else_reassigns(post):
    given(*TO_HANDLE).when(reassign(), by=caller(post)).refused(no.PostRequired)


def test_a_unit_does_not_pass_it_on():
    given(*TO_HANDLE).when(reassign(), by=unit()).refused(no.PostRequired)
