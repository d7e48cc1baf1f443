"""`simulate` over the demo year: what differs is what an independent count says, and no more."""

import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from api.reports.simulation import OrderChange, Simulation
from casework.appeal import events as e
from casework.appeal.events import Limit
from casework.facts import Recorded
from casework.policy.amounts import Amount
from casework.policy.calendar import WorkCalendar
from casework.policy.calendar_seed import office, round_the_clock
from casework.policy.defaults import default_assessment, default_rules
from tests.simulation.conftest import FIRST, LAST, Loaded, rules_with

pytestmark = pytest.mark.slow

Write = Callable[[str, str], Path]
PLAIN = {
    e.AppealCollected,
    e.AppealDispatched,
    e.OrderAcknowledged,
    e.OrderAssignedWithinUnit,
    e.ContactRecorded,
    e.ProgressRecorded,
    e.AppealHandled,
    e.HandlingAccepted,
    e.AppealFedBack,
    e.CallbackRecorded,
    e.AppealClosed,
    e.AppealArchived,
    e.NoteAdded,
    e.OrderUrged,
    e.ClockReminded,
    e.ClockOverdue,
    e.SupervisionOpened,
    e.SupervisionReplied,
    e.SupervisionClosed,
}
CALENDARS = {
    "work/1": WorkCalendar("work", 1, office()),
    "24x7/1": WorkCalendar("24x7", 1, round_the_clock()),
}


class Life:
    """What became of an order to which nothing out of the ordinary happened."""

    def __init__(self, history: list[Recorded]) -> None:
        self.no = history[0].stream
        self.sent = next(r for r in history if isinstance(r.fact, e.AppealDispatched))
        self.ends = {type(r.fact): r.envelope.happened_at for r in reversed(history)}
        self.raised_at = history[0].envelope.recorded_at

    def limit(self, clock: str) -> Limit:
        return next(x for x in self.sent.fact.limits if x.clock == clock)

    def due(self, amount: str, calendar: WorkCalendar) -> datetime:
        return calendar.due(self.sent.envelope.recorded_at, Amount.parse(amount))


def lives(loaded: Loaded, rule: str) -> Iterator[Life]:
    """The plain ones of the period under a rule: dispatched once, handled, closed as usual."""
    histories = defaultdict(list)
    for recorded in loaded.facts():
        histories[recorded.stream].append(recorded)
    for history in histories.values():
        if {type(r.fact) for r in history} <= PLAIN and _is_whole(history):
            life = Life(history)
            day = (life.raised_at + timedelta(hours=8)).date()
            if FIRST <= day < LAST and life.sent.fact.limit_rule == rule:
                yield life


def _is_whole(history: list[Recorded]) -> bool:
    sent = [r for r in history if isinstance(r.fact, e.AppealDispatched)]
    kinds = [r.fact.kind for r in history if isinstance(r.fact, e.AppealClosed)]
    return len(sent) == 1 and not sent[0].fact.co_orders and kinds in (["normal"], ["normal_late"])


def changes(found: Simulation, figure: str, among: set[str]) -> dict[str, OrderChange]:
    return {x.appeal_no: x for x in found.changed if x.figure == figure and x.appeal_no in among}


def test_under_what_was_in_force_nothing_differs(loaded: Loaded, written: Write):
    days = [f"{d},closed" for d in office().closed] + [f"{d},worked" for d in office().worked]
    same = {
        "limits": written("rules.toml", default_rules()),
        "calendar": written("days.csv", "\n".join(["day,kind", *days])),
        "policy": written("policy.toml", default_assessment("dengta")),
    }
    found = loaded.simulate(begins=LAST - timedelta(days=400), ends=LAST, **same)
    assert (found.moved, found.units, found.overall, found.changed) == (0, (), None, ())
    assert found.orders > 2_000
    assert (found.policy_before, found.policy_after) == ("dengta@1", "dengta@0")


@pytest.mark.parametrize(
    ("rule", "amount"), [("LR-3", "2 wd"), ("LR-2", "4 h"), ("LR-1", "4 h"), ("LR-3", "30 wd")]
)
def test_another_handling_limit_makes_late_what_was_handled_after_it(
    loaded: Loaded, written: Write, rule: str, amount: str
):
    file = written("rules.toml", rules_with((rule, "handle", amount)))
    found = loaded.simulate(limits=file)
    plain = {life.no: life for life in lives(loaded, rule)}
    expected = {}
    for life in plain.values():
        was, handled = life.limit("handling"), life.ends[e.AppealHandled]
        due = life.due(amount, CALENDARS[was.calendar])
        if (handled <= was.due) != (handled <= due):
            expected[life.no] = ("late" if handled > due else "in_time", was.due, due)
    told = changes(found, "handled_in_time", set(plain))
    assert {no: (x.after, x.due_before, x.due_after) for no, x in told.items()} == expected
    assert expected
    assert {x.rule_after for x in told.values()} <= {f"{rule}@0"}


def test_to_be_acknowledged_within_an_hour_is_late_for_who_took_longer(
    loaded: Loaded, written: Write
):
    file = written("rules.toml", rules_with(("LR-3", "acknowledge", "1 h")))
    found = loaded.simulate(limits=file)
    plain = {life.no: life for life in lives(loaded, "LR-3")}
    late = {
        life.no
        for life in plain.values()
        if life.limit("acknowledgement").due
        >= life.ends[e.OrderAcknowledged]
        > life.due("1 h", CALENDARS["work/1"])
    }
    told = changes(found, "acknowledged_in_time", set(plain))
    assert set(told) == late
    assert len(late) > 20
    assert not changes(found, "handled_in_time", set(plain))


def test_each_unit_loses_as_many_as_are_told_of_it(loaded: Loaded, written: Write):
    found = loaded.simulate(limits=written("rules.toml", rules_with(("LR-3", "handle", "2 wd"))))
    for unit in found.units:
        lost = sum(
            (x.before == "in_time") - (x.after == "in_time")
            for x in found.changed
            if x.unit == unit.key and x.figure == "handled_in_time"
        )
        figures = {x.figure: x.before.part - x.after.part for x in unit.figures}
        assert figures.get("handled_in_time", 0) == lost
        assert unit.score_before == unit.score_after
    assert sum(x.figure == "handled_in_time" for u in found.units for x in u.figures) > 5


def test_another_holiday_moves_the_deadlines_that_it_lies_in(loaded: Loaded, written: Write):
    """A week of work more is a holiday: what was due in it or after it is due later."""
    monday = LAST - timedelta(days=LAST.weekday() + 28)
    week = tuple(monday + timedelta(days=n) for n in range(5))
    closed = tuple(sorted({*office().closed, *week}))
    worked = tuple(d for d in office().worked if d not in week)
    other = WorkCalendar("work", 0, msgspec.structs.replace(office(), closed=closed, worked=worked))
    found = loaded.simulate(calendar=written("days.csv", _year_of(monday, closed, worked)))
    plain = {life.no: life for life in lives(loaded, "LR-3")}
    expected = {}
    for life in plain.values():
        was, handled = life.limit("handling"), life.ends[e.AppealHandled]
        due = life.due(was.amount, other)
        if (handled <= was.due) != (handled <= due):
            expected[life.no] = (was.due, due)
    told = changes(found, "handled_in_time", set(plain))
    assert {no: (x.due_before, x.due_after) for no, x in told.items()} == expected
    assert found.moved > 20
    assert all(x.rule_after == x.rule_before for x in found.changed)


def _year_of(day: date, closed: tuple[date, ...], worked: tuple[date, ...]) -> str:
    named = [*((d, "closed") for d in closed), *((d, "worked") for d in worked)]
    return "\n".join(["day,kind", *(f"{d},{k}" for d, k in named if d.year == day.year)])


def test_another_assessment_policy_changes_scores_and_no_deadline(loaded: Loaded, written: Write):
    file = written("policy.toml", default_assessment("liaoning"))
    found = loaded.simulate(policy=file, by="dengta")
    assert (found.policy_before, found.policy_after) == ("dengta@1", "liaoning@0")
    assert (found.moved, found.changed) == (0, ())
    assert any(unit.score_before != unit.score_after for unit in found.units)


def test_judged_as_the_policy_of_the_same_name_where_none_is_named(loaded: Loaded, written: Write):
    text = default_assessment("liaoning")
    found = loaded.simulate(policy=written("policy.toml", text))
    assert (found.policy_before, found.policy_after) == ("liaoning@1", "liaoning@0")
    assert not found.units


def test_nothing_is_stored_and_no_table_is_left(loaded: Loaded, written: Write):
    file = written("rules.toml", rules_with(("LR-3", "handle", "2 wd")))
    before = digest(loaded)
    loaded.simulate(limits=file)
    assert digest(loaded) == before
    assert trials(loaded) == []


def test_the_command_tells_each_unit_and_each_order(loaded: Loaded, written: Write):
    file = written("rules.toml", rules_with(("LR-3", "handle", "2 wd")))
    settings = loaded.city.settings
    places = {"CASEWORK_DATA": str(settings.data), "CASEWORK_CITY": settings.city}
    days = ["--from", str(FIRST), "--to", str(LAST), "--as", "liaoning"]
    told = subprocess.run(
        [sys.executable, "-m", "api.cli", "simulate", "--limits", file, *days],
        env={**os.environ, **places},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout
    assert "units judged by liaoning@1 → liaoning@1" in told
    assert re.search(r"^公安局 \(U-GA\): score [\d.]+ → [\d.]+, rank \d+ → \d+$", told, re.M)
    assert re.search(r"^  按时办结率 \d+/\d+ \([\d.]+ %\) → \d+/\d+ \([\d.]+ %\)$", told, re.M)
    order = r"^DT\d{8}-\d{6} \S+ 按时办结率: in time → late, due .+ → .+ \(LR-3@1 → LR-3@0\)$"
    assert re.search(order, told, re.M)
    assert told.endswith("\nNothing was stored.\n")


def digest(loaded: Loaded) -> tuple[int, str]:
    """The last position and a hash of every event."""
    rows = loaded.city.query(
        "SELECT notification_id, originator_id, originator_version, topic, state FROM {city}.events"
        " ORDER BY notification_id"
    )
    return len(rows), sha256(repr(rows).encode()).hexdigest()


def trials(loaded: Loaded) -> list[tuple[object, ...]]:
    return loaded.city.query(
        "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, '{city}_trial_')"
    )
