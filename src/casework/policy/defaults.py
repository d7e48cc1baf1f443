"""What a city begins with: default rules, ways to assess and calendars, adopted like any other."""

from datetime import UTC, datetime
from importlib.resources import files

from casework.policy.calendar import OFFICE, ROUND_THE_CLOCK
from casework.policy.calendar_seed import office, round_the_clock
from casework.policy.commands import AdoptPolicy, PolicyKind, PublishCalendar

SINCE_EVER = datetime(2000, 1, 1, tzinfo=UTC)
STREAMS = (
    f"calendar/{OFFICE}",
    f"calendar/{ROUND_THE_CLOCK}",
    "policy/rules",
    "policy/assessment/dengta",
    "policy/assessment/liaoning",
)


def defaults() -> dict[str, AdoptPolicy | PublishCalendar]:
    """Return, for each stream, the command that begins it."""
    commands = (
        PublishCalendar(name=OFFICE, calendar=office()),
        PublishCalendar(name=ROUND_THE_CLOCK, calendar=round_the_clock()),
        _adopted("rules", default_rules(), "默认时限规则"),
        _adopted("assessment", default_assessment("dengta"), "默认考核办法"),
        _adopted("assessment", default_assessment("liaoning"), "省通报口径考核办法"),
    )
    return dict(zip(STREAMS, commands, strict=True))


def default_rules() -> str:
    """Return the text of the rules that are shipped."""
    return _text("rules")


def default_assessment(id: str) -> str:
    """Return the text of a shipped assessment policy: "dengta" or "liaoning"."""
    return _text(f"assessment-{id}")


def _adopted(kind: PolicyKind, text: str, title: str) -> AdoptPolicy:
    return AdoptPolicy(kind=kind, text=text, effective_from=SINCE_EVER, title=title)


def _text(name: str) -> str:
    shipped = files("casework.policy").joinpath(f"default/{name}.toml")
    return shipped.read_text(encoding="utf-8")
