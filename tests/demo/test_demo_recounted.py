"""The demo year under other rules: nothing differs under its own, and what should under others."""

from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace

from api.demo.model import DemoCity, DemoStep
from api.demo.timekeeping import with_timekeeper
from api.reports.simulation import Hypothesis, Recounted
from casework.appeal import events as e
from casework.appeal.events import Limit, Move
from casework.facts import Recorded
from casework.policy.calendar import WorkCalendar
from casework.policy.calendar_seed import office
from casework.policy.defaults import default_rules
from casework.policy.rules import read_rules
from tests.demo.demo_year import UNTIL
from tests.demo.playing import FIRST, RULES, Played

Told = tuple[object, ...]
OTHERS = (
    ('handle = "5 wd" ', 'handle = "3 wd" '),
    ('handle = "24 h" ', 'handle = "9 h @work" '),
    ('handle = "15 wd"', 'handle = "20 wd"'),
    (
        'acknowledge = "4 h"\nreturn_window = "4 h"',
        'acknowledge = "30 min"\nreturn_window = "1 wd"',
    ),
    ('callback = "2 wd @work"', 'callback = "30 h"'),
    ("share = 0.5 ", "share = 0.7 "),
    ('before_lead = "1 wd"', 'before_lead = "4 h"'),
    ('supervision = "3 wd @work"', 'supervision = "9 d"'),
)
SAME_RULES = read_rules(default_rules(), 0)
SAME_CALENDAR = WorkCalendar("work", 0, office())


@pytest.fixture(scope="module")
def recounted(played: Played) -> Callable[[Hypothesis], Iterator[tuple[Recorded, Recorded]]]:
    """Each fact of the year beside what it would have been."""

    def pairs(hypothesis: Hypothesis) -> Iterator[tuple[Recorded, Recorded]]:
        lens = Recounted(hypothesis, played.reference.policies, played.reference.directory)
        for history in played.histories().values():
            yield from ((recorded, lens(recorded)) for recorded in history)

    return pairs


def told(recorded: Recorded) -> tuple[list[Told], list[Told]]:
    """All that is counted in a fact, but for the names of the versions."""
    limits: tuple[Limit, ...] = getattr(recorded.fact, "limits", ())
    moves: tuple[Move, ...] = getattr(recorded.fact, "moves", ())
    return (
        [(x.clock, x.unit, x.due, x.amount, x.remind_at, x.provisional) for x in limits],
        [(x.clock, x.unit, x.before, x.due, x.remind_at, x.provisional) for x in moves],
    )


@pytest.mark.parametrize(
    "supposed",
    [
        Hypothesis(),
        Hypothesis(rules=SAME_RULES),
        Hypothesis(calendar=SAME_CALENDAR),
        Hypothesis(rules=SAME_RULES, calendar=SAME_CALENDAR),
    ],
    ids=["nothing", "rules", "calendar", "both"],
)
def test_under_what_was_in_force_every_deadline_is_the_stored_one(recounted, supposed):
    seen = 0
    for stored, again in recounted(supposed):
        assert told(again) == told(stored), (stored.stream, stored.version, stored.fact.TOPIC)
        seen += len(told(stored)[0]) + len(told(stored)[1])
    assert seen > 10_000


def other_rules() -> str:
    """Rules that read otherwise in every chapter."""
    text = default_rules()
    for old, new in OTHERS:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def test_other_rules_make_of_the_year_what_it_is_when_it_is_lived_under_them(
    demo: DemoCity, steps: list[DemoStep], played: Played
):
    """Where the same things happened; what was granted until a day is granted by its length."""
    rules = read_rules(other_rules(), 0)
    first = tuple(replace(RULES, text=other_rules()) if x is RULES else x for x in FIRST)
    again = list(with_timekeeper(demo, steps, UNTIL, first))
    other = Played(demo, again, first).histories()
    lens = Recounted(Hypothesis(rules=rules), played.reference.policies, played.reference.directory)
    alike = 0
    for stream, history in played.histories().items():
        again = [lens(recorded) for recorded in history]
        if comparable(history) and topics(history) == topics(other.get(stream, [])):
            assert [told(x) for x in acted(again)] == [told(x) for x in acted(other[stream])], (
                stream
            )
            alike += 1
    assert alike > 1_300


def comparable(history: list[Recorded]) -> bool:
    return not any(isinstance(r.fact, e.ExtensionApproved) for r in history)


def topics(history: list[Recorded]) -> list[str]:
    return [recorded.fact.TOPIC for recorded in acted(history)]


def acted(history: list[Recorded]) -> list[Recorded]:
    """What people did: other limits are told of at other times."""
    return [r for r in history if not isinstance(r.fact, e.ClockReminded | e.ClockOverdue)]
