"""What a city begins with: default rules, ways to assess and calendars, adopted like any other."""

from collections.abc import Container
from datetime import UTC, datetime
from importlib.resources import files

import psycopg

from api.calendars.seed import ROUND_THE_CLOCK, office, round_the_clock
from casework.appeal.deadlines import OFFICE
from casework.application import Casework
from casework.facts import Caller
from casework.policy.commands import AdoptPolicy, PolicyKind, PublishCalendar
from casework.requests import Command, command_id

SINCE_EVER = datetime(2000, 1, 1, tzinfo=UTC)
STREAMS = (
    "calendar/work", "calendar/24x7",
    "policy/rules", "policy/assessment/dengta", "policy/assessment/liaoning",
)  # fmt: skip
_SYSTEM = Caller("system", frozenset({"admin"}))


def lacking(conn: psycopg.Connection, city: str) -> frozenset[str]:
    """The streams of defaults of which this city has no version at all."""
    statement = f"SELECT DISTINCT originator_id FROM {city}.events WHERE originator_id = ANY(%s)"
    there = {stream for (stream,) in conn.execute(statement, [list(STREAMS)])}
    return frozenset(STREAMS) - there


def adopt_defaults(casework: Casework, wanted: Container[str] = STREAMS) -> None:
    """Publish the calendars and adopt the policies; done twice at once, it is done once."""
    for stream, command in defaults().items():
        if stream in wanted:
            casework.do(command, _SYSTEM, command_id=command_id("default", stream))


def default_rules() -> str:
    """The text of the rules that are shipped."""
    return _text("rules")


def default_assessment(id: str) -> str:
    """The text of a shipped assessment policy: "dengta" or "liaoning"."""
    return _text(f"assessment-{id}")


def defaults() -> dict[str, Command]:
    """For each stream, what begins it."""
    commands = (
        PublishCalendar(name=OFFICE, calendar=office()),
        PublishCalendar(name=ROUND_THE_CLOCK, calendar=round_the_clock()),
        _adopted("rules", default_rules(), "默认时限规则"),
        _adopted("assessment", default_assessment("dengta"), "默认考核办法"),
        _adopted("assessment", default_assessment("liaoning"), "省通报口径考核办法"),
    )
    return dict(zip(STREAMS, commands, strict=True))


def _adopted(kind: PolicyKind, text: str, title: str) -> AdoptPolicy:
    return AdoptPolicy(kind=kind, text=text, effective_from=SINCE_EVER, title=title)


def _text(name: str) -> str:
    shipped = files("casework.policy").joinpath(f"default/{name}.toml")
    return shipped.read_text(encoding="utf-8")
