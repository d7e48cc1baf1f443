import pytest

from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import going
from casework.appeal.commands import CorrectRecord
from casework.appeal.words import Status
from tests import examples as x

CONTACTED = (*x.TO_HANDLE, e.ContactRecorded(unit="U-GR", channel="phone", connected=True))
CALLBACK, RESULT, FEEDBACK, CONTACT = 6, 4, 5, 4


def correct(record, version, **more):
    return x.ask(CorrectRecord, record=record, version=version, reason="误录", **more)


def correcting(life, record, version, by=None, **more):
    return x.given(*life).when(correct(record, version, **more), by=by or x.duty_leader())


@pytest.mark.finding("A49")
@pytest.mark.parametrize("life", [x.TO_CLOSE, x.CLOSED])
def test_a_mistyped_callback_is_put_right_and_both_stay(life):
    said = correcting(
        life, "callback", CALLBACK, by=x.callback_staff(), solved="no", satisfied="no"
    )
    fact = said.then(e.RecordCorrected)
    assert fact.changes == (
        e.Change("solved", "yes", "no"),
        e.Change("satisfied", "very", "no"),
    )
    assert (fact.contacted, fact.valid, fact.round, fact.unit) == (True, True, 1, "U-GR")
    after = said.after()
    assert (after.solved, after.first_satisfied, after.final_satisfied) == ("no", "no", "no")


@pytest.mark.finding("A49")
def test_the_newest_counts_and_is_corrected_again():
    once = correcting(x.TO_CLOSE, "callback", CALLBACK, solved="no").lived()
    twice = once.when(correct("callback", CALLBACK, solved="basically"), by=x.duty_leader())
    assert twice.then(e.RecordCorrected).changes == (e.Change("solved", "no", "basically"),)
    once.when(correct("callback", CALLBACK, solved="no"), by=x.duty_leader()).refused(
        no.NothingCorrected
    )


@pytest.mark.finding("A49")
def test_who_was_not_reached_after_all_is_called_again():
    said = correcting(x.TO_CLOSE, "callback", CALLBACK, connected=False)
    assert said.then(e.RecordCorrected).solved is None
    after = said.after()
    assert (after.status, after.answered) == (Status.FED_BACK, False)
    assert {c.name for c in after.clocks if c.stopped_at is None} == {"callback"}
    correcting(x.CLOSED, "callback", CALLBACK, connected=False).refused(no.CorrectionTooLate)


@pytest.mark.finding("A49")
def test_an_answer_of_an_earlier_round_moves_nothing_of_this_one():
    again = e.ReworkOrdered(round=2, unit="U-GR", reason="未解决")
    life = (*x.TO_CLOSE, again, x.handled(round=2), x.fed_back(), x.called_back(satisfied="no"))
    said = correcting(life, "callback", CALLBACK, satisfied="basically")
    assert (said.then(e.RecordCorrected).round, said.decide()[0].superseded) == (1, False)
    after = said.after()
    assert (after.first_satisfied, after.final_satisfied) == ("basically", "no")


@pytest.mark.finding("A49")
def test_a_result_is_put_right_by_its_unit():
    said = correcting(x.CLOSED, "result", RESULT, by=x.unit(), public_reply="您好，已更换阀门。")
    assert said.then(e.RecordCorrected).outcome == "solved"
    worse = {"outcome": "not_solved"}
    correcting(x.TO_CLOSE, "result", RESULT, by=x.unit(), **worse).refused(no.UnsolvedNeedsReason)
    worse |= {"unsolved_reason": "funds", "plan": "明年五月"}
    assert correcting(x.TO_CLOSE, "result", RESULT, **worse).after().outcome == "not_solved"


@pytest.mark.finding("A49")
def test_a_contact_that_did_not_connect_is_owed_still():
    said = correcting(CONTACTED, "contact", 4, by=x.unit(), connected=False)
    clock = going(said.after().clocks, "contact", "U-GR")
    assert (clock.due, clock.amount) == (x.china(11, 24), "1 wd")
    twice = (*CONTACTED, CONTACTED[-1])
    assert correcting(twice, "contact", 4, connected=False).then(e.RecordCorrected).limits == ()


@pytest.mark.finding("A49", "A55")
def test_what_was_not_told_after_all_is_told_again():
    said = correcting(x.TO_CALL_BACK, "feedback", FEEDBACK, by=x.unit(), delivered=False)
    after = said.after()
    assert (after.status, after.feedback_attempts) == (Status.HANDLED, 1)
    assert {c.name for c in after.clocks if c.stopped_at is None} == {"feedback"}
    # who was reached for the callback by now is told: it is a record put right, no more
    assert correcting(x.TO_CLOSE, "feedback", FEEDBACK, delivered=False).after().status == (
        Status.CALLED_BACK
    )


@pytest.mark.parametrize(
    ("record", "version", "by"),
    [
        ("callback", CALLBACK, x.unit()),
        ("callback", CALLBACK, x.operator()),
        ("result", RESULT, x.callback_staff()),
        ("result", RESULT, x.operator()),
        ("feedback", FEEDBACK, x.callback_staff()),
    ],
)
def test_only_by_who_may_record_it(record, version, by):
    given = {"callback": {"solved": "no"}, "result": {"outcome": "partly"}}
    said = correcting(x.TO_CLOSE, record, version, by=by, **given.get(record, {"delivered": False}))
    said.refused(no.PostRequired)


def test_who_handled_it_corrects_no_callback():
    both = x.caller("caller", "department", user="gr-clerk", unit="U-GR")
    correcting(x.TO_CLOSE, "callback", CALLBACK, by=both, solved="no").refused(no.SameHands)


@pytest.mark.parametrize(
    ("record", "version", "given", "refusal"),
    [
        ("callback", RESULT, {"solved": "no"}, no.NoSuchRecord),
        ("callback", 99, {"solved": "no"}, no.NoSuchRecord),
        ("callback", 0, {"solved": "no"}, no.NoSuchRecord),
        ("callback", CALLBACK, {"outcome": "partly"}, no.NotOfThisRecord),
        ("callback", CALLBACK, {"connected": False, "solved": "no"}, no.AnswersWithoutConnection),
        ("callback", CALLBACK, {"stars": 11}, no.StarsOutOfRange),
        ("result", RESULT, {"public_reply": "找13904190001"}, no.PersonalDataInPublicText),
    ],
)
def test_it_is_a_record_of_that_kind_and_stays_whole(record, version, given, refusal):
    correcting(x.TO_CLOSE, record, version, **given).refused(refusal)


def test_what_never_connected_is_recorded_not_corrected():
    tried = (*x.TO_CALL_BACK, x.not_reached(1))
    answers = {"connected": True, "contacted": True, "solved": "yes", "satisfied": "yes"}
    correcting(tried, "callback", 6, **answers).refused(no.RecordItInstead)


def test_nothing_is_corrected_in_an_archived_one():
    archived = (*x.CLOSED, e.AppealArchived(package_hash="0"))
    correcting(archived, "callback", CALLBACK, solved="no").refused(no.NotInThisState)
