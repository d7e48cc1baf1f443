"""casework policy: the limit rules and the dispatch catalogue, adopted from files and shown."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from difflib import unified_diff
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer
from msgspec.structs import asdict

from api.cli.opening import ADMIN, NotPossible, opened, settings_now
from casework.application import Casework
from casework.directory.commands import RegisterEntries
from casework.numbers import CHINA
from casework.policy.catalogue import Catalogue
from casework.policy.checking import When
from casework.policy.commands import AdoptPolicy
from casework.policy.policies import Policies
from casework.policy.refusals import PolicyRefused
from casework.policy.rules import LimitRule, Rules

policy = typer.Typer(help="The limit rules and the dispatch catalogue.", no_args_is_help=True)

_ITEM = re.compile(r"^\s*\[\[\s*item\s*\]\]", re.MULTILINE)
_CLOCKS = (
    "dispatch", "acknowledge", "return_window", "contact", "handle", "feed_back", "callback",
)  # fmt: skip
_TABLES = ("windows", "maxima", "callback", "escalation", "rework", "co_handling")
_FORMATS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M"]


class Kind(StrEnum):
    """Which policy."""

    RULES = "rules"
    CATALOGUE = "catalogue"


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.add_typer(policy, name="policy")


@policy.callback()
def _about() -> None:
    """The limit rules and the dispatch catalogue."""


@policy.command()
def load(
    file: Annotated[Path, typer.Argument(help="TOML: limit rules, or catalogue items.")],
    begins: Annotated[
        datetime | None,
        typer.Option("--from", help="In Chinese time; now if left out.", formats=_FORMATS),
    ] = None,
    title: Annotated[str, typer.Option(help="What it is called, as a document's number.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change.")] = False,
) -> None:
    """Adopt a policy from an instant on; with a problem in any line nothing is adopted."""
    text = _text(file)
    command = AdoptPolicy(kind=_kind(text), text=text, effective_from=_instant(begins), title=title)
    with opened(settings_now()) as casework:
        try:
            typer.echo(_changes(casework, command) if dry_run else _adopted(casework, command))
        except PolicyRefused as refusal:
            located = (f"{file}:{p.line}: {p.text}" for p in refusal.details["problems"])
            raise NotPossible("nothing is adopted\n" + "\n".join(located)) from None


@policy.command()
def show(
    what: Annotated[Kind, typer.Argument(help="The rules, or the catalogue.")] = Kind.RULES,
    at: Annotated[
        datetime | None,
        typer.Option(help="What holds then, in Chinese time; now if left out.", formats=_FORMATS),
    ] = None,
) -> None:
    """The rules or the catalogue that hold at an instant."""
    with opened(settings_now()) as casework:
        policies = _policies(casework)
    if what is Kind.RULES:
        lines = told_rules(policies.rules(_instant(at)))
    elif catalogue := policies.catalogue(_instant(at)):
        lines = told_catalogue(catalogue)
    else:
        raise NotPossible("This city has no dispatch catalogue (派单目录) yet.")
    typer.echo("\n".join(lines))


def told_rules(rules: Rules) -> Iterator[str]:
    """The rules in plain lines, the first to hold first."""
    yield f"rules, version {rules.version}"
    for rule in sorted(rules.limits, key=lambda rule: -rule.rank):
        yield from _told_limit(rule)
    for name in _TABLES:
        yield ""
        yield f"[{name}]"
        for key, value in _settings(rules, name).items():
            yield f"  {key} = {_said(value)}"


def told_catalogue(catalogue: Catalogue) -> Iterator[str]:
    """The catalogue, a line an item: id, category, area, unit, basis."""
    yield f"catalogue, version {catalogue.version}"
    for item in catalogue.items:
        area = item.area or "*"
        yield f"{item.id:<12} {item.category:<8} {area:<14} {item.unit:<12} {item.basis}"


def _told_limit(rule: LimitRule) -> Iterator[str]:
    yield ""
    yield f"{rule.id} {rule.name} (rank {rule.rank}, calendar {rule.calendar})"
    yield f"  for    {' or '.join(map(_condition, rule.when)) or 'every appeal'}"
    absent = {"handle": "by law"}
    clocks = [f"{name} {getattr(rule, name) or absent.get(name, 'none')}" for name in _CLOCKS]
    yield f"  limits {' · '.join(clocks)}"
    yield f"  basis  {rule.basis}"


def _condition(when: When) -> str:
    asked = {name: value for name, value in asdict(when).items() if value not in ((), None)}
    return " and ".join(f"{name} {_said(value)}" for name, value in asked.items())


def _settings(rules: Rules, name: str) -> dict[str, object]:
    return asdict(getattr(rules, name))


def _said(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _policies(casework: Casework) -> Policies:
    """The policies as of the end of the log: rehearsing a change of nothing looks at it."""
    casework.rehearse(RegisterEntries(entries=()), ADMIN)
    return casework.desk.policies


def _changes(casework: Casework, command: AdoptPolicy) -> str:
    """Line by line, against the last version adopted."""
    if not casework.rehearse(command, ADMIN).facts:
        return "Nothing would change."
    before = casework.desk.policies.latest(f"policy/{command.kind}")
    old, new = before.text if before else "", command.text
    return "\n".join(
        unified_diff(old.splitlines(), new.splitlines(), "adopted", "this file", lineterm="")
    )


def _adopted(casework: Casework, command: AdoptPolicy) -> str:
    answer = casework.do(command, ADMIN)
    if answer.status == "unchanged":
        return "Nothing has changed."
    since = command.effective_from.astimezone(CHINA)
    return f"Adopted version {answer.version} of the {command.kind}, from {since:%Y-%m-%d %H:%M}."


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise NotPossible(f"{file}: it must be saved as UTF-8.") from None


def _kind(text: str) -> Literal["rules", "catalogue"]:
    return "catalogue" if _ITEM.search(text) else "rules"


def _instant(said: datetime | None) -> datetime:
    return said.replace(tzinfo=CHINA) if said else datetime.now(UTC)
