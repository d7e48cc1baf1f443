import pytest

from casework.appeal import refusals as no
from casework.appeal.closing import is_drawn
from casework.appeal.events import ChildAttached, ResultShared
from casework.appeal.words import Status
from tests.examples import (
    MERGED,
    NO,
    POSTS,
    TO_CALL_BACK,
    TO_DISPATCH,
    ask,
    c,
    caller,
    china,
    closed,
    collected,
    given,
    knowing,
    merged,
    rules_with,
    standing_orders,
)

SHARE = ask(c.ShareResult)
SAMPLED = knowing(rules_with(('who = "all"', 'who = "sample"')))


def parent_of(*children):
    return (
        *TO_CALL_BACK,
        *(ChildAttached(child_no=child, reason="同一事项") for child in children),
    )


def shared(*life, siblings=(NO,), known=None):
    family = given(*(life or MERGED)).beside(*parent_of(*siblings))
    return family.when(SHARE, by=standing_orders(), at=china(11, 24, 9), known=known)


def test_every_child_is_called_back_itself():  # DOMAIN 11.3
    [limit] = shared().then(ResultShared).limits
    assert (limit.clock, limit.due) == ("callback", china(12, 1))
    assert shared().after().status == Status.FED_BACK


def test_an_anonymous_child_is_only_left_to_be_closed():
    child = collected(claimant_kind="anonymous", wants_callback=False)
    [limit] = shared(child, merged()).then(ResultShared).limits
    assert limit.clock == "closing"


@pytest.mark.parametrize(
    ("siblings", "clock"),
    [
        ((NO,), "callback"),
        (("A", "B", NO), "callback"),
        (("A", "B", "C", NO), "closing"),
    ],
)
def test_of_a_sample_the_first_three_are_called_in_any_case(siblings, clock):
    assert not is_drawn(NO, 30)
    [limit] = shared(siblings=siblings, known=SAMPLED).then(ResultShared).limits
    assert limit.clock == clock


def test_who_is_drawn_is_called_too():
    many = knowing(
        rules_with(('who = "all"', 'who = "sample"'), ("group_percent = 30", "group_percent = 99"))
    )
    [limit] = shared(siblings=("A", "B", "C", NO), known=many).then(ResultShared).limits
    assert (is_drawn(NO, 99), limit.clock) == (True, "callback")


def test_so_many_in_a_hundred_are_drawn_and_always_the_same():
    numbers = [f"DT20261123-{n:06d}" for n in range(10_000)]
    drawn = [no for no in numbers if is_drawn(no, 30)]
    assert 2_900 < len(drawn) < 3_100
    assert drawn == [no for no in numbers if is_drawn(no, 30)]
    assert all(is_drawn(no, 100) for no in numbers)


def test_a_second_result_of_the_parent_is_told_again():
    told = shared().lived()
    assert told.when(SHARE, by=standing_orders()).then(ResultShared).limits[0].clock == "callback"


def test_what_is_not_merged_has_no_share():
    given(*TO_DISPATCH).when(SHARE, by=standing_orders()).refused(no.NotMerged)


def test_a_child_that_is_closed_is_told_no_more():
    ended = given(*MERGED, closed(kind="withdrawn")).beside(*parent_of(NO))
    ended.when(SHARE, by=standing_orders()).refused(no.NotInThisState)


@pytest.mark.parametrize("post", POSTS)
def test_nobody_asks_for_it_by_hand(post):
    given(*MERGED).beside(*parent_of(NO)).when(SHARE, by=caller(post)).refused(no.PostRequired)
