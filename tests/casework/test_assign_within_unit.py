from datetime import timedelta

import pytest

from casework.appeal import refusals as no
from casework.appeal.events import OrderAssignedWithinUnit
from tests.examples import (
    CLOSED,
    HELPED,
    NOW,
    SUSPENDED,
    TO_ACKNOWLEDGE,
    TO_DISPATCH,
    TO_FEED_BACK,
    TO_HANDLE,
    all_but,
    ask,
    c,
    caller,
    china,
    given,
    return_requested,
    unit,
    unit_head,
)


def assign(to="二班", **more):
    return ask(c.AssignWithinUnit, to=to, **more)


@pytest.mark.parametrize("life", [TO_ACKNOWLEDGE, TO_HANDLE])
@pytest.mark.parametrize("by", [unit(), unit_head()])
def test_the_unit_gives_its_order_to_a_section(life, by):
    command = assign(due=china(11, 27), note="先测温")
    fact = given(*life).when(command, by=by).then(OrderAssignedWithinUnit)
    assert (fact.unit, fact.to, fact.due, fact.note) == (
        "U-GR",
        "二班",
        china(11, 27),
        "先测温",
    )


def test_nothing_else_changes():
    before, after = given(*TO_HANDLE).appeal(), given(*TO_HANDLE).when(assign(), by=unit()).after()
    assert (after.status, after.clocks, after.orders) == (
        before.status,
        before.clocks,
        before.orders,
    )


@pytest.mark.parametrize("late", [False, True])
def test_its_own_time_is_not_after_the_deadline(late):
    due = china(11, 30) + timedelta(seconds=int(late))
    when = given(*TO_HANDLE).when(assign(due=due), by=unit())
    assert when.refused(no.DueAfterDeadline) if late else when.then(OrderAssignedWithinUnit)


def test_a_helper_goes_by_its_own_deadline():  # DOMAIN 11.11
    when = given(*HELPED).when(assign(due=china(12, 11)), by=unit("U-GA"))
    assert when.then(OrderAssignedWithinUnit).unit == "U-GA"
    after = assign(due=china(12, 12))
    given(*HELPED).when(after, by=unit("U-GA")).refused(no.DueAfterDeadline)
    given(*HELPED).when(after, by=unit()).then(OrderAssignedWithinUnit)


def test_its_own_time_lies_ahead():
    given(*TO_HANDLE).when(assign(due=NOW), by=unit()).refused(no.NotLater)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"to": " "}, no.EmptyText),
        ({"to": "班" * 101}, no.TextTooLong),
        ({"note": "找13904190001"}, no.PersonalDataInPublicText),
    ],
)
def test_it_says_to_whom(fields, refusal):
    given(*TO_HANDLE).when(assign(**fields), by=unit()).refused(refusal)


@pytest.mark.parametrize("life", [(*TO_HANDLE, return_requested()), TO_FEED_BACK, CLOSED])
def test_only_while_the_unit_has_it(life):
    given(*life).when(assign(), by=unit()).refused(no.NotInThisState)


def test_not_while_it_is_suspended():
    given(*SUSPENDED).when(assign(), by=unit()).refused(no.Suspended)


def test_another_unit_does_not():  # DOMAIN 5, invariant 5
    given(*TO_HANDLE).when(assign(), by=unit("U-CG")).refused(no.OutsideScope)
    given(*TO_DISPATCH).when(assign(), by=unit()).refused(no.OutsideScope)


@pytest.mark.parametrize("post", all_but("department", "unit_head", "grid_worker"))
def test_nobody_of_the_centre_does(post):
    given(*TO_HANDLE).when(assign(), by=caller(post)).refused(no.PostRequired)


def test_a_grid_worker_without_a_part_in_it_is_told_as_little_as_a_stranger():
    given(*TO_HANDLE).when(assign(), by=caller("grid_worker")).refused(no.OutsideScope)
