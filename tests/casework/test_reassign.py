from datetime import timedelta

import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import find
from casework.appeal.events import (
    AppealReassigned,
    DecisionEndorsed,
    ExtensionRequested,
    OrderRecalled,
    RequestVoided,
    ReturnAccepted,
)
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
    acknowledged,
    all_but,
    arbitration_opened,
    ask,
    c,
    caller,
    china,
    collected,
    designated,
    dispatched,
    dispatched_with_help,
    duty_leader,
    given,
    knowing,
    limit,
    return_requested,
    supervisor,
    unit,
)

AT = china(11, 24, 9)
RETURNING = (*TO_HANDLE, return_requested())


def reassign(to_unit="U-CG", reason="职责在城管", **more):
    return ask(c.ReassignAppeal, to_unit=to_unit, reason=reason, **more)


def restarted(*life, **more):
    command = reassign(clock="restart")
    signed = given(*life).when(command, by=duty_leader(), at=AT, **more).lived()
    return signed.when(command, by=supervisor(), at=AT, **more).after()


@pytest.mark.parametrize("life", [TO_ACKNOWLEDGE, TO_HANDLE, RETURNING])
def test_the_new_unit_acknowledges_anew_and_the_old_one_is_out(life):
    when = given(*life).when(reassign(), at=AT)
    fact = when.decide()[-1]
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


@pytest.mark.finding("A26")
@pytest.mark.parametrize("second", [caller("duty_leader", user="duty2"), supervisor()])
def test_restarting_is_signed_by_two_a_duty_leader_first(second):
    command = reassign(clock="restart")
    given(*TO_HANDLE).when(command).refused(no.OthersSignFirst)
    first = given(*TO_HANDLE).when(command, by=duty_leader())
    assert first.then(DecisionEndorsed).matter == "restart/U-CG"
    assert first.after().lead_unit == "U-GR"
    first.lived().when(command, by=duty_leader()).refused(no.SecondPersonNeeded)
    fact = first.lived().when(command, by=second).then(AppealReassigned)
    assert fact.approved_by == "duty"


def test_a_signature_is_for_the_unit_that_it_names():
    signed = given(*TO_HANDLE).when(reassign(clock="restart"), by=duty_leader()).lived()
    elsewhere = reassign("U-GA", clock="restart")
    signed.when(elsewhere, by=supervisor()).refused(no.OthersSignFirst)


def test_a_supervisor_reassigns_only_as_the_second():
    given(*TO_HANDLE).when(reassign(), by=supervisor()).refused(no.PostRequired)
    signed = given(*TO_HANDLE).when(reassign(clock="restart"), by=duty_leader()).lived()
    signed.when(reassign(), by=supervisor()).refused(no.OnlyAsSecond)


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
    when = given(*TO_HANDLE, asked).when(reassign(), at=AT)
    voided = when.then(RequestVoided, AppealReassigned)
    assert (voided.matter, voided.unit, voided.because) == ("extension", "U-GR", "reassign")
    assert (when.after().requests, when.after().marks) == ({}, set())


@pytest.mark.finding("A18")
def test_a_return_that_waits_is_accepted_by_it():
    when = given(*RETURNING).when(reassign(), at=AT)
    accepted = when.then(ReturnAccepted, AppealReassigned)
    assert (accepted.unit, accepted.reason) == ("U-GR", "职责在城管")
    assert when.after().waiting == frozenset()


@pytest.mark.finding("A18")
def test_where_a_return_waits_only_who_may_decide_on_it_reassigns():
    other = caller("operator", user="operator-b")
    given(*RETURNING).when(reassign(), by=other, at=AT).refused(no.NotYourDispatch)
    given(*TO_HANDLE).when(reassign(), by=other, at=AT).then(AppealReassigned)
    given(*RETURNING).when(reassign(), by=duty_leader(), at=AT).then(
        ReturnAccepted, AppealReassigned
    )


DESIGNATED = (*TO_HANDLE, arbitration_opened("U-GR"), designated("U-GA"), acknowledged(unit="U-GA"))


@pytest.mark.finding("A23")
def test_a_final_designation_is_changed_by_the_duty_leader_or_the_arbitrator_only():
    given(*DESIGNATED).when(reassign(), at=AT).refused(no.DesignatedForGood)
    arbitrator = caller("arbitrator")
    by_arbitrator = (designated("U-GA"), NOW, arbitrator.user)
    life = (*DESIGNATED[:-2], by_arbitrator, DESIGNATED[-1])
    for by in (duty_leader(), arbitrator):
        given(*life).when(reassign(), by=by, at=AT).then(AppealReassigned)
    given(*TO_HANDLE).when(reassign(), by=arbitrator, at=AT).refused(no.OutsideScope)


@pytest.mark.finding("A23")
def test_nor_is_it_recalled_by_an_operator_to_be_sent_elsewhere():
    recall = ask(c.RecallOrder, reason="另派")
    given(*DESIGNATED[:-1]).when(recall, at=AT).refused(no.DesignatedForGood)
    given(*DESIGNATED[:-1]).when(recall, by=duty_leader(), at=AT).then(OrderRecalled)


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


@pytest.mark.parametrize("post", all_but("operator", "duty_leader", "arbitrator"))
def test_nobody_else_reassigns(post):
    given(*TO_HANDLE).when(reassign(), by=caller(post)).refused(no.PostRequired)


def test_a_unit_does_not_pass_it_on():
    given(*TO_HANDLE).when(reassign(), by=unit()).refused(no.PostRequired)
