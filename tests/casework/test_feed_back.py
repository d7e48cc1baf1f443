from datetime import timedelta

import pytest

from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import find, going
from casework.appeal.words import Status
from tests import examples as x
from tests.examples import TO_CALL_BACK, TO_FEED_BACK, TO_HANDLE, feed_back, given, operator, unit

NOBODY = x.collected(claimant_kind="anonymous", wants_callback=False)
ANONYMOUS = (NOBODY, *TO_FEED_BACK[1:])
FEEDBACK = x.limit("feedback", x.china(11, 24), "1 wd")
TO_TELL = (*TO_HANDLE, x.handled(limits=(FEEDBACK,)))


@pytest.mark.parametrize("by", [unit(), operator(), x.duty_leader()])
def test_the_unit_or_the_centre_feeds_back(by):
    assert given(*TO_FEED_BACK).when(feed_back(), by=by).then(e.AppealFedBack).to_claimant


def test_from_then_on_the_centre_is_to_call():
    appeal = given(*TO_TELL).when(feed_back(), by=unit()).after()
    assert appeal.status == Status.FED_BACK
    callback = find(appeal.clocks, "callback")
    assert (callback.due, callback.segments[-1].holder) == (x.china(11, 30), "centre")
    assert find(appeal.clocks, "feedback").stopped_at == x.NOW


def test_who_wants_no_callback_is_not_called_and_the_closing_clock_runs():
    life = (x.collected(wants_callback=False), *TO_FEED_BACK[1:])
    clocks = given(*life).when(feed_back(), by=unit()).after().clocks
    assert [k.name for k in clocks if k.running] == ["closing"]


def test_an_enquiry_is_not_called_back_by_the_rule():
    life = (*x.ENQUIRY, *TO_FEED_BACK[2:])
    (limit,) = given(*life).when(feed_back(), by=unit()).then(e.AppealFedBack).limits
    assert (limit.clock, limit.rule) == ("closing", "LR-2@1")


@pytest.mark.parametrize(("more", "late"), [(0, False), (1, True)])
def test_one_second_over_the_limit_is_late(more, late):
    at = x.china(11, 24) + timedelta(seconds=more)
    assert given(*TO_TELL).when(feed_back(), by=unit(), at=at).then(e.AppealFedBack).late is late


def test_who_helps_and_has_not_reported_may_still_do_so():
    without = x.handled(parts_missing=("U-GA",), parts_missing_reason="另行答复")
    fact = given(*x.HELPED, without).when(feed_back(), by=unit()).then(e.AppealFedBack)
    assert fact.parts_open == ("U-GA",)


@pytest.mark.parametrize("life", [TO_HANDLE, TO_CALL_BACK, x.CLOSED])
def test_only_what_was_handled_and_only_once(life):
    given(*life).when(feed_back(), by=unit()).refused(no.NotAwaitingFeedback)


def test_nobody_can_be_told_of_an_anonymous_appeal():  # DOMAIN 11.9
    given(*ANONYMOUS).when(feed_back(), by=unit()).refused(no.NobodyToTell)
    fact = given(*ANONYMOUS).when(feed_back(delivered=False), by=unit()).then(e.AppealFedBack)
    assert fact.to_claimant is False
    assert [limit.clock for limit in fact.limits] == ["closing"]


def test_after_a_withdrawal_that_goes_on_nobody_is_told():  # DOMAIN 11.1
    gone = e.AppealWithdrawn(reason="算了", continues=True)
    life = (*TO_FEED_BACK, gone)
    given(*life).when(feed_back(), by=unit()).refused(no.NobodyToTell)
    fact = given(*life).when(feed_back(delivered=False), by=unit()).then(e.AppealFedBack)
    assert [limit.clock for limit in fact.limits] == ["closing"]


def test_another_unit_may_not():  # DOMAIN 5, invariant 5
    given(*TO_FEED_BACK).when(feed_back(), by=unit("U-GA")).refused(no.OutsideScope)


@pytest.mark.parametrize("post", x.all_but("operator", "duty_leader", "department", "unit_head"))
def test_nobody_else_feeds_back(post):
    given(*TO_FEED_BACK).when(feed_back(), by=x.caller(post)).refused(no.PostRequired)


UNREACHED = {"delivered": False, "reason": "电话停机"}


@pytest.mark.finding("A55")
def test_what_did_not_arrive_is_tried_again():
    failed = given(*TO_FEED_BACK).when(x.feed_back(**UNREACHED), by=unit())
    assert failed.then(e.FeedbackFailed).attempt == 1
    after = failed.after()
    assert after.status == Status.HANDLED
    assert going(after.clocks, "feedback") == going(
        given(*TO_FEED_BACK).appeal().clocks, "feedback"
    )
    told = failed.lived().when(x.feed_back(), by=unit()).after()
    assert (told.status, told.fed_back_at) == (Status.FED_BACK, x.NOW)


@pytest.mark.finding("A55")
def test_after_the_attempts_of_the_rules_it_is_undeliverable_with_its_reason():
    giving_up = x.feed_back(**UNREACHED, undeliverable=True)
    given(*TO_FEED_BACK).when(giving_up, by=unit()).refused(no.StillToBeTried)
    tried = given(*TO_FEED_BACK).when(x.feed_back(**UNREACHED), by=unit()).lived()
    tried.when(x.feed_back(delivered=False, undeliverable=True), by=unit()).refused(no.EmptyText)
    fact = tried.when(giving_up, by=unit()).then(e.AppealFedBack)
    assert (fact.delivered, fact.undeliverable, fact.attempts) == (False, "电话停机", 2)
    assert [limit.clock for limit in fact.limits] == ["callback"]


@pytest.mark.finding("A55")
def test_a_new_result_is_tried_anew():
    life = (*TO_FEED_BACK, e.FeedbackFailed(channel="phone", attempt=1))
    back = e.HandlingSentBack(reason="依据不足", unit="U-GR")
    assert given(*life, back, x.handled()).appeal().feedback_attempts == 0
