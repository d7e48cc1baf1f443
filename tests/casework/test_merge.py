import pytest

from casework.appeal import refusals as no
from casework.appeal.events import (
    AppealMerged,
    AppealSuspended,
    ChildAttached,
    ChildDetached,
    ExtensionRequested,
    ParentChanged,
)
from casework.appeal.words import Status
from casework.errors import UnknownAppeal
from tests.examples import (
    CLOSED,
    HELPED,
    MERGED,
    NO,
    NOW,
    OTHER_NO,
    SUSPENDED,
    TO_ACKNOWLEDGE,
    TO_CALL_BACK,
    TO_CLOSE,
    TO_DISPATCH,
    TO_FEED_BACK,
    TO_HANDLE,
    all_but,
    arbitration_opened,
    ask,
    c,
    caller,
    china,
    collected,
    given,
    merged,
    moved,
    return_requested,
    unit,
)

THIRD_NO = "DT20261123-000003"
RETURNING = (*TO_HANDLE, return_requested())


def merge(reason="同一栋楼同一事项", parent_no=OTHER_NO):
    return ask(c.MergeInto, parent_no=parent_no, reason=reason)


def test_both_appeals_say_so_at_once():  # DOMAIN 11.3
    child, parent = given(*TO_DISPATCH).beside(*TO_HANDLE).when(merge()).drafts()
    assert (child.stream, type(child.fact)) == (NO, AppealMerged)
    assert (parent.stream, type(parent.fact)) == (OTHER_NO, ChildAttached)
    assert (child.fact.parent_no, parent.fact.child_no) == (OTHER_NO, NO)


@pytest.mark.parametrize("life", [TO_DISPATCH, TO_ACKNOWLEDGE, TO_HANDLE, RETURNING, HELPED])
def test_the_child_has_no_unit_and_no_clock_of_its_own_any_more(life):
    appeal = given(*life).beside(collected()).when(merge(), at=china(11, 24, 9)).after()
    assert (appeal.orders, appeal.lead_unit, appeal.parent_no) == ((), None, OTHER_NO)
    assert {clock.stopped_at for clock in appeal.clocks} <= {NOW, china(11, 24, 9)}


def test_the_child_keeps_its_claimant_and_its_callback():
    appeal = given(*TO_DISPATCH).beside(*TO_HANDLE).when(merge()).after()
    assert (appeal.wants_callback, appeal.anonymous, appeal.status) == (
        True,
        False,
        Status.COLLECTED,
    )


def test_the_parent_goes_on_as_it_was_and_knows_its_child():
    before = given(*TO_HANDLE).appeal()
    after = given(*TO_DISPATCH).beside(*TO_HANDLE).when(merge()).lived().appeal(OTHER_NO)
    assert (after.clocks, after.orders, after.status) == (
        before.clocks,
        before.orders,
        before.status,
    )
    assert after.children == (NO,)


def test_what_its_unit_had_asked_for_is_moot():
    asked = ExtensionRequested(
        unit="U-GR", reason="等料", until=china(12, 1), claimant_informed_at=NOW
    )
    appeal = given(*TO_HANDLE, asked).beside(collected()).when(merge()).after()
    assert (appeal.requests, appeal.marks) == ({}, {"merged"})


@pytest.mark.parametrize(
    "parent", [TO_DISPATCH, TO_HANDLE, TO_FEED_BACK, TO_CALL_BACK, TO_CLOSE, SUSPENDED]
)
def test_any_open_appeal_may_be_the_parent(parent):
    given(*TO_DISPATCH).beside(*parent).when(merge()).then(AppealMerged, ChildAttached)


@pytest.mark.parametrize("parent", [CLOSED, (collected(), moved(merged(), parent_no=THIRD_NO))])
def test_a_parent_that_is_closed_or_merged_itself_is_refused(parent):
    given(*TO_DISPATCH).beside(*parent).when(merge()).refused(no.ParentNotOpen)


def test_a_parent_must_be_there():
    with pytest.raises(UnknownAppeal):
        given(*TO_DISPATCH).when(merge()).decide()


def test_nothing_is_merged_into_itself():
    given(*TO_DISPATCH).when(merge(parent_no=NO)).refused(no.SameAppeal)


@pytest.mark.finding("A8")
def test_a_parent_that_is_merged_takes_its_children_along():
    third = (collected(), AppealMerged(parent_no=NO, reason="同一事项"))
    parent = (collected(), ChildAttached(child_no=THIRD_NO, reason="同一事项"))
    beside = given(*parent).beside(collected()).beside(*third, no=THIRD_NO)
    merging = beside.when(merge())
    told = [(d.stream, type(d.fact)) for d in merging.drafts()]
    assert told == [
        (NO, AppealMerged),
        (OTHER_NO, ChildAttached),
        (THIRD_NO, ParentChanged),
        (NO, ChildDetached),
        (OTHER_NO, ChildAttached),
    ]
    after = merging.lived()
    assert after.appeal(NO).children == ()
    assert after.appeal(OTHER_NO).children == (NO, THIRD_NO)
    assert after.appeal(THIRD_NO).parent_no == OTHER_NO


def test_two_are_not_merged_into_each_other():
    one_way = given(*TO_DISPATCH).beside(collected()).when(merge()).lived()
    back = c.MergeInto(appeal_no=OTHER_NO, parent_no=NO, reason="反向")
    one_way.when(back).refused(no.ParentNotOpen)


def test_it_is_merged_once():
    given(*MERGED).beside(collected()).when(merge()).refused(no.MergedIntoAnother)


@pytest.mark.parametrize(
    "life", [TO_FEED_BACK, TO_CALL_BACK, TO_CLOSE, CLOSED, (*RETURNING, arbitration_opened())]
)
def test_what_was_handled_disputed_or_closed_is_not_merged(life):
    given(*life).beside(collected()).when(merge()).refused(no.NotInThisState)


def test_a_suspended_appeal_is_resumed_first():
    suspended = AppealSuspended(reason="等待", until=china(12, 4))
    given(*TO_HANDLE, suspended).beside(collected()).when(merge()).refused(no.Suspended)


def test_it_says_why():
    given(*TO_DISPATCH).beside(collected()).when(merge(" ")).refused(no.EmptyText)


@pytest.mark.parametrize("post", ["operator", "duty_leader"])
def test_the_dispatchers_merge(post):
    when = given(*TO_DISPATCH).beside(collected()).when(merge(), by=caller(post))
    when.then(AppealMerged, ChildAttached)


@pytest.mark.parametrize("post", all_but("operator", "duty_leader"))
def test_nobody_else_merges(post):
    given(*TO_DISPATCH).beside(collected()).when(merge(), by=caller(post)).refused(no.PostRequired)


def test_a_unit_does_not_merge_away_its_order():
    given(*TO_HANDLE).beside(collected()).when(merge(), by=unit()).refused(no.PostRequired)
