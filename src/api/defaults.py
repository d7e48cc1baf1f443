"""What a new city begins with: the default rules and the two calendars, adopted like any other."""

from datetime import UTC, datetime
from importlib.resources import files

import psycopg

from api.calendars.seed import OFFICE, ROUND_THE_CLOCK, office, round_the_clock
from casework.application import Casework
from casework.facts import Caller
from casework.policy.commands import AdoptPolicy, PublishCalendar
from casework.requests import Command, command_id

SINCE_EVER = datetime(2000, 1, 1, tzinfo=UTC)
_SYSTEM = Caller("system", frozenset({"admin"}))


def holds_policies(conn: psycopg.Connection, city: str) -> bool:
    """Whether rules were ever adopted in this city."""
    statement = f"SELECT FROM {city}.events WHERE originator_id = 'policy/rules' LIMIT 1"
    return conn.execute(statement).fetchone() is not None


def adopt_defaults(casework: Casework) -> None:
    """Publish the calendars and adopt the rules; done twice at once, it is done once."""
    for name, command in _defaults():
        casework.do(command, _SYSTEM, command_id=command_id("default", name))


def default_rules() -> str:
    """The text of the rules that are shipped."""
    return files("casework.policy").joinpath("default/rules.toml").read_text(encoding="utf-8")


def _defaults() -> list[tuple[str, Command]]:
    rules = AdoptPolicy(
        kind="rules", text=default_rules(), effective_from=SINCE_EVER, title="默认时限规则"
    )
    return [
        ("calendar/work", PublishCalendar(name=OFFICE, calendar=office())),
        ("calendar/24x7", PublishCalendar(name=ROUND_THE_CLOCK, calendar=round_the_clock())),
        ("policy/rules", rules),
    ]
