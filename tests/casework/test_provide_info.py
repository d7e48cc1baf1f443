import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import find, going
from casework.appeal.events import InfoProvided, InfoRequested
from tests.examples import (
    CLOSED,
    TO_DISPATCH,
    TO_FEED_BACK,
    TO_HANDLE,
    all_but,
    ask,
    c,
    caller,
    china,
    given,
    limit,
    resident,
    unit,
)

ASKED = InfoRequested(questions="哪栋楼？", limits=(limit("info", china(11, 26), "3 wd @work"),))
LATER = china(11, 24, 9)


def provide_info(answers="三号楼。"):
    return ask(c.ProvideInfo, answers=answers)


@pytest.mark.parametrize("life", [TO_DISPATCH, TO_HANDLE])
def test_an_answer_stops_the_clock_for_it(life):
    appeal = given(*life, ASKED).when(provide_info(), at=LATER).after()
    assert find(appeal.clocks, "info").stopped_at == LATER
    assert "info_requested" not in appeal.marks


def test_the_answer_is_personal():
    fact = given(*TO_DISPATCH, ASKED).when(provide_info()).then(InfoProvided)
    assert (fact.answers, InfoProvided.PERSONAL) == ("三号楼。", ("answers",))


def test_an_answer_that_comes_late_is_taken_as_long_as_it_is_open():
    given(*TO_DISPATCH, ASKED).when(provide_info(), at=china(12, 24)).then(InfoProvided)


def test_the_clocks_of_the_handling_do_not_notice_it():
    before = given(*TO_HANDLE, ASKED).appeal()
    after = given(*TO_HANDLE, ASKED).when(provide_info(), at=LATER).after()
    assert going(after.clocks, "handling") == going(before.clocks, "handling")


def test_nothing_is_answered_that_was_not_asked():
    given(*TO_DISPATCH).when(provide_info()).refused(no.InfoNotRequested)


def test_it_is_answered_once():
    answered = given(*TO_DISPATCH, ASKED).when(provide_info()).lived()
    answered.when(provide_info()).refused(no.InfoNotRequested)


def test_an_answer_says_something():
    given(*TO_DISPATCH, ASKED).when(provide_info(" ")).refused(no.EmptyText)


@pytest.mark.parametrize("life", [TO_FEED_BACK, CLOSED])
def test_once_it_is_handled_it_is_too_late(life):
    given(*life).when(provide_info()).refused(no.NotInThisState)


def test_residents_answer_on_appeals_of_their_own():
    given(*TO_DISPATCH, ASKED).when(provide_info(), by=resident()).then(InfoProvided)
    somebody = caller("resident", user="somebody")
    given(*TO_DISPATCH, ASKED).when(provide_info(), by=somebody).refused(no.OutsideScope)


@pytest.mark.parametrize("post", ["collector", "operator", "duty_leader"])
def test_the_centre_answers_for_the_claimant(post):
    given(*TO_DISPATCH, ASKED).when(provide_info(), by=caller(post)).then(InfoProvided)


@pytest.mark.parametrize(
    "post", all_but("collector", "operator", "duty_leader", "caller", "resident", "grid_worker")
)
def test_nobody_else_answers(post):
    given(*TO_DISPATCH, ASKED).when(provide_info(), by=caller(post)).refused(no.PostRequired)


def test_the_unit_does_not_answer_itself():
    given(*TO_HANDLE, ASKED).when(provide_info(), by=unit()).refused(no.PostRequired)


def test_a_grid_worker_without_a_part_in_it_is_told_as_little_as_a_stranger():
    given(*TO_DISPATCH, ASKED).when(provide_info(), by=caller("grid_worker")).refused(
        no.OutsideScope
    )
