import pytest

from casework.appeal import events as e
from casework.appeal import refusals as no
from tests import examples as x
from tests.examples import TO_DISPATCH, TO_HANDLE, add_note, given, unit

ARCHIVED = (*x.CLOSED, e.AppealArchived(package_hash="0"))


@pytest.mark.parametrize("life", [TO_DISPATCH, TO_HANDLE, x.CLOSED, x.SUSPENDED, x.MERGED])
def test_a_note_is_added_in_any_state(life):
    assert given(*life).when(add_note()).then(e.NoteAdded).visibility == "internal"


def test_not_after_archiving():  # DOMAIN 5, invariant 1
    given(*ARCHIVED).when(add_note()).refused(no.NotInThisState)


def test_a_note_changes_nothing_else():
    before = given(*TO_HANDLE).appeal()
    after = given(*TO_HANDLE).when(add_note(), at=x.china(11, 24)).after()
    assert (after.status, after.clocks, after.marks) == (before.status, before.clocks, before.marks)


def test_what_is_noted_is_personal_and_not_empty():
    assert e.NoteAdded.PERSONAL == ("text",)
    given(*TO_HANDLE).when(add_note(" ")).refused(no.EmptyText)


def test_what_others_may_read_holds_no_personal_number():
    text = "邻居电话13904190001"
    given(*TO_HANDLE).when(add_note(text)).then(e.NoteAdded)
    told = add_note(text, visibility="public")
    given(*TO_HANDLE).when(told).refused(no.PersonalDataInPublicText)


@pytest.mark.parametrize("post", ["collector", "operator", "duty_leader", "supervisor"])
def test_the_centre_and_the_supervisor_may(post):
    given(*TO_HANDLE).when(add_note(), by=x.caller(post)).then(e.NoteAdded)


@pytest.mark.parametrize("by", [unit(), unit("U-GA"), x.unit_head()])
def test_the_lead_and_who_helps_may(by):
    given(*x.HELPED).when(add_note(), by=by).then(e.NoteAdded)


def test_another_unit_may_not():  # DOMAIN 5, invariant 5
    given(*TO_HANDLE).when(add_note(), by=unit("U-GA")).refused(no.OutsideScope)


@pytest.mark.parametrize("post", ["resident", "auditor", "data_officer", "arbitrator", "admin"])
def test_who_only_looks_may_not(post):
    given(*TO_HANDLE).when(add_note(), by=x.caller(post)).refused(no.PostRequired)


def test_a_grid_worker_without_a_part_in_it_is_told_as_little_as_a_stranger():
    given(*TO_HANDLE).when(add_note(), by=x.caller("grid_worker")).refused(no.OutsideScope)
