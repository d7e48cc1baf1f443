from datetime import timedelta

import pytest

from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.commands import EvaluateResult
from casework.appeal.permission import CLAIMANT
from tests import examples as x


def evaluate(**more):
    return x.ask(EvaluateResult, **{"satisfied": "yes", **more})


@pytest.mark.finding("A41")
@pytest.mark.parametrize("life", [x.TO_CALL_BACK, x.TO_CLOSE, x.CLOSED])
@pytest.mark.parametrize("by", [x.resident(), x.caller(CLAIMANT, user=x.NO)])
def test_the_claimant_judges_a_result_that_was_told(life, by):
    fact = x.given(*life).when(evaluate(stars=9, opinion="很快"), by=by).then(e.EvaluationGiven)
    assert (fact.satisfied, fact.stars, fact.round) == ("yes", 9, 1)


def test_it_takes_the_place_of_no_callback():
    appeal = x.given(*x.TO_CALL_BACK).when(evaluate(satisfied="no"), by=x.resident()).after()
    assert (appeal.answered, appeal.final_satisfied) == (False, None)


def test_until_the_seventh_day_after_the_feedback():
    when = [x.NOW + timedelta(days=7), x.NOW + timedelta(days=7, seconds=1)]
    x.given(*x.CLOSED).when(evaluate(), by=x.resident(), at=when[0]).then(e.EvaluationGiven)
    x.given(*x.CLOSED).when(evaluate(), by=x.resident(), at=when[1]).refused(
        no.EvaluationWindowClosed
    )


def test_once_for_each_result():
    life = x.given(*x.TO_CALL_BACK).when(evaluate(), by=x.resident()).lived()
    life.when(evaluate(), by=x.resident()).refused(no.EvaluatedAlready)
    again = e.ReworkOrdered(round=2, unit="U-GR", reason="未解决")
    second = life.and_then(again, x.handled(round=2), x.fed_back())
    assert second.when(evaluate(), by=x.resident()).then(e.EvaluationGiven).round == 2


@pytest.mark.parametrize("life", [x.TO_DISPATCH, x.TO_HANDLE, x.TO_FEED_BACK])
def test_not_before_there_is_one(life):
    x.given(*life).when(evaluate(), by=x.resident()).refused(no.NothingTold)


def test_not_of_what_ended_without_a_result():
    withdrawn = (*x.TO_HANDLE, x.closed(kind="withdrawn"))
    x.given(*withdrawn).when(evaluate(), by=x.resident()).refused(no.NothingTold)


@pytest.mark.parametrize("stars", [-1, 11])
def test_stars_are_of_ten(stars):
    x.given(*x.CLOSED).when(evaluate(stars=stars), by=x.resident()).refused(no.StarsOutOfRange)
