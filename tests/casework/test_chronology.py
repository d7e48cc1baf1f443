"""An act lies neither before the order it acts on nor before the step it follows (DOMAIN 17.7)."""

from datetime import timedelta
from typing import Any

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from tests import examples as x

DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)
NIGHT = x.china(11, 22, 21, 45)
LATER = NIGHT + HOUR
EARLY = NIGHT - HOUR
STEPS = (x.TO_DISPATCH, x.TO_ACKNOWLEDGE, x.TO_HANDLE, x.TO_FEED_BACK, x.TO_CALL_BACK, x.TO_CLOSE)


def at_night(life: Any) -> Any:
    return x.given(*((fact, NIGHT) for fact in life))


@pytest.mark.finding("A7")
@pytest.mark.parametrize(
    ("life", "command", "by"),
    [
        (x.TO_DISPATCH, x.dispatch, x.operator()),
        (x.TO_ACKNOWLEDGE, x.acknowledge, x.unit()),
        (x.TO_HANDLE, x.handle, x.unit()),
        (x.TO_FEED_BACK, x.feed_back, x.unit()),
        (x.TO_CALL_BACK, x.record_callback, x.callback_staff()),
        (x.TO_CLOSE, x.close, x.duty_leader()),
    ],
)
def test_no_step_lies_before_the_one_it_follows(life: Any, command: Any, by: Any):
    early = x.moved(command(), occurred_at=EARLY)
    refusal = at_night(life).when(early, by=by, at=LATER).refused(no.BeforeTheStep)
    assert NIGHT.isoformat() in str(refusal)
    at_once = x.moved(command(), occurred_at=NIGHT)
    at_night(life).when(at_once, by=by, at=LATER).decide()


@pytest.mark.finding("A7")
def test_nor_does_an_attempt_to_call_back_that_nobody_answered():
    nobody = c.RecordCallback(appeal_no=x.NO, channel="phone", connected=False, occurred_at=EARLY)
    at_night(x.TO_CALL_BACK).when(nobody, by=x.callback_staff(), at=LATER).refused(no.BeforeTheStep)


def test_nor_what_was_said_too_late_to_count():
    """It would only be kept beside it; yet it cannot be true."""
    long_ago = x.handle(occurred_at=NIGHT - 3 * DAY)
    at_night(x.TO_HANDLE).when(long_ago, by=x.unit(), at=LATER).refused(no.BeforeTheStep)


def test_a_co_handlers_order_begins_when_it_was_given():
    """Its report lies after that, though the lead signed later."""
    given = ((x.collected(), EARLY), (x.dispatched_with_help("U-GA"), NIGHT))
    life = x.given(*given, (x.acknowledged(), LATER))
    report = x.ask(c.CoHandlerReport, result="已到场", occurred_at=NIGHT + SECOND)
    life.when(report, by=x.unit("U-GA"), at=LATER).then(e.CoHandlerReported)
    before = x.ask(c.CoHandlerReport, result="已到场", occurred_at=NIGHT - SECOND)
    life.when(before, by=x.unit("U-GA"), at=LATER).refused(no.BeforeTheStep)


def test_an_act_of_the_new_unit_lies_after_it_was_given_the_order():
    over = x.ask(c.ReassignAppeal, to_unit="U-GA", reason="职责")
    life = at_night(x.TO_HANDLE).when(over, by=x.operator(), at=LATER).lived()
    early = x.moved(x.acknowledge(), occurred_at=NIGHT + SECOND)
    life.when(early, by=x.unit("U-GA"), at=LATER + HOUR).refused(no.BeforeTheStep)


def test_a_note_stands_beside_the_steps_but_not_before_the_appeal():
    note = x.add_note(occurred_at=NIGHT - SECOND)
    at_night(x.TO_FEED_BACK).when(note, at=LATER).refused(no.BeforeTheStep)
    raised = ((x.collected(), EARLY), *((f, LATER) for f in x.TO_FEED_BACK[1:]))
    x.given(*raised).when(x.add_note(occurred_at=NIGHT), at=LATER).then(e.NoteAdded)


def test_a_reply_lies_after_the_demand():
    demand = x.ask(c.OpenSupervision, level="routine", demand="请说明", units=("U-GR",))
    life = at_night(x.TO_HANDLE).when(demand, by=x.supervisor(), at=LATER).lived()
    reply = x.ask(c.ReplySupervision, reply="已整改", occurred_at=NIGHT + SECOND)
    life.when(reply, by=x.unit(), at=LATER + HOUR).refused(no.BeforeTheStep)


def test_the_very_second_of_the_step_is_not_before_it():
    """A client tells whole seconds."""
    moment = NIGHT + timedelta(microseconds=400_000)
    life = x.given(*((fact, moment) for fact in x.TO_HANDLE))
    done = x.handle(occurred_at=NIGHT)
    life.when(done, by=x.unit(), at=LATER).then(e.AppealHandled)


DUE = x.china(11, 30)


def late_but_said_in_time(**more: Any) -> Any:
    done = x.handle(occurred_at=DUE - HOUR, **more)
    return x.given(*x.TO_HANDLE).when(done, by=x.unit(), at=DUE + HOUR)


@pytest.mark.finding("A7")
def test_where_back_dating_turns_late_into_in_time_it_says_why():
    late_but_said_in_time().refused(no.BackdatingNeedsReason)
    late_but_said_in_time(backdating_reason=" ").refused(no.BackdatingNeedsReason)
    [draft] = late_but_said_in_time(backdating_reason="现场无信号").drafts()
    assert (draft.fact.late, draft.envelope.backdating_reason) == (False, "现场无信号")
    assert draft.envelope.occurred_at == DUE - HOUR


def test_so_does_what_the_rule_would_refuse_by_now():
    """A co-handler late by now would have to say why it is late."""
    report = x.ask(c.CoHandlerReport, result="已到场", occurred_at=x.china(12, 11, 17))
    helped = x.given(*x.HELPED).when(report, by=x.unit("U-GA"), at=x.china(12, 11, 19))
    helped.refused(no.BackdatingNeedsReason)


def test_where_it_changes_nothing_it_needs_none():
    done = x.handle(occurred_at=DUE - 3 * HOUR)
    when = x.given(*x.TO_HANDLE).when(done, by=x.unit(), at=DUE - HOUR)
    assert when.then(e.AppealHandled).late is False
    late = x.handle(occurred_at=DUE + HOUR)
    late_anyhow = x.given(*x.TO_HANDLE).when(late, by=x.unit(), at=DUE + 2 * HOUR)
    assert late_anyhow.then(e.AppealHandled).late is True


@pytest.mark.finding("A7")
def test_a_callback_before_any_result_lies_after_the_limit():
    early = x.record_callback(occurred_at=DUE - HOUR)
    overdue = x.given(*x.TO_HANDLE).when(early, by=x.callback_staff(), at=DUE + HOUR)
    overdue.refused(no.NotAwaitingCallback)
