import pytest

from casework.appeal import refusals as no
from casework.appeal.events import AppealReclassified
from tests.examples import (
    CLOSED,
    MERGED,
    SUSPENDED,
    TO_ACKNOWLEDGE,
    TO_CALL_BACK,
    TO_CLOSE,
    TO_DISPATCH,
    TO_FEED_BACK,
    TO_HANDLE,
    all_but,
    ask,
    c,
    caller,
    china,
    given,
    knowing,
    rules_with,
    unit,
)

FAST = ('[[limit.when]]\nurgency = ["urgent"]', '[[limit.when]]\ncategory = ["14"]')


def reclassify(category="14", reason="归错类"):
    return ask(c.ReclassifyAppeal, category=category, reason=reason)


def test_old_and_new_category_stand_side_by_side():
    fact = given(*TO_HANDLE).when(reclassify()).then(AppealReclassified)
    assert (fact.before, fact.before_name) == ("0101", "室温不达标")
    assert (fact.category, fact.category_name) == ("14", "邻里纠纷")
    assert given(*TO_HANDLE).when(reclassify()).after().category == "14"


@pytest.mark.parametrize(
    "life", [TO_DISPATCH, TO_ACKNOWLEDGE, TO_HANDLE, TO_FEED_BACK, TO_CALL_BACK, TO_CLOSE]
)
def test_no_deadline_moves_by_it_even_where_another_rule_holds(life):  # DOMAIN 5, invariant 3
    known = knowing(rules_with(FAST))
    after = given(*life).when(reclassify(), at=china(11, 24, 9), known=known).after()
    assert after.clocks == given(*life).appeal().clocks


def test_the_same_category_is_no_change():
    given(*TO_HANDLE).when(reclassify("0101")).refused(no.SameCategory)


def test_a_category_must_exist():
    given(*TO_HANDLE).when(reclassify("9999")).refused(no.UnknownCategory)


def test_it_says_why():
    given(*TO_HANDLE).when(reclassify(reason=" ")).refused(no.EmptyText)


def test_what_is_closed_stays_where_it_was_counted():
    given(*CLOSED).when(reclassify()).refused(no.AlreadyClosed)


def test_while_suspended_or_merged_it_is_not_reclassified():
    given(*SUSPENDED).when(reclassify()).refused(no.Suspended)
    given(*MERGED).when(reclassify()).refused(no.MergedIntoAnother)


@pytest.mark.parametrize("post", ["operator", "duty_leader"])
def test_the_dispatchers_reclassify(post):
    given(*TO_HANDLE).when(reclassify(), by=caller(post)).then(AppealReclassified)


@pytest.mark.parametrize("post", all_but("operator", "duty_leader"))
def test_nobody_else_does(post):
    given(*TO_HANDLE).when(reclassify(), by=caller(post)).refused(no.PostRequired)


def test_the_unit_does_not():
    given(*TO_HANDLE).when(reclassify(), by=unit()).refused(no.PostRequired)
