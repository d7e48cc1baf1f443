from datetime import timedelta

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.commands.reveal_claimant import FIELDS
from tests import examples as x

CENTRE = ("operator", "duty_leader", "caller", "supervisor", "auditor", "data_officer")
CONFIDENTIAL = (x.collected(confidential=True), x.dispatched(), x.acknowledged())
ARCHIVED = (*x.CLOSED, e.AppealArchived(package_hash="0" * 64))
REVEALED = e.ClaimantRevealed(fields=("claimant_phone",), purpose="联系")


def reveal(purpose="上门前核实地址", **more):
    return x.ask(c.RevealClaimant, purpose=purpose, **more)


def times(number, at=x.NOW, user="operator"):
    return [(REVEALED, at, user)] * number


def test_that_it_was_read_is_a_fact_of_the_case_with_what_and_what_for():
    command = reveal(fields=("claimant_phone", "address"))
    fact = x.given(*x.TO_HANDLE).when(command).then(e.ClaimantRevealed)
    assert (fact.fields, fact.purpose) == (("claimant_phone", "address"), "上门前核实地址")


def test_everything_is_read_where_nothing_is_named_and_nothing_that_is_no_such_field():
    ready = x.given(*x.TO_HANDLE)
    assert ready.when(reveal()).then(e.ClaimantRevealed).fields == FIELDS
    odd = reveal(fields=("claimant_name", "content"))
    ready.when(odd).refused(no.UnknownField)
    ready.when(reveal(fields=())).refused(no.UnknownField)


@pytest.mark.parametrize(
    "life", [x.TO_DISPATCH, x.TO_HANDLE, x.SUSPENDED, x.MERGED, x.CLOSED, ARCHIVED]
)
def test_at_any_time_and_nothing_else_changes(life):
    before = x.given(*life).appeal()
    after = x.given(*life).when(reveal(), at=x.china(11, 25)).after()
    assert (after.status, after.marks, after.clocks) == (before.status, before.marks, before.clocks)


def test_what_was_erased_is_read_by_nobody():
    erased = e.PersonalDataErased(ground="申请", endorsed_by="officer2")
    x.given(*x.CLOSED, erased).when(reveal()).refused(no.Erased)


def test_of_an_anonymous_appeal_there_is_nothing_to_read():  # DOMAIN 11.9
    life = (x.collected(claimant_kind="anonymous"),)
    x.given(*life).when(reveal()).refused(no.NothingToReveal)


@pytest.mark.parametrize("by", [x.unit(), x.unit_head()])
def test_units_never_learn_who_raised_a_confidential_appeal(by):  # DOMAIN 11.10
    assert x.given(*x.TO_HANDLE).when(reveal(), by=by).then(e.ClaimantRevealed)
    x.given(*CONFIDENTIAL).when(reveal(), by=by).refused(no.ConfidentialToUnits)


@pytest.mark.parametrize("post", CENTRE)
def test_the_centre_reads_it_also_of_a_confidential_one(post):
    called = (*CONFIDENTIAL, x.handled(), x.fed_back(), x.called_back(), x.closed())
    assert x.given(*called).when(reveal(), by=x.caller(post)).then(e.ClaimantRevealed)


@pytest.mark.parametrize("post", x.all_but(*CENTRE, "department", "unit_head"))
def test_nobody_else_reads_it(post):
    x.given(*x.TO_HANDLE).when(reveal(), by=x.caller(post)).refused(no.PostRequired)


@pytest.mark.parametrize(
    ("unit", "refusal"), [("U-GA", no.OrderOfAnotherUnit), ("U-CG", no.OutsideScope)]
)
def test_neither_does_another_unit_even_one_that_helps(unit, refusal):  # invariant 5
    x.given(*x.HELPED).when(reveal(), by=x.unit(unit)).refused(refusal)


def test_one_person_reads_it_twenty_times_within_a_day_and_no_more():
    assert x.given(*x.TO_HANDLE, *times(19)).when(reveal()).then(e.ClaimantRevealed)
    used_up = x.given(*x.TO_HANDLE, *times(20))
    used_up.when(reveal()).refused(no.RevealsUsedUp)
    used_up.when(reveal(), at=x.NOW + timedelta(hours=23)).refused(no.RevealsUsedUp)
    assert used_up.when(reveal(), at=x.NOW + timedelta(days=1)).then(e.ClaimantRevealed)


def test_what_others_read_is_not_counted():
    life = (*x.TO_HANDLE, *times(20, user="somebody"))
    assert x.given(*life).when(reveal()).then(e.ClaimantRevealed)


def test_it_says_what_for_without_a_personal_number():
    x.given(*x.TO_HANDLE).when(reveal(" ")).refused(no.EmptyText)
    command = reveal("拨打13904190001")
    x.given(*x.TO_HANDLE).when(command).refused(no.PersonalDataInPublicText)
