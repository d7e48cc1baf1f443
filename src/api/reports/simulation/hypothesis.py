"""What is to be different: limit rules, the office's calendar, an assessment policy, from files."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from api.files.calendars.files import merged
from casework.callers import SIMULATION
from casework.context import DecisionContext
from casework.directory.directory import Directory
from casework.policy.assessment import AssessmentPolicy, read_assessment
from casework.policy.calendar import OFFICE, WorkCalendar
from casework.policy.commands import PublishCalendar
from casework.policy.policies import Policies
from casework.policy.reading import PolicyProblems
from casework.policy.rules import Rules, read_rules

TRIAL = 0  # versions that were adopted or published are numbered from 1
P = TypeVar("P")


class SimulationRefused(Exception):
    """What was asked cannot be simulated; the message says why, and what would be right."""


class Hypothesis(msgspec.Struct, frozen=True, kw_only=True):
    """What holds instead of what held; None is as it was.

    Each is version 0 of its name: "LR-3@0", "work/0", "dengta@0".
    """

    rules: Rules | None = None
    calendar: WorkCalendar | None = None
    assessment: AssessmentPolicy | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether all is as it was."""
        return self == Hypothesis()

    @property
    def moves_deadlines(self) -> bool:
        """Whether anything has to be counted again."""
        return self.rules is not None or self.calendar is not None


def read_hypothesis(
    policies: Policies,
    *,
    limits: Path | None = None,
    calendar: Path | None = None,
    policy: Path | None = None,
) -> Hypothesis:
    """Return what the files say. Raises `SimulationRefused`, and what reading a calendar raises."""
    names = policies.calendar_names()
    if not names:
        raise SimulationRefused("nothing has happened in this city that could be simulated.")
    return Hypothesis(
        rules=_read(limits, lambda text: read_rules(text, TRIAL, names)) if limits else None,
        calendar=_calendar(calendar, policies) if calendar else None,
        assessment=_read(policy, lambda text: read_assessment(text, TRIAL)) if policy else None,
    )


def _read(file: Path, read: Callable[[str], P]) -> P:
    """Read a policy as its file writes it; every problem is named with its line."""
    try:
        return read(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise SimulationRefused(f"{file}: it must be saved as UTF-8.") from None
    except PolicyProblems as error:
        located = "\n".join(f"{file}:{p.line}: {p.text}" for p in error.problems)
        raise SimulationRefused(f"nothing is simulated\n{located}") from None


def _calendar(file: Path, policies: Policies) -> WorkCalendar:
    """Return the newest calendar with the years of the file, checked as if it were published."""
    published = merged(policies.latest(f"calendar/{OFFICE}"), file)
    now = datetime.now(UTC)
    context = DecisionContext(now, SIMULATION, Directory(), policies, now)
    PublishCalendar(name=OFFICE, calendar=published).decide(context)
    return WorkCalendar(OFFICE, TRIAL, published)
