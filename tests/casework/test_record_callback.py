from datetime import timedelta

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import find
from casework.appeal.commands.record_callback import MOST_ATTEMPTS, MOST_STARS
from casework.appeal.words import Status
from tests import examples as x
from tests.examples import (
    TO_CALL_BACK,
    TO_CLOSE,
    TO_FEED_BACK,
    TO_HANDLE,
    callback_staff,
    given,
    not_reached,
    record_callback,
    unit,
)

SILENT = record_callback(connected=False, contacted=None, solved=None, satisfied=None)
OVERDUE = x.china(11, 30) + timedelta(seconds=1)


def calling(life, command=None, at=x.NOW, by=None):
    return given(*life).when(command or record_callback(), by=by or callback_staff(), at=at)


def test_the_answers_are_recorded():
    fact = calling(TO_CALL_BACK).then(e.CallbackRecorded)
    assert (fact.attempt, fact.valid, fact.solved) == (1, True, "yes")
    assert e.CallbackRecorded.PERSONAL == ("opinion",)


def test_answered_it_waits_to_be_closed_by_the_next_working_day():
    appeal = calling(TO_CALL_BACK).after()
    assert (appeal.status, appeal.answered) == (Status.CALLED_BACK, True)
    assert find(appeal.clocks, "callback").stopped_at == x.NOW
    assert find(appeal.clocks, "closing").due == x.china(11, 24)


def test_the_first_and_the_last_satisfaction_are_both_kept():
    again = e.ReworkOrdered(round=2, unit="U-GR", reason="未解决")
    unhappy = x.called_back(solved="no", satisfied="no")
    life = (*TO_CALL_BACK, unhappy, again, x.handled(round=2), x.fed_back())
    appeal = calling(life).after()
    assert (appeal.first_satisfied, appeal.final_satisfied) == ("no", "yes")


@pytest.mark.parametrize(
    ("answers", "valid"),
    [
        ({"solved": "unclear"}, False),
        ({"satisfied": "refuses"}, False),
        ({"satisfied": "basically"}, True),
        ({"solved": "no", "satisfied": "no"}, True),
    ],
)
def test_an_unclear_answer_does_not_count(answers, valid):  # DOMAIN 11.14
    fact = calling(TO_CALL_BACK, record_callback(**answers)).then(e.CallbackRecorded)
    assert fact.valid is valid


def test_an_attempt_that_did_not_connect_leaves_it_waiting_for_the_next():  # DOMAIN 11.13
    when = calling(TO_CALL_BACK, SILENT)
    assert when.then(e.CallbackRecorded).valid is False
    appeal = when.after()
    assert (appeal.status, appeal.answered) == (Status.FED_BACK, False)
    assert find(appeal.clocks, "callback").running


@pytest.mark.parametrize(
    "answer", [{"solved": "yes"}, {"visited": True}, {"contacted": False}, {"stars": 0}]
)
def test_an_attempt_that_did_not_connect_has_no_answers(answer):
    command = x.moved(SILENT, **answer)
    calling(TO_CALL_BACK, command).refused(no.AnswersWithoutConnection)


@pytest.mark.parametrize("answer", ["contacted", "solved", "satisfied"])
def test_a_connection_without_the_three_answers_is_none(answer):
    calling(TO_CALL_BACK, record_callback(**{answer: None})).refused(no.AnswersMissing)


@pytest.mark.parametrize("stars", [0, 7, MOST_STARS])
def test_a_claimant_may_give_stars_beside_words(stars):
    assert (
        calling(TO_CALL_BACK, record_callback(stars=stars)).then(e.CallbackRecorded).stars == stars
    )


@pytest.mark.parametrize("stars", [-1, MOST_STARS + 1])
def test_stars_go_from_none_to_ten(stars):
    calling(TO_CALL_BACK, record_callback(stars=stars)).refused(no.StarsOutOfRange)


def test_without_stars_none_are_recorded():
    assert calling(TO_CALL_BACK).then(e.CallbackRecorded).stars is None


def test_attempts_are_counted_and_bounded():
    assert calling((*TO_CALL_BACK, not_reached(1))).then(e.CallbackRecorded).attempt == 2
    most = [not_reached(n + 1) for n in range(MOST_ATTEMPTS)]
    calling((*TO_CALL_BACK, *most[:-1])).then(e.CallbackRecorded)
    calling((*TO_CALL_BACK, *most)).refused(no.AttemptsUsedUp)


def test_each_round_has_attempts_of_its_own():
    tried = [not_reached(n + 1) for n in range(MOST_ATTEMPTS)]
    again = e.ReworkOrdered(round=2, unit="U-GR", reason="未解决")
    life = (*TO_CALL_BACK, *tried, again, x.handled(round=2), x.fed_back())
    assert calling(life).then(e.CallbackRecorded).attempt == 1


def test_a_visit_that_the_resident_denies_is_on_record():  # DOMAIN 11.15
    fact = calling(TO_CALL_BACK, record_callback(visited=False)).then(e.CallbackRecorded)
    assert fact.visited is False


def test_a_merged_claimant_is_called_too():  # DOMAIN 11.3
    shared = e.ResultShared(
        parent_no=x.OTHER_NO, limits=(x.limit("callback", x.china(11, 30), "5 wd"),)
    )
    assert calling((*x.MERGED, shared)).after().answered


@pytest.mark.parametrize("life", [TO_HANDLE, x.TO_ACKNOWLEDGE])
def test_when_the_limit_has_passed_the_centre_calls_before_any_result(life):
    before = given(*life).appeal()
    when = calling(life, at=OVERDUE)
    assert when.then(e.CallbackRecorded).limits == ()
    assert (when.after().status, when.after().clocks) == (before.status, before.clocks)
    assert not when.after().answered


@pytest.mark.parametrize("life", [TO_HANDLE, x.TO_ACKNOWLEDGE])
def test_as_long_as_it_has_not_nobody_calls(life):
    calling(life, by=x.duty_leader(), at=x.china(11, 30)).refused(no.NotAwaitingCallback)


@pytest.mark.parametrize("life", [TO_FEED_BACK, TO_CLOSE, x.CLOSED, x.TO_DISPATCH])
def test_only_after_feedback_and_before_the_answers(life):
    calling(life, by=x.duty_leader(), at=OVERDUE).refused(no.NotAwaitingCallback)


def test_who_handled_does_not_call_back():  # DOMAIN 5, invariant 6
    both = x.caller("caller", user="gr-clerk")
    calling(TO_CALL_BACK, by=both).refused(no.SameHands)


def test_who_handled_in_an_earlier_round_does_not_either():  # DOMAIN 5, invariant 6
    again = e.ReworkOrdered(round=2, unit="U-GR", reason="未解决")
    other = (x.handled(round=2), x.NOW, "gr-other")
    life = (*TO_CLOSE, again, other, x.fed_back())
    calling(life, by=x.caller("caller", user="gr-clerk")).refused(no.SameHands)


@pytest.mark.parametrize("post", ["caller", "duty_leader"])
def test_callback_staff_and_the_duty_leader_call(post):
    calling(TO_CALL_BACK, by=x.caller(post)).then(e.CallbackRecorded)


@pytest.mark.parametrize("post", x.all_but("caller", "duty_leader"))
def test_nobody_else_calls(post):
    calling(TO_CALL_BACK, by=x.caller(post)).refused(no.PostRequired)


def test_the_unit_does_not_call_back():
    calling(TO_CALL_BACK, by=unit()).refused(no.PostRequired)


@pytest.mark.finding("A6")
@pytest.mark.parametrize("connected", [True, False])
def test_nobody_is_called_who_left_no_name(connected):
    nameless = (x.collected(claimant_kind="anonymous", wants_callback=False), *x.TO_CALL_BACK[1:])
    answers = {"contacted": True, "solved": "yes", "satisfied": "yes"} if connected else {}
    call = x.ask(c.RecordCallback, channel="phone", connected=connected, **answers)
    x.given(*nameless).when(call, by=x.callback_staff()).refused(no.NobodyToCall)


@pytest.mark.finding("A6")
def test_nor_who_withdrew_while_it_goes_on_for_safety():
    threat = e.SensitivityMarked(kind="fire", reason="火情")
    life = x.given(*x.TO_CALL_BACK, threat).when(x.withdraw()).lived()
    life.when(x.record_callback(), by=x.callback_staff()).refused(no.NobodyToCall)
    waiting = [k.name for k in life.appeal().clocks if k.stopped_at is None]
    assert waiting == ["closing"]
