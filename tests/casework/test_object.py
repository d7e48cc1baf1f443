from datetime import timedelta

import pytest

from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import CENTRE, going
from casework.appeal.commands import ObjectToResult, OrderRework
from casework.appeal.words import Status
from tests import examples as x


def objecting(reason="夜里又不热了"):
    return x.ask(ObjectToResult, reason=reason)


def objected(*life):
    return x.given(*life).when(objecting(), by=x.resident()).lived()


@pytest.mark.finding("A41")
@pytest.mark.parametrize("life", [x.TO_CALL_BACK, x.TO_CLOSE, x.CLOSED])
def test_the_claimant_objects_and_the_centre_has_a_clock(life):
    clock = going(objected(*life).appeal().clocks, "objection")
    assert (clock.amount, clock.due) == ("1 wd @work", x.china(11, 24))
    assert clock.segments[-1].holder == CENTRE


@pytest.mark.finding("A41")
@pytest.mark.parametrize("life", [x.TO_CALL_BACK, x.TO_CLOSE])
def test_an_open_objection_is_no_normal_end(life):
    life = objected(*life)
    life.when(x.close(), by=x.duty_leader()).refused(no.ObjectionOpen)


def test_it_is_closed_with_its_reason():
    closing = x.close("unsolved_explained", reason="管网改造后解决，已向诉求人说明")
    after = objected(*x.TO_CLOSE).when(closing, by=x.duty_leader()).after()
    assert "objection" not in after.marks
    assert going(after.clocks, "objection") is None


def test_a_call_answers_it_also_after_the_callback():
    called = objected(*x.TO_CLOSE).when(x.record_callback(solved="no"), by=x.callback_staff())
    after = called.after()
    assert (after.status, after.solved) == (Status.CALLED_BACK, "no")
    assert "objection" not in after.marks
    x.given(*x.TO_CLOSE).when(x.record_callback(), by=x.callback_staff()).refused(
        no.NotAwaitingCallback
    )


def test_one_that_nobody_answers_leaves_it_open():
    call = x.ask(x.c.RecordCallback, channel="phone", connected=False)
    after = objected(*x.TO_CLOSE).when(call, by=x.callback_staff()).after()
    assert "objection" in after.marks
    assert after.answered


def test_another_round_answers_it():
    rework = x.ask(OrderRework, reason="诉求人异议属实")
    after = objected(*x.TO_CALL_BACK).when(rework, by=x.duty_leader()).after()
    assert going(after.clocks, "objection") is None
    assert "objection" not in after.marks


def test_within_the_window_and_once_at_a_time():
    objected(*x.CLOSED).when(objecting(), by=x.resident()).refused(no.ObjectedAlready)
    late = x.NOW + timedelta(days=8)
    x.given(*x.CLOSED).when(objecting(), by=x.resident(), at=late).refused(
        no.EvaluationWindowClosed
    )


@pytest.mark.parametrize("post", ["collector", "operator", "caller", "duty_leader"])
def test_the_centre_takes_it_down_for_who_phones(post):
    x.given(*x.CLOSED).when(objecting(), by=x.caller(post, user="x")).then(e.ObjectionRaised)
