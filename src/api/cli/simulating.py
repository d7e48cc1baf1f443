"""casework simulate: the past under other limits, another calendar or another assessment."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from api.cli.opening import prepare, running, settings_now
from api.reports.simulation import (
    FigureChange,
    KnownCity,
    OrderChange,
    Simulation,
    SimulationRequest,
    UnitChange,
    read_hypothesis,
    simulate,
)
from casework.application import Casework
from casework.figures.board import Count
from casework.figures.catalogue import FIGURES
from casework.policy.assessment import rounded
from casework.runtime.database import Database
from casework.runtime.settings import Settings
from casework.words import NOTHING
from projections.timeline.sentences.instants import china

_DAY = ["%Y-%m-%d"]
_VERDICTS = {"in_time": "in time", "late": "late", None: "not due"}


def add_to(app: typer.Typer) -> None:
    """Put this command on the command line."""
    app.command(name="simulate")(simulate_past)


def simulate_past(
    begins: Annotated[
        datetime, typer.Option("--from", help="First day, as 2026-07-01.", formats=_DAY)
    ],
    ends: Annotated[
        datetime, typer.Option("--to", help="First day that is left out.", formats=_DAY)
    ],
    limits: Annotated[
        Path | None, typer.Option(help="TOML: other limit rules.", exists=True)
    ] = None,
    calendar: Annotated[
        Path | None,
        typer.Option(help="CSV or .ics: other holidays of the years in it.", exists=True),
    ] = None,
    policy: Annotated[
        Path | None, typer.Option(help="TOML: another assessment policy.", exists=True)
    ] = None,
    by: Annotated[
        str | None, typer.Option("--as", help="The assessment policy that units are judged by.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
) -> None:
    """Replay the past under other rules: what would differ, unit by unit, order by order.

    Nothing is stored. Give what is to be different: --limits, --calendar, --policy.
    """
    settings = settings_now()
    wanted = SimulationRequest(
        begins=begins.date(), ends=ends.date(), now=datetime.now(UTC), policy=by
    )
    with running(settings) as database:
        known = _known_city(settings, database)
        other = read_hypothesis(known.policies, limits=limits, calendar=calendar, policy=policy)
        found = simulate(known, other, wanted)
    if as_json:
        typer.echo(msgspec.json.encode(found))
    else:
        typer.echo("\n".join(_lines(found)))


def _known_city(settings: Settings, database: Database) -> KnownCity:
    """Return who and what there was. The desk is closed again before anything is replayed: a
    process with threads is not forked."""
    with Casework(settings, database, prepare(settings, database)) as casework:
        casework.refresh()
    return KnownCity(database, settings.city, casework.policies, casework.directory)


def _lines(found: Simulation) -> Iterator[str]:
    other = ", ".join(found.supposed)
    yield f"{found.period} under other {other}, up to position {found.position}"
    yield f"units judged by {found.policy_before} → {found.policy_after}"
    yield f"{found.orders} orders, {found.moved} with another deadline"
    whole = (found.overall,) if found.overall else ()
    for unit in (*whole, *found.units):
        yield from _told_unit(unit)
    yield from map(_told_order, found.changed)
    if not (found.units or found.changed):
        yield "Nobody would be judged otherwise."
    yield "Nothing was stored."


def _told_unit(unit: UnitChange) -> Iterator[str]:
    yield ""
    named = f"{unit.name} ({unit.key})" if unit.key else unit.name
    score = f"score {_or_none(unit.score_before)} → {_or_none(unit.score_after)}"
    yield f"{named}: {score}, rank {_or_none(unit.rank_before)} → {_or_none(unit.rank_after)}"
    yield from map(_told_figure, unit.figures)


def _told_figure(each: FigureChange) -> str:
    figure = FIGURES[each.figure]
    shown = " → ".join(_count(count, figure.kind) for count in (each.before, each.after))
    return f"  {figure.chinese} {shown}"


def _count(count: Count, kind: str) -> str:
    """Return it as it was counted, so that what it is made of is seen; a rate in percent beside."""
    if count.whole is None:
        return f"{count.part}"
    value = count.value
    if kind != "rate" or value is None:
        return NOTHING if value is None else f"{rounded(value / 3600, 1)} h"
    return f"{count.part}/{count.whole} ({rounded(100 * value, 1)} %)"


def _told_order(order: OrderChange) -> str:
    verdict = f"{_VERDICTS[order.before]} → {_VERDICTS[order.after]}"
    due = " → ".join(_at(each) for each in (order.due_before, order.due_after))
    rule = " → ".join(_or_none(each) for each in (order.rule_before, order.rule_after))
    name = FIGURES[order.figure].chinese
    return f"{order.appeal_no} {order.unit_name} {name}: {verdict}, due {due} ({rule})"


def _at(at: datetime | None) -> str:
    return china(at) if at else NOTHING


def _or_none(value: object) -> str:
    return NOTHING if value is None else str(value)
