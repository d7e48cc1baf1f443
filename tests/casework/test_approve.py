"""approve: the unit's head lets what a clerk asked for go out, by an act of the head's own."""

from datetime import timedelta

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import going
from casework.appeal.words import Status
from tests import examples as x
from tests.examples import HELPED, TO_CLOSE, TO_HANDLE, china, given, unit, unit_head

ASKED = china(11, 24, 10)
LATER = china(11, 26, 9)
RETURN = x.ask(c.RequestReturn, ground="not_our_duty", reason="不属本单位职责")
EXTENSION = x.ask(
    c.RequestExtension, until=china(12, 3), reason="等待配件", claimant_informed_at=x.NOW
)
SUSPENSION = x.ask(c.RequestSuspension, until=china(12, 20), reason="等待停暖")
TERMINATION = x.ask(c.RequestTermination, ground="object_gone", reason="房屋已拆除")
EXCLUSION = x.ask(c.RequestExclusion, ground="claim_untrue", evidence="出警记录")
WHISTLE = x.ask(c.BlowWhistle, units=("U-CG",), task="联合执法")
STREET = (x.collected(), x.dispatched(lead_unit="U-JD"), x.acknowledged(unit="U-JD"))
JD = x.unit("U-JD", user="jd-clerk"), x.unit_head("U-JD", user="jd-head")
GR = unit(), unit_head()
EVERY = [
    (TO_HANDLE, RETURN, GR, e.ReturnRequested),
    (TO_HANDLE, EXTENSION, GR, e.ExtensionRequested),
    (TO_HANDLE, SUSPENSION, GR, e.SuspensionRequested),
    (TO_HANDLE, TERMINATION, GR, e.TerminationRequested),
    (TO_CLOSE, EXCLUSION, GR, e.ExclusionRequested),
    (STREET, WHISTLE, JD, e.WhistleBlown),
]


def approve(verb="request-return", decision="accept", **more):
    return c.ApproveRequest(appeal_no=x.NO, verb=verb, decision=decision, **more)


def asked(life=TO_HANDLE, command=RETURN, by=None, at=ASKED):
    return given(*life).when(command, by=by or unit(), at=at).lived()


@pytest.mark.finding("A26", "A50")
@pytest.mark.parametrize(("life", "command", "people", "fact"), EVERY)
def test_what_a_clerk_asks_for_waits_until_the_head_has_approved(life, command, people, fact):
    clerk, head = people
    waiting = given(*life).when(command, by=clerk, at=ASKED)
    waiting.then(e.ApprovalRequested)
    key = f"approval:{command.VERB}/{clerk.unit}"
    assert key in waiting.after().waiting
    assert waiting.after().status == given(*life).appeal().status
    granted = waiting.lived().when(approve(command.VERB), by=head, at=LATER)
    granted.then(e.ApprovalGranted, fact)
    done = granted.drafts()[1]
    assert (done.fact.approved_by, done.envelope.actor.user) == (head.user, clerk.user)
    assert (done.envelope.happened_at, done.envelope.recorded_at) == (ASKED, LATER)
    assert key not in granted.after().waiting


@pytest.mark.finding("A26")
@pytest.mark.parametrize(("life", "command", "people", "fact"), EVERY)
def test_a_heads_own_request_needs_nobody(life, command, people, fact):
    own = given(*life).when(command, by=people[1], at=ASKED).then(fact)
    assert own.approved_by == people[1].user


@pytest.mark.finding("A26")
def test_the_verbs_for_heads_are_those_that_say_so():
    of_class = {verb.VERB for verb in c.VERBS if verb.HEAD}
    assert of_class == set(c.FOR_HEADS) - {"handle"}
    assert all("approved_by" not in verb.__struct_fields__ for verb in c.VERBS)


def test_another_units_head_does_not_approve():
    stranger = x.unit_head("U-JD", "jd-head")
    asked().when(approve(), by=stranger).refused(no.OutsideScope)
    helper = x.unit_head("U-GA", user="ga-head")
    asked(HELPED).when(approve(), by=helper).refused(no.OrderOfAnotherUnit)


@pytest.mark.parametrize("by", [unit(), x.duty_leader(), x.operator()])
def test_nobody_but_a_head_approves(by):
    asked().when(approve(), by=by).refused(no.PostRequired)


def test_the_head_of_a_unit_above_approves():
    below = (x.collected(), x.dispatched(lead_unit="U-GR1"), x.acknowledged(unit="U-GR1"))
    waiting = asked(below, RETURN, by=unit("U-GR1"))
    waiting.when(approve(), by=unit_head("U-GR"), at=LATER).then(
        e.ApprovalGranted, e.ReturnRequested
    )


def test_declined_it_does_not_leave_the_unit():
    keep = approve(decision="refuse", reason="应由我单位办理")
    when = asked().when(keep, by=unit_head(), at=ASKED)
    fact = when.then(e.ApprovalDeclined)
    assert (fact.requested_by, fact.reason) == ("gr-clerk", "应由我单位办理")
    assert when.after().waiting == frozenset()
    when.lived().when(RETURN, by=unit(), at=ASKED).then(e.ApprovalRequested)


def test_to_decline_takes_a_reason():
    asked().when(approve(decision="refuse"), by=unit_head()).refused(no.EmptyText)


def test_the_clerks_instant_is_the_one_that_counts():
    """The window to return closes on 25 November at 18:00; the head comes on the 26th."""
    granted = asked().when(approve(), by=unit_head(), at=LATER)
    granted.then(e.ApprovalGranted, e.ReturnRequested)
    assert granted.after().status == Status.RETURN_PENDING
    too_late = given(*TO_HANDLE).when(RETURN, by=unit(), at=LATER)
    too_late.refused(no.ReturnWindowClosed)


def test_the_same_is_not_asked_twice_while_it_waits():
    asked().when(RETURN, by=unit(), at=ASKED).refused(no.ApprovalPending)


def test_a_rule_that_says_no_is_told_the_clerk_at_once():
    whistle = given(*TO_HANDLE).when(WHISTLE, by=unit(), at=ASKED)
    whistle.refused(no.OnlyAStreetWhistles)


def test_what_does_not_hold_any_more_is_not_approved():
    """Meanwhile the head sent a request of its own."""
    waiting = asked(TO_HANDLE, SUSPENSION)
    own = waiting.when(SUSPENSION, by=unit_head(), at=LATER).lived()
    own.when(approve("request-suspension"), by=unit_head(), at=LATER).refused(no.SuspensionPending)


def test_a_co_handler_asks_its_own_head():
    ga = unit("U-GA", user="ga-clerk")
    waiting = given(*HELPED).when(RETURN, by=ga, at=ASKED).lived()
    assert waiting.appeal().waiting == {"approval:request-return/U-GA"}
    waiting.when(approve(), by=unit_head(), at=LATER).refused(no.OrderOfAnotherUnit)
    head = unit_head("U-GA", user="ga-head")
    granted = waiting.when(approve(), by=head, at=LATER)
    granted.then(e.ApprovalGranted, e.ReturnRequested)
    assert granted.after().waiting == {"return/U-GA"}


@pytest.mark.finding("A26")
def test_a_result_needs_the_head_where_the_policy_says_so():
    policy = x.knowing(x.rules_with(("result = false", "result = true ")))
    waiting = given(*TO_HANDLE).when(x.handle(), by=unit(), at=ASKED, known=policy)
    fact = waiting.then(e.ApprovalRequested)
    assert (fact.measures, "上门排气" in fact.request) == ("上门排气。", False)
    late = china(12, 1, 9)  # the limit was 30 November
    granted = waiting.lived().when(approve("handle"), by=unit_head(), at=late, known=policy)
    granted.then(e.ApprovalGranted, e.AppealHandled)
    handled = granted.decide()[1]
    assert (handled.late, handled.measures, handled.approved_by) == (False, "上门排气。", "gr-head")
    assert granted.after().handled_by == "gr-clerk"


def test_without_that_policy_a_result_goes_out_at_once():
    given(*TO_HANDLE).when(x.handle(), by=unit(), at=ASKED).then(e.AppealHandled)


def test_handed_over_while_it_waits_the_successors_head_approves():
    moved = x.ask(c.HandOver, from_unit="U-GR", to_unit="U-CG", reason="机构改革")
    over = asked().when(moved, by=x.duty_leader(), at=LATER)
    over.then(e.OrdersHandedOver)
    assert over.after().waiting == {"approval:request-return/U-CG"}
    head = unit_head("U-CG", user="cg-head")
    over.lived().when(approve(), by=unit_head(), at=LATER).refused(no.OutsideScope)
    over.lived().when(approve(), by=head, at=LATER).then(e.ApprovalGranted, e.ReturnRequested)


@pytest.mark.finding("A18")
@pytest.mark.parametrize(
    ("command", "by"),
    [
        (x.ask(c.MergeInto, parent_no=x.OTHER_NO, reason="同一事项"), x.operator()),
        (x.ask(c.ReassignAppeal, to_unit="U-CG", reason="职责"), x.operator()),
        (x.withdraw(), x.operator()),
        (x.handle(), x.unit_head()),
    ],
)
def test_what_is_overtaken_while_it_waits_is_voided_by_a_fact(command, by):
    waiting = asked().beside(*TO_HANDLE)
    when = waiting.when(command, by=by, at=LATER)
    voided = when.decide()[0]
    assert isinstance(voided, e.RequestVoided)
    assert (voided.matter, voided.unit, voided.because) == (
        "approval:request-return",
        "U-GR",
        command.VERB,
    )
    assert when.after().waiting == frozenset()


def test_nothing_that_waits_is_nothing_to_approve():
    given(*TO_HANDLE).when(approve(), by=unit_head()).refused(no.NoApprovalPending)
    assert not c.ApproveRequest.fits(given(*TO_HANDLE).appeal().standing)
    assert c.ApproveRequest.fits(asked().appeal().standing)


def test_the_request_reaches_the_centre_when_the_head_has_approved():
    """The centre's own clock begins then: four working hours, from Thursday 09:00."""
    granted = asked().when(approve(), by=unit_head(), at=LATER).after()
    clock = going(granted.clocks, "decision", "return/U-GR")
    assert (clock.started_at, clock.due) == (LATER, china(11, 26, 15))
    assert clock.segments[-1].holder == "centre"
    assert clock.due - clock.started_at == timedelta(hours=6)  # a noon break within
