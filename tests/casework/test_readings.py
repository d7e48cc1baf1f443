"""时钟读数: what clocks show, and the stretches that make it up (DOMAIN 6.2, vector T5)."""

from datetime import datetime, timedelta

import msgspec
import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from casework.appeal.clocks import find
from casework.policy.amounts import Amount
from casework.policy.calendar_seed import office
from projections.appeal_history.clocks import Reading, read
from tests import examples as x
from tests.casework.test_clocks import STEPS
from tests.examples import c, china

WORK = x.policies().calendar("work")
EIGHT = china(11, 23, 8)
TEN_HOURS = (
    x.collected(),
    (x.dispatched(limits=(x.limit("handling", china(11, 24, 10), "10 h"),)), EIGHT),
)


def shown(life: x.Given, at: datetime) -> Reading:
    """What the handling clock shows then."""
    clock = find(life.appeal().clocks, "handling")
    assert clock
    return read(clock, at, x.policies())


@pytest.mark.parametrize(
    ("at", "light", "used", "over"),
    [
        (china(11, 23), "green", 28_800, 0),
        (china(11, 24, 8), "green", 28_800, 0),
        (china(11, 24, 8, 1), "yellow", 28_860, 0),
        (china(11, 24, 10), "yellow", 36_000, 0),
        (china(11, 24, 10, 1), "red", 36_060, 60),
    ],
)
def test_t5_the_light_turns_at_four_fifths_and_at_the_limit(at, light, used, over):
    found = shown(x.given(*TEN_HOURS), at)
    assert (found.light, found.used_seconds, found.over_seconds) == (light, used, over)
    assert (found.limit_seconds, found.left_seconds) == (36_000, max(36_000 - used, 0))


def test_to_the_second_it_is_yellow_one_second_later():
    at = china(11, 24, 8) + timedelta(seconds=1)
    assert shown(x.given(*TEN_HOURS), at).light == "yellow"


def test_while_suspended_the_light_is_grey_and_nothing_is_used_up():
    life = x.given(*TEN_HOURS, (x.acknowledged(), EIGHT), (x.suspended(), china(11, 23, 10)))
    for at in (china(11, 23, 11), china(12, 3, 9)):
        found = shown(life, at)
        assert (found.light, found.state, found.used_seconds) == ("grey", "standing", 7_200)
        assert found.left_seconds == 28_800


def test_a_stopped_clock_shows_what_it_showed_when_it_stopped():
    life = x.given(*TEN_HOURS, (x.acknowledged(), EIGHT), (x.handled(), china(11, 24, 9)))
    found = [shown(life, at) for at in (china(11, 24, 9), china(12, 24))]
    assert (found[0].state, found[0].light, found[0].used_seconds) == ("stopped", "yellow", 32_400)
    assert found[0] == found[1]


gaps = st.lists(
    st.integers(0, 4 * 86_400_000_000).map(lambda n: timedelta(microseconds=n)),
    min_size=len(STEPS),
    max_size=len(STEPS),
)


def lived(between: list[timedelta]) -> tuple[x.Given, list[datetime]]:
    """A life with all that can happen to a clock, and when each step was."""
    life, at, instants = x.given(x.collected()), x.NOW, []
    for (command, by), gap in zip(STEPS, between, strict=True):
        at += gap
        life = life.when(command, by=by, at=at).lived()
        instants.append(at)
    return life, instants


@examples(gaps, st.integers(0, 10 * 86_400))
@settings(max_examples=40, deadline=None)
def test_the_stretches_add_up_to_what_was_used_whatever_happens(between, later):
    life, at = lived(between)
    found = shown(life, at[-1] + timedelta(seconds=later))
    ran = ((at[0], at[6]), (at[7], at[9]), (at[10], at[11]))
    assert found.used_seconds == sum(WORK.worked(*each) for each in ran)
    assert found.used_seconds == sum(each.seconds for each in found.segments)
    assert found.used_seconds + found.left_seconds == found.limit_seconds + found.over_seconds
    assert [each.running for each in found.segments].count(False) == 1


@examples(gaps)
@settings(max_examples=40, deadline=None)
def test_each_units_share_of_it_is_known(between):  # DOMAIN 6.2
    life, at = lived(between)
    held = shown(life, at[-1]).held_seconds
    assert held == {
        "U-GR": WORK.worked(at[0], at[2]),
        "U-CG": WORK.worked(at[2], at[6]) + WORK.worked(at[7], at[8]),
        "U-GA": WORK.worked(at[8], at[9]) + WORK.worked(at[10], at[11]),
    }


@examples(gaps)
@settings(max_examples=40, deadline=None)
def test_no_time_is_won_or_lost_by_a_halt_or_by_being_sent_back(between):
    life, at = lived(between)
    found, promised = shown(life, at[-1]), WORK.due(at[0], Amount(5, "wd"))
    given = max(0, WORK.worked(at[4], at[6]) - 4 * 3_600)  # what deciding took too long (17.2)
    assert found.limit_seconds == WORK.worked(at[0], promised) + given
    assert all(move.due >= move.before for move in found.moves)


def test_an_overdue_clock_that_is_halted_gets_nothing_back():
    life = x.given(*x.TO_HANDLE, (x.suspended(), china(12, 1, 10)))
    resumed = life.when(x.ask(c.ResumeAppeal), at=china(12, 4, 10)).lived()
    found = shown(resumed, china(12, 4, 11))
    assert (found.due, found.moves, found.light) == (china(11, 30), [], "red")
    assert found.over_seconds == 3 * 3_600


def test_a_new_calendar_and_new_rules_leave_all_old_readings_byte_for_byte():
    life, at = lived([timedelta(hours=7)] * len(STEPS))
    known, later = x.knowing(), at[-1] + timedelta(days=9)

    def readings() -> bytes:
        clocks = life.appeal().clocks
        return msgspec.json.encode([read(k, later, known.policies) for k in clocks])

    before = readings()
    closed = tuple(china(12, day).date() for day in range(1, 32))
    december = replace(office(), closed=(*office().closed, *closed))
    adopted = x.rules_with(('handle = "5 wd"', 'handle = "1 wd"'), ("remind = 0.8", "remind = 0.1"))
    for stream, fact in (("calendar/work", december), adopted):
        version = known.version(stream) + 1
        known.apply(x.Recorded(stream, version, 99, fact, x.envelope()))
    assert readings() == before
    assert known.policies.calendar("work").worked(china(12, 1, 8), china(12, 1)) == 0
    assert str(known.policies.rules(later).limits[-1].handle) == "1 wd"


def test_moves_say_from_where_to_where_and_by_which_fact():  # DOMAIN 5, invariant 3
    until = china(12, 4)
    ask = x.ask(
        c.RequestExtension,
        until=until,
        reason="等料",
        claimant_informed_at=x.NOW,
    )
    life = x.given(*x.TO_HANDLE).when(ask, by=x.unit_head()).lived()
    decide = x.ask(c.DecideExtension, decision="accept", reason="同意")
    [move] = shown(life.when(decide, at=china(11, 24, 9)).lived(), china(11, 24, 9)).moves
    assert (move.before, move.due, move.at) == (china(11, 30), until, china(11, 24, 9))
    assert move.by == "5 extension.approved"
