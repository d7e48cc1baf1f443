import pytest

from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.events import AppealClosed, CallbackRecorded, ResultShared
from casework.appeal.words import Status
from tests import examples as x
from tests.examples import (
    CLOSED,
    MERGED,
    OTHER_NO,
    POSTS,
    TO_CLOSE,
    TO_DISPATCH,
    TO_FEED_BACK,
    ask,
    attached,
    c,
    called_back,
    caller,
    china,
    closed,
    collected,
    fed_back,
    given,
    handled,
    limit,
    merged,
    standing_orders,
)

CLOSE = ask(c.CloseMerged)
CALL = limit("callback", china(11, 30), "5 wd")
SHARED = (*MERGED, ResultShared(parent_no=OTHER_NO, limits=(CALL,)))
CALLED = (*SHARED, called_back(satisfied="basically"))


def try_on(day: int, channel: str = "phone"):
    attempt = CallbackRecorded(attempt=1, channel=channel, connected=False, valid=False)
    return (attempt, china(11, day, 10))


def closing(*life, parent=CLOSED):
    return given(*life).beside(*parent, attached()).when(CLOSE, by=standing_orders())


def test_once_its_claimant_was_called_it_ends_with_its_parent():  # DOMAIN 11.3
    fact = closing(*CALLED).then(AppealClosed)
    assert (fact.kind, fact.final_satisfied, fact.late) == ("duplicate_merged", "basically", False)
    assert OTHER_NO in fact.reason


def test_then_it_can_be_reopened_like_any_other():
    appeal = closing(*CALLED).after()
    assert appeal.status == Status.CLOSED
    assert [k.name for k in appeal.clocks if k.running] == ["reopening"]


def test_it_was_late_where_its_parent_was():
    late = (*TO_FEED_BACK[:-1], handled(late=True), fed_back(), called_back(), closed())
    assert closing(*CALLED, parent=late).then(AppealClosed).late is True


def test_whoever_is_owed_a_callback_is_called_first():
    closing(*SHARED).refused(no.CallbackOutstanding)
    closing(*MERGED).refused(no.CallbackOutstanding)


def test_nobody_is_owed_one_who_left_no_name():
    child = (collected(claimant_kind="anonymous", wants_callback=False), merged())
    told = ResultShared(parent_no=OTHER_NO, limits=(limit("closing", china(11, 24), "1 wd"),))
    closing(*child, told).then(AppealClosed)


def test_who_was_not_drawn_is_not_called():
    told = ResultShared(parent_no=OTHER_NO, limits=(limit("closing", china(11, 24), "1 wd"),))
    closing(*MERGED, told).then(AppealClosed)


def test_who_cannot_be_reached_holds_up_nothing():  # DOMAIN 11.13
    tries = (try_on(24), try_on(24, "sms"), try_on(25))
    closing(*SHARED, *tries).then(AppealClosed)
    closing(*SHARED, *tries[:2]).refused(no.CallbackOutstanding)


@pytest.mark.parametrize("parent", [TO_DISPATCH, TO_CLOSE])
def test_it_does_not_end_before_its_parent(parent):
    closing(*CALLED, parent=parent).refused(no.ParentStillOpen)


def test_it_ends_once():
    closing(*CALLED, closed(kind="duplicate_merged")).refused(no.AlreadyClosed)


def test_what_is_not_merged_is_closed_by_hand():
    given(*TO_CLOSE).when(CLOSE, by=standing_orders()).refused(no.NotMerged)


@pytest.mark.parametrize("post", POSTS)
def test_nobody_asks_for_it_by_hand(post):
    given(*CALLED).beside(*CLOSED).when(CLOSE, by=caller(post)).refused(no.PostRequired)


@pytest.mark.finding("A8")
@pytest.mark.parametrize("said", [{"solved": "no"}, {"solved": "no", "satisfied": "no"}])
def test_who_says_that_it_is_not_solved_waits_for_the_duty_leader(said):
    callback = x.limit("callback", x.china(11, 30), "5 wd")
    told = e.ResultShared(parent_no=x.OTHER_NO, limits=(callback,))
    ended = x.given(*x.MERGED, told).beside(*x.CLOSED)
    life = ended.when(x.record_callback(**said), by=x.callback_staff()).lived()
    assert [k.name for k in life.appeal().clocks if k.stopped_at is None] == ["closing"]
    life.when(x.ask(c.CloseMerged), by=x.standing_orders()).refused(no.ClaimantSaysUnsolved)
    closing = x.close("unsolved_explained", reason="管网明年改造，已说明")
    life.when(closing, by=x.callback_staff()).refused(no.ChildIsClosedByLeader)
    life.when(x.close(), by=x.duty_leader()).refused(no.ChildIsClosedByLeader)
    life.when(closing, by=x.duty_leader()).then(e.AppealClosed)
    life.when(x.ask(c.UnmergeAppeal, reason="另案办理"), by=x.duty_leader()).then(
        e.AppealUnmerged, e.ChildDetached
    )


@pytest.mark.finding("A8")
def test_not_before_its_parent():
    child = x.given(*x.MERGED, e.ResultShared(parent_no=x.OTHER_NO)).beside(*x.TO_CLOSE)
    life = child.when(x.record_callback(solved="no"), by=x.callback_staff()).lived()
    closing = x.close("unsolved_explained", reason="已说明")
    life.when(closing, by=x.duty_leader()).refused(no.ChildIsClosedByLeader)


@pytest.mark.finding("A8")
def test_one_that_is_withdrawn_hangs_on_nothing_any_more():
    parent = (x.collected(), e.ChildAttached(child_no=x.NO, reason="同一事项"))
    after = x.given(*x.MERGED).beside(*parent).when(x.withdraw()).lived()
    assert after.appeal(x.OTHER_NO).children == ()
    assert after.appeal().closing_kind == "withdrawn"
