"""casework policy: limit rules, dispatch catalogue, assessments, adopted from files and shown."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from difflib import unified_diff
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from api.cli.opening import By, NotPossible, admin_named, opened, settings_now
from api.cli.policy_lines import told_assessment, told_catalogue, told_rules
from casework.application import Casework
from casework.callers import ADMIN
from casework.facts import Caller
from casework.policy.commands import AdoptPolicy, PolicyKind
from casework.policy.policies import Policies
from casework.policy.refusals import PolicyRefused
from casework.time import CHINA

policy = typer.Typer(
    help="Limit rules, dispatch catalogue, assessment policies.", no_args_is_help=True
)

_ITEM = re.compile(r"^\s*\[\[\s*item\s*\]\]", re.MULTILINE)
_TERMS = re.compile(r"^\s*\[\s*(assessment|weights)\s*\]", re.MULTILINE)
_FORMATS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M"]


class Kind(StrEnum):
    """Which policy."""

    RULES = "rules"
    CATALOGUE = "catalogue"
    ASSESSMENT = "assessment"


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.add_typer(policy, name="policy")


@policy.callback()
def _about() -> None:
    """Limit rules, dispatch catalogue, assessment policies."""


@policy.command()
def load(
    file: Annotated[Path, typer.Argument(help="TOML: rules, catalogue items, or an assessment.")],
    begins: Annotated[
        datetime | None,
        typer.Option("--from", help="In Chinese time; now if left out.", formats=_FORMATS),
    ] = None,
    title: Annotated[str, typer.Option(help="What it is called, as a document's number.")] = "",
    of: Annotated[str, typer.Option("--id", help="The assessment policy it must be.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change.")] = False,
    by: By = "",
) -> None:
    """Adopt a policy from an instant on; with a problem in any line nothing is adopted."""
    text = _text(file)
    command = AdoptPolicy(
        kind=_kind(text), text=text, effective_from=_instant(begins), title=title, of=of
    )
    with opened(settings_now()) as casework:
        try:
            caller = admin_named(casework, by)
            if dry_run:
                typer.echo(_changes(casework, command))
            else:
                typer.echo(_adopted(casework, command, caller))
        except PolicyRefused as refusal:
            located = (f"{file}:{p.line}: {p.text}" for p in refusal.details["problems"])
            raise NotPossible("nothing is adopted\n" + "\n".join(located)) from None


@policy.command()
def show(
    what: Annotated[Kind, typer.Argument(help="Which policy.")] = Kind.RULES,
    id: Annotated[str, typer.Option(help="One assessment policy; all if left out.")] = "",
    at: Annotated[
        datetime | None,
        typer.Option(help="What holds then, in Chinese time; now if left out.", formats=_FORMATS),
    ] = None,
) -> None:
    """Show what holds at an instant: the rules, the catalogue, or how units are assessed."""
    with opened(settings_now()) as casework:
        policies = _policies(casework)
    typer.echo("\n".join(_lines(policies, what, id, _instant(at))))


def _lines(policies: Policies, what: Kind, id: str, at: datetime) -> Iterable[str]:
    if what is Kind.RULES:
        return told_rules(policies.rules(at))
    if what is Kind.ASSESSMENT:
        wanted = (policies.assessment(id, at),) if id else policies.assessments(at)
        return chain.from_iterable(map(told_assessment, wanted))
    if catalogue := policies.catalogue(at):
        return told_catalogue(catalogue)
    raise NotPossible("This city has no dispatch catalogue (派单目录) yet.")


def _policies(casework: Casework) -> Policies:
    """Return the policies as of the end of the log."""
    casework.refresh()
    return casework.policies


def _changes(casework: Casework, command: AdoptPolicy) -> str:
    """Compare line by line with the last version adopted."""
    if not casework.rehearse(command, ADMIN).facts:
        return "Nothing would change."
    before = casework.policies.latest(command.stream)
    old, new = before.text if before else "", command.text
    return "\n".join(
        unified_diff(old.splitlines(), new.splitlines(), "adopted", "this file", lineterm="")
    )


def _adopted(casework: Casework, command: AdoptPolicy, caller: Caller) -> str:
    answer = casework.do(command, caller)
    if answer.status == "unchanged":
        return "Nothing has changed."
    since = command.effective_from.astimezone(CHINA)
    what = f"version {answer.version} of the {command.kind}, from {since:%Y-%m-%d %H:%M}"
    return f"Adopted {what}, by {caller.user}."


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise NotPossible(f"{file}: it must be saved as UTF-8.") from None


def _kind(text: str) -> PolicyKind:
    """Return which policy a text is, by the tables that only one kind has."""
    if _TERMS.search(text):
        return "assessment"
    return "catalogue" if _ITEM.search(text) else "rules"


def _instant(said: datetime | None) -> datetime:
    return said.replace(tzinfo=CHINA) if said else datetime.now(UTC)
