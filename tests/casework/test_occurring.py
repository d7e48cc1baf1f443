"""Invariant 8 of DOMAIN 5: what counts as having happened when, and what is kept beside it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.chronology import CLOCK_SKEW, occurring
from casework.appeal.clocks import find
from casework.appeal.folding import fold
from casework.facts import Recorded
from tests import examples as x

NOW = x.NOW
DAY, SECOND = timedelta(hours=24), timedelta(seconds=1)
DUE = x.china(11, 30)


def counted(said):
    return occurring(said, NOW, x.policies())


def envelope(occurred_at, at=NOW):
    [draft] = (
        x.given(*x.earlier(*x.TO_HANDLE))
        .when(x.handle(occurred_at=occurred_at), by=x.unit(), at=at)
        .drafts()
    )
    return draft.envelope


def test_where_nothing_is_said_it_happens_when_it_is_recorded():
    assert counted(None) == NOW


@pytest.mark.parametrize("ago", [SECOND, timedelta(hours=3), DAY])
def test_within_a_day_what_was_said_counts(ago):
    assert counted(NOW - ago) == NOW - ago


def test_beyond_that_it_counts_from_when_it_is_recorded():
    assert counted(NOW - DAY - SECOND) == NOW
    assert counted(NOW - 30 * DAY) == NOW


def test_nothing_happens_in_the_future_but_for_clocks_that_differ_a_little():
    assert counted(NOW + CLOCK_SKEW) == NOW
    with pytest.raises(no.TimeInTheFuture):
        counted(NOW + CLOCK_SKEW + SECOND)


def test_an_instant_is_the_same_in_any_zone():
    said = NOW - timedelta(hours=3)
    assert counted(said.astimezone(timezone(timedelta(hours=8)))) == said


def test_the_window_is_the_policys_and_may_count_office_hours():
    """Four office hours before Monday 09:00 lie on Friday, from 15:00 on."""
    rules = x.rules_with(('back_dating = "24 h @24x7"', 'back_dating = "4 h @work"'))
    policies = x.knowing(rules).policies
    friday = x.china(11, 20, 15)
    assert occurring(friday, NOW, policies) == friday
    assert occurring(friday - SECOND, NOW, policies) == NOW


def test_both_instants_are_kept():  # DOMAIN 11.19
    kept = envelope(NOW - timedelta(hours=3))
    assert (kept.recorded_at, kept.occurred_at) == (NOW, NOW - timedelta(hours=3))
    assert kept.happened_at == NOW - timedelta(hours=3)
    assert kept.claimed_at is None


def test_what_was_said_too_late_is_kept_as_a_claim_beside_it():
    kept = envelope(NOW - 2 * DAY)
    assert (kept.recorded_at, kept.occurred_at) == (NOW, None)
    assert kept.claimed_at == NOW - 2 * DAY


def test_now_is_not_said_twice():
    kept = envelope(NOW)
    assert (kept.occurred_at, kept.claimed_at) == (None, None)


@pytest.mark.parametrize(("recorded", "late"), [(DUE - SECOND + DAY, False), (DUE + DAY, True)])
def test_lateness_goes_by_what_happened_only_within_the_window(recorded, late):
    done = x.handle(occurred_at=DUE - SECOND, backdating_reason="断网")
    fact = x.given(*x.TO_HANDLE).when(done, by=x.unit(), at=recorded).then(e.AppealHandled)
    assert fact.late is late


def test_a_clock_stops_when_it_happened_and_what_begins_counts_from_the_record():
    done, told = x.china(11, 24, 10), x.china(11, 24, 16)
    command = x.handle(occurred_at=done)
    clocks = x.given(*x.TO_HANDLE).when(command, by=x.unit(), at=told).after().clocks
    assert find(clocks, "handling").stopped_at == done
    assert find(clocks, "feedback").started_at == told


def test_a_clock_never_stops_before_it_began():
    """Not even where the store holds such a fact, as before 0.4."""
    told = x.recorded(x.collected(), x.dispatched())
    early = Recorded(x.NO, 3, 3, x.acknowledged(), x.envelope(NOW, occurred_at=NOW - DAY))
    segment = find(fold([*told, early]).clocks, "acknowledgement", "U-GR").segments[-1]
    assert segment.until == segment.since == NOW


def test_recorded_instants_never_go_back_within_an_appeal():
    """The clock of a machine may; the next fact is then recorded at the last one's instant."""
    ahead = (x.collected(), NOW + timedelta(minutes=3))
    [draft] = x.given(ahead).when(x.add_note(), at=NOW).drafts()
    assert draft.envelope.recorded_at == NOW + timedelta(minutes=3)


def test_a_collection_offline_keeps_both_instants_and_its_clock_runs_from_the_record():
    command = x.collect(appeal_no=x.NO, occurred_at=NOW - 3 * DAY)  # DOMAIN 11.19
    [draft] = x.nothing().when(command).drafts()
    assert (draft.envelope.occurred_at, draft.envelope.recorded_at) == (NOW - 3 * DAY, NOW)
    assert draft.fact.limits[0].due == x.china(11, 23, 15)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (NOW + CLOCK_SKEW + SECOND, no.TimeInTheFuture),
        (datetime(2025, 11, 1, tzinfo=UTC), no.TimeTooLongAgo),
    ],
)
def test_a_collection_lies_neither_ahead_nor_more_than_a_year_back(said, refusal):
    x.nothing().when(x.collect(occurred_at=said)).refused(refusal)
