import pytest

from casework.appeal import refusals as no
from casework.appeal.commands import ImportHistory
from casework.appeal.events import AppealClosed, AppealCollected, NoteAdded
from casework.facts import Decided, Source
from casework.requests import fingerprint
from tests.examples import CLOSED, NO, caller, closed, collected, given, nothing, operator


def history(*facts, row: int = 1) -> ImportHistory:
    decided = [Decided(NO, fact, source=Source("old", row + n)) for n, fact in enumerate(facts)]
    return ImportHistory(appeal_no=NO, history=tuple(decided))


IMPORTER = caller("importer")


def test_a_history_enters_as_it_happened_whatever_our_rules_say():
    command = history(collected(), closed())
    nothing().when(command, by=IMPORTER).then(AppealCollected, AppealClosed)


@pytest.mark.parametrize("facts", [(), (closed(),), (collected(), collected())])
def test_what_is_no_history_is_refused(facts):
    nothing().when(history(*facts), by=IMPORTER).refused(no.HistoryOutOfOrder)


def test_it_enters_once():
    given(*CLOSED).when(history(collected()), by=IMPORTER).refused(no.AlreadyThere)


def test_only_the_importing_command_line_does_this():
    nothing().when(history(collected()), by=operator()).refused(no.PostRequired)
    nothing().when(history(collected()), by=caller("admin")).refused(no.PostRequired)


def test_where_it_stood_in_the_file_does_not_make_it_another_history():
    note = NoteAdded(text="x")
    here, there = history(collected(), note, row=1), history(collected(), note, row=900)
    assert fingerprint(here) == fingerprint(there)
    assert fingerprint(here) != fingerprint(history(collected(), note, closed()))
