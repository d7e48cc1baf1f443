import pytest

from casework.appeal import refusals as no
from casework.appeal.events import CallbackRecorded
from tests.examples import (
    TO_CALL_BACK,
    TO_CLOSE,
    TO_FEED_BACK,
    callback_staff,
    caller,
    given,
    not_reached,
    record_callback,
    unit,
)


def test_the_answers_are_recorded():
    fact = given(*TO_CALL_BACK).when(record_callback(), by=callback_staff()).then(CallbackRecorded)
    assert (fact.attempt, fact.valid, fact.solved) == (1, True, "yes")


@pytest.mark.parametrize("answers", [{"solved": "unclear"}, {"satisfied": "refuses"}])
def test_an_unclear_answer_does_not_count(answers):
    command = record_callback(**answers)
    fact = given(*TO_CALL_BACK).when(command, by=callback_staff()).then(CallbackRecorded)
    assert fact.valid is False


def test_an_attempt_that_did_not_connect_has_no_answers():
    silent = record_callback(connected=False, contacted=None, solved=None, satisfied=None)
    assert (
        given(*TO_CALL_BACK).when(silent, by=callback_staff()).then(CallbackRecorded).valid is False
    )
    answered = record_callback(connected=False)
    given(*TO_CALL_BACK).when(answered, by=callback_staff()).refused(no.AnswersWithoutConnection)


def test_a_connection_without_answers_is_none():
    command = record_callback(solved=None)
    given(*TO_CALL_BACK).when(command, by=callback_staff()).refused(no.AnswersMissing)


def test_attempts_are_counted_and_bounded():
    second = given(*TO_CALL_BACK, not_reached(1)).when(record_callback(), by=callback_staff())
    assert second.then(CallbackRecorded).attempt == 2
    life = (*TO_CALL_BACK, not_reached(1), not_reached(2), not_reached(3))
    given(*life).when(record_callback(), by=callback_staff()).refused(no.AttemptsUsedUp)


@pytest.mark.parametrize("life", [TO_FEED_BACK, TO_CLOSE])
def test_only_after_feedback_and_before_the_answers(life):
    given(*life).when(record_callback(), by=callback_staff()).refused(no.NotAwaitingCallback)


def test_who_handled_does_not_call_back():
    both = caller("caller", user="gr-clerk")
    given(*TO_CALL_BACK).when(record_callback(), by=both).refused(no.SameHands)


def test_the_unit_does_not_call_back():
    given(*TO_CALL_BACK).when(record_callback(), by=unit()).refused(no.PostRequired)
