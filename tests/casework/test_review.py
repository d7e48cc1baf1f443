from datetime import timedelta

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import find
from casework.appeal.words import Status
from tests import examples as x

SUBMITTED = x.china(11, 25, 10)  # 6 hours of the day and three days are left
LOOKED_AT = x.china(11, 27, 10)
FEEDBACK = x.limit("feedback", x.china(11, 26), "1 wd")
HANDLED = (*x.TO_HANDLE, (x.handled(limits=(FEEDBACK,)), SUBMITTED, "gr-clerk"))


def review(decision="accept", reason=None):
    return x.ask(c.ReviewHandling, decision=decision, reason=reason)


def sent_back(life=HANDLED, at=LOOKED_AT):
    return x.given(*life).when(review("refuse", "缺现场照片"), at=at)


def test_a_good_result_is_accepted_and_waits_to_be_fed_back():
    when = x.given(*HANDLED).when(review(reason="属实"), at=LOOKED_AT)
    assert when.then(e.HandlingAccepted).remark == "属实"
    assert when.after().status == Status.HANDLED
    assert find(when.after().clocks, "feedback").running


def test_sent_back_it_is_the_same_round_with_what_was_left_of_the_time():  # DOMAIN 6.2
    appeal = sent_back().after()
    assert (appeal.status, appeal.round) == (Status.HANDLING, 1)
    assert appeal.deadline == x.china(12, 2)  # the 6 hours of Friday, then Monday to Wednesday


def test_the_move_is_recorded_from_where_to_where():  # DOMAIN 5, invariant 3
    (move,) = sent_back().then(e.HandlingSentBack).moves
    assert (move.clock, move.before, move.due) == ("handling", x.china(11, 30), x.china(12, 2))


def test_the_unit_holds_the_clock_again_and_nobody_waits_for_feedback():
    clocks = sent_back().after().clocks
    ran, runs = find(clocks, "handling").segments
    assert (ran.until, runs.since, runs.holder) == (SUBMITTED, LOOKED_AT, "U-GR")
    assert find(clocks, "feedback").stopped_at == LOOKED_AT


def test_after_a_hand_over_the_successor_holds_it():
    moved = e.OrdersHandedOver(
        from_unit="U-GR", to_unit="U-GA", to_unit_name="公安局", reason="机构改革", lead=True
    )
    clocks = sent_back((*HANDLED, moved)).after().clocks
    assert find(clocks, "handling").segments[-1].holder == "U-GA"


def test_what_was_late_stays_late_by_as_much():
    after_the_limit = x.china(11, 30) + timedelta(hours=15)
    late = (*x.TO_HANDLE, (x.handled(late=True), after_the_limit, "gr-clerk"))
    appeal = sent_back(late, x.china(12, 2, 10)).after()
    assert (appeal.deadline, appeal.late) == (x.china(11, 30), True)
    assert appeal.is_overdue(x.china(12, 2, 10))


def test_a_result_is_looked_at_once_and_a_new_one_again():
    accepted = x.given(*HANDLED).when(review(), at=LOOKED_AT).lived()
    accepted.when(review("refuse", "再看"), at=LOOKED_AT).refused(no.ReviewedAlready)
    again = sent_back().lived().when(x.handle(), by=x.unit(), at=LOOKED_AT).lived()
    again.when(review(), at=LOOKED_AT).then(e.HandlingAccepted)


def test_to_send_back_takes_a_reason():  # DOMAIN 5, invariant 7
    x.given(*HANDLED).when(review("refuse"), at=LOOKED_AT).refused(no.EmptyText)


def test_nobody_looks_at_their_own_result():  # DOMAIN 5, invariant 6
    both = x.caller("operator", user="gr-clerk")
    x.given(*HANDLED).when(review(), by=both).refused(no.SameHands)


@pytest.mark.parametrize("life", [x.TO_HANDLE, x.TO_CALL_BACK, x.CLOSED])
def test_only_what_was_handled_and_not_fed_back_yet(life):
    x.given(*life).when(review()).refused(no.NotAwaitingFeedback)


@pytest.mark.parametrize("post", ["operator", "duty_leader"])
def test_the_dispatchers_look_at_it(post):
    x.given(*HANDLED).when(review(), by=x.caller(post)).then(e.HandlingAccepted)


@pytest.mark.parametrize("post", x.all_but("operator", "duty_leader"))
def test_nobody_else_does(post):
    x.given(*HANDLED).when(review(), by=x.caller(post)).refused(no.PostRequired)
