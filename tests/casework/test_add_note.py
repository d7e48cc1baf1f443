import pytest

from casework.appeal import refusals as no
from casework.appeal.folding import fold
from casework.appeal.events import NoteAdded
from tests.examples import (
    CLOSED,
    TO_DISPATCH,
    TO_HANDLE,
    add_note,
    caller,
    given,
    recorded,
    unit,
)


@pytest.mark.parametrize("life", [TO_DISPATCH, TO_HANDLE, CLOSED])
def test_a_note_is_added_in_any_state(life):
    assert given(*life).when(add_note()).then(NoteAdded).visibility == "internal"


def test_a_note_changes_nothing_else():
    before, after = fold(recorded(*TO_HANDLE)), fold(recorded(*TO_HANDLE, NoteAdded(text="x")))
    assert before and after
    assert (before.status, before.deadline) == (after.status, after.deadline)


@pytest.mark.parametrize("by", [unit(), caller("supervisor"), caller("collector")])
def test_unit_centre_and_supervisor_may(by):
    given(*TO_HANDLE).when(add_note(), by=by).then(NoteAdded)


def test_another_unit_may_not():
    given(*TO_HANDLE).when(add_note(), by=unit("U-GA")).refused(no.OrderOfAnotherUnit)


@pytest.mark.parametrize("post", ["auditor", "admin"])
def test_who_only_looks_may_not(post):
    given(*TO_HANDLE).when(add_note(), by=caller(post)).refused(no.PostRequired)
