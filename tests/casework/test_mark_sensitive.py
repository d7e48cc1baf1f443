from typing import get_args

import pytest

from casework.appeal import refusals as no
from casework.appeal.events import (
    AppealArchived,
    AppealDispatched,
    PersonalDataErased,
    SensitivityMarked,
)
from casework.appeal.words import SensitiveKind
from tests.examples import (
    CLOSED,
    MERGED,
    SUSPENDED,
    TO_ACKNOWLEDGE,
    TO_CLOSE,
    TO_DISPATCH,
    TO_HANDLE,
    all_but,
    ask,
    c,
    caller,
    china,
    dispatch,
    given,
    unit,
)

THREAT = SensitivityMarked(kind="threat", reason="扬言")


def mark(kind="threat", reason="扬言轻生", **more):
    return ask(c.MarkSensitive, kind=kind, reason=reason, **more)


@pytest.mark.parametrize("kind", get_args(SensitiveKind))
def test_it_is_marked_with_who_was_alerted(kind):
    when = given(*TO_DISPATCH).when(mark(kind, alerted=("公安局值班室",)))
    assert when.then(SensitivityMarked).alerted == ("公安局值班室",)
    assert when.after().sensitive == kind


def test_none_takes_it_back():
    assert given(*TO_DISPATCH, THREAT).when(mark("none", "已核实")).after().sensitive == "none"


@pytest.mark.parametrize(
    "life", [TO_DISPATCH, TO_ACKNOWLEDGE, TO_HANDLE, TO_CLOSE, CLOSED, SUSPENDED, MERGED]
)
def test_it_is_marked_at_any_time_and_the_rest_goes_on_beside_it(life):  # DOMAIN 11.22
    before, after = given(*life).appeal(), given(*life).when(mark(), at=china(11, 23, 10)).after()
    assert (after.status, after.clocks, after.orders) == (
        before.status,
        before.clocks,
        before.orders,
    )


def test_what_is_sensitive_is_dispatched_round_the_clock():
    fact = given(*TO_DISPATCH, THREAT).when(dispatch()).then(AppealDispatched)
    assert (fact.limit_rule, fact.deadline) == ("LR-1", china(11, 24, 9))


def test_what_is_archived_or_erased_is_not_marked():
    archived = AppealArchived(package_hash="0" * 64)
    erased = PersonalDataErased(ground="申请", endorsed_by="officer2")
    given(*CLOSED, archived).when(mark()).refused(no.NotInThisState)
    given(*CLOSED, erased).when(mark()).refused(no.Erased)


def test_it_says_why_without_a_personal_number_among_those_alerted():
    given(*TO_DISPATCH).when(mark(reason="")).refused(no.EmptyText)
    command = mark(alerted=("13904190001",))
    given(*TO_DISPATCH).when(command).refused(no.PersonalDataInPublicText)


@pytest.mark.parametrize("post", ["collector", "operator", "duty_leader"])
def test_the_centre_marks(post):
    given(*TO_DISPATCH).when(mark(), by=caller(post)).then(SensitivityMarked)


@pytest.mark.parametrize("post", all_but("collector", "operator", "duty_leader"))
def test_nobody_else_does(post):
    given(*TO_DISPATCH).when(mark(), by=caller(post)).refused(no.PostRequired)


def test_the_unit_does_not():
    given(*TO_HANDLE).when(mark(), by=unit()).refused(no.PostRequired)
