import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import find, going
from casework.appeal.events import AppealAnsweredDirectly, AppealClosed
from tests.examples import (
    CLOSED,
    MERGED,
    TO_ACKNOWLEDGE,
    all_but,
    ask,
    c,
    caller,
    china,
    collected,
    dispatched,
    given,
    return_accepted,
    return_requested,
    unit,
)

ENQUIRY = collected(type="enquiry")


def answer(text="供暖自十一月一日起。", **more):
    return ask(c.AnswerDirectly, answer=text, **more)


@pytest.mark.parametrize("kind", ["enquiry", "thanks"])
def test_an_enquiry_or_thanks_is_answered_and_closed_by_it(kind):  # DOMAIN 11.24
    when = given(collected(type=kind)).when(answer(knowledge_ref="KB-12"))
    assert when.then(AppealAnsweredDirectly, AppealClosed).knowledge_ref == "KB-12"
    assert when.decide()[1].kind == "answered_directly"


@pytest.mark.parametrize("kind", ["help", "complaint", "report", "suggestion", "other"])
def test_everything_else_is_somebodys_task(kind):
    given(collected(type=kind)).when(answer()).refused(no.OnlyEnquiriesAreAnsweredDirectly)


def test_from_then_on_only_the_window_for_reopening_runs():
    clocks = given(ENQUIRY).when(answer()).after().clocks
    assert find(clocks, "dispatch").stopped_at
    assert going(clocks, "reopening").due == china(2, 21, 9, year=2027)
    assert len(clocks) == 2


def test_what_was_overdue_in_a_units_hands_is_closed_as_late():  # DOMAIN 11.26
    life = (ENQUIRY, dispatched(), return_requested(), return_accepted())
    in_time, late = china(11, 30), china(11, 30, 18, 1)
    assert given(*life).when(answer(), at=in_time).decide()[1].late is False
    assert given(*life).when(answer(), at=late).decide()[1].late is True


@pytest.mark.parametrize(
    ("text", "refusal"),
    [(" ", no.EmptyText), ("请打13904190001", no.PersonalDataInPublicText)],
)
def test_the_answer_is_a_public_text(text, refusal):
    given(ENQUIRY).when(answer(text)).refused(refusal)


@pytest.mark.parametrize("life", [TO_ACKNOWLEDGE, CLOSED])
def test_it_is_answered_before_dispatch(life):
    given(*life).when(answer()).refused(no.NotAwaitingDispatch)


def test_a_merged_enquiry_is_answered_with_its_parent():
    given(ENQUIRY, *MERGED[1:]).when(answer()).refused(no.MergedIntoAnother)


@pytest.mark.parametrize("post", ["collector", "operator", "duty_leader"])
def test_the_centre_answers(post):
    given(ENQUIRY).when(answer(), by=caller(post)).then(AppealAnsweredDirectly, AppealClosed)


@pytest.mark.parametrize("post", all_but("collector", "operator", "duty_leader"))
def test_nobody_else_answers(post):
    given(ENQUIRY).when(answer(), by=caller(post)).refused(no.PostRequired)


def test_a_unit_does_not_answer():
    given(ENQUIRY).when(answer(), by=unit()).refused(no.PostRequired)
