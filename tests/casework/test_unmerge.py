import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import going
from casework.appeal.events import AppealArchived, AppealUnmerged, ChildDetached, ResultShared
from casework.appeal.words import Status
from tests.examples import (
    CLOSED,
    MERGED,
    NO,
    OTHER_NO,
    TO_DISPATCH,
    TO_HANDLE,
    all_but,
    ask,
    attached,
    c,
    caller,
    china,
    closed,
    collected,
    dispatch,
    given,
    limit,
    merged,
    standing_orders,
    unit,
)

SHARED = ResultShared(parent_no=OTHER_NO, limits=(limit("callback", china(11, 30), "5 wd"),))
PARENT = (*TO_HANDLE, attached())


def unmerge(reason="不是同一栋楼"):
    return ask(c.UnmergeAppeal, reason=reason)


def test_both_appeals_say_so_at_once():  # DOMAIN 11.3
    child, parent = given(*MERGED).beside(*PARENT).when(unmerge()).drafts()
    assert (child.stream, type(child.fact)) == (NO, AppealUnmerged)
    assert (parent.stream, parent.fact) == (
        OTHER_NO,
        ChildDetached(child_no=NO, reason="不是同一栋楼"),
    )


@pytest.mark.parametrize("life", [MERGED, (*TO_HANDLE, merged()), (*MERGED, SHARED)])
def test_it_stands_in_the_pool_again_with_a_dispatch_clock(life):
    appeal = given(*life).beside(*PARENT).when(unmerge(), at=china(11, 24, 9)).after()
    assert (appeal.status, appeal.parent_no, appeal.marks) == (Status.COLLECTED, None, set())
    assert [k.name for k in appeal.clocks if k.running] == ["dispatch"]
    assert going(appeal.clocks, "dispatch").due == china(11, 24, 15)


def test_it_may_be_dispatched_again():
    again = given(*MERGED).beside(*PARENT).when(unmerge()).lived().when(dispatch()).after()
    assert (again.status, again.lead_unit) == (Status.DISPATCHED, "U-GR")


def test_the_parent_has_no_child_any_more():
    assert given(*MERGED).beside(*PARENT).when(unmerge()).lived().appeal(OTHER_NO).children == ()


def test_a_closed_parent_still_lets_it_go():
    when = given(*MERGED).beside(*CLOSED, attached()).when(unmerge())
    when.then(AppealUnmerged, ChildDetached)


def test_an_archived_parent_does_not():
    archived = AppealArchived(package_hash="0" * 64)
    given(*MERGED).beside(*CLOSED, attached(), archived).when(unmerge()).refused(no.ParentArchived)


def test_what_was_not_merged_is_not_unmerged():
    given(*TO_DISPATCH).when(unmerge()).refused(no.NotMerged)


@pytest.mark.finding("A8")
def test_what_ended_with_its_parent_is_unmerged_until_that_is_archived():
    life = (*MERGED, SHARED, closed(kind="duplicate_merged"))
    after = given(*life).beside(*PARENT).when(unmerge()).after()
    assert (after.status, after.closed_at, after.closing_kind) == (Status.COLLECTED, None, None)
    assert [c.name for c in after.clocks if c.stopped_at is None] == ["dispatch"]
    archived = given(*life).beside(*PARENT, AppealArchived(package_hash="0"))
    archived.when(unmerge()).refused(no.ParentArchived)


def test_what_ended_otherwise_stays_ended():
    life = (*MERGED, closed(kind="withdrawn"))
    given(*life).beside(*PARENT).when(unmerge()).refused(no.AlreadyClosed)


def test_it_says_why():
    given(*MERGED).beside(*PARENT).when(unmerge("")).refused(no.EmptyText)


@pytest.mark.parametrize("by", [caller("operator"), caller("duty_leader"), standing_orders()])
def test_the_dispatchers_and_the_standing_orders_unmerge(by):
    given(*MERGED).beside(*PARENT).when(unmerge(), by=by).then(AppealUnmerged, ChildDetached)


@pytest.mark.parametrize("post", all_but("operator", "duty_leader"))
def test_nobody_else_unmerges(post):
    when = given(*MERGED).beside(collected()).when(unmerge(), by=caller(post))
    when.refused(no.PostRequired)


def test_the_unit_of_the_parent_does_not():
    given(*MERGED).beside(*PARENT).when(unmerge(), by=unit()).refused(no.PostRequired)
