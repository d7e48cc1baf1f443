from datetime import timedelta

import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import find, ringing
from casework.appeal.commands import ImportHistory
from casework.appeal.events import AppealClosed, AppealCollected, AppealDispatched, NoteAdded
from casework.appeal.folding import fold
from casework.facts import NewFact, Recorded, Source
from casework.requests import fingerprint
from tests import examples as x
from tests.examples import CLOSED, NO, caller, closed, collected, given, nothing

LONG_AGO = x.NOW - timedelta(days=900)


def history(*facts, row: int = 1) -> ImportHistory:
    decided = [
        NewFact(NO, fact, occurred_at=LONG_AGO, source=Source("old", row + n))
        for n, fact in enumerate(facts)
    ]
    return ImportHistory(appeal_no=NO, history=tuple(decided))


IMPORTER = caller("importer")


def test_a_history_enters_as_it_happened_whatever_our_rules_say():
    command = history(collected(), closed())
    nothing().when(command, by=IMPORTER).then(AppealCollected, AppealClosed)


def test_it_keeps_its_own_instants_however_long_ago_and_its_source():
    first, second = nothing().when(history(collected(), closed()), by=IMPORTER).drafts()
    assert (first.envelope.occurred_at, first.envelope.recorded_at) == (LONG_AGO, x.NOW)
    assert first.envelope.claimed_at is None
    assert (first.envelope.source, second.envelope.source) == (Source("old", 1), Source("old", 2))


def test_a_foreign_deadline_is_shown_and_rings_for_nobody():
    """Its clock began when it happened, and the timekeeper leaves it alone."""
    order = AppealDispatched(
        round=1, lead_unit="U-GR", lead_unit_name="供热公司", deadline=x.china(11, 24)
    )
    facts = (collected(limits=()), order)
    drafts = nothing().when(history(*facts), by=IMPORTER).drafts()
    appeal = fold(Recorded(NO, d.version, d.version, d.fact, d.envelope) for d in drafts)
    clock = find(appeal.clocks, "handling")
    assert (clock.due, clock.started_at, clock.rule) == (x.china(11, 24), LONG_AGO, "imported")
    assert ringing(appeal.clocks) is None


@pytest.mark.parametrize("facts", [(), (closed(),), (collected(), collected())])
def test_what_is_no_history_is_refused(facts):
    nothing().when(history(*facts), by=IMPORTER).refused(no.HistoryOutOfOrder)


def test_it_enters_once():
    given(*CLOSED).when(history(collected()), by=IMPORTER).refused(no.AlreadyThere)


@pytest.mark.parametrize("post", x.POSTS)
def test_only_the_importing_command_line_does_this(post):
    nothing().when(history(collected()), by=caller(post)).refused(no.PostRequired)


def test_where_it_stood_in_the_file_does_not_make_it_another_history():
    note = NoteAdded(text="x")
    here, there = history(collected(), note, row=1), history(collected(), note, row=900)
    assert fingerprint(here) == fingerprint(there)
    assert fingerprint(here) != fingerprint(history(collected(), note, closed()))
