"""casework audit: whether the figures are right, counted again from the facts alone."""

import asyncio
from datetime import UTC, datetime
from typing import Annotated, cast

import psycopg
import typer
from psycopg import IsolationLevel

from api.cli.opening import NotPossible, opened, settings_now
from api.reports.recount.compare import FigureDifference, differences
from api.reports.recount.reading import read
from api.reports.recount.tally import EVERYTHING, KEYS, Audit
from casework.application import Casework
from casework.figures.catalogue import FIGURES
from casework.policy.assessment import AssessmentPolicy
from casework.policy.periods import Period, period_of
from projections.accountability import ACCOUNTABILITY
from projections.accountability.figures.query import By
from projections.engine import log, place
from projections.engine.past import Moment, make
from projections.engine.reading import position_of

audit = typer.Typer(help="Whether the figures are right.", no_args_is_help=True)
_NAMED = 20


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.add_typer(audit, name="audit")


@audit.callback()
def _about() -> None:
    """Check whether the figures are right."""


@audit.command()
def figures(
    period: Annotated[str, typer.Option(help="2026-10, 2026-Q3, 2026, 2026-10-15, …")],
    policy: Annotated[str, typer.Option(help="The assessment policy (考核办法).")] = "dengta",
    as_of: Annotated[int | None, typer.Option(help="As the log stood at a position.")] = None,
    by: Annotated[str, typer.Option(help=f"One of {', '.join(KEYS)}.")] = "unit",
) -> None:
    """Count every figure of a board again from the facts, and list what differs."""
    if by not in KEYS:
        raise NotPossible(f"Boards are by {', '.join(KEYS)}; not by {by}.")
    settings = settings_now()
    with opened(settings) as casework:
        asked = _Asked(casework, as_of)
        terms = asked.policy(policy)
        wanted = period_of(period, terms.period, now=asked.at)
        found, compared = asyncio.run(asked.compared(terms, wanted, cast(By, by)))
    for each in found:
        typer.echo(_lines(each))
    if found:
        typer.echo(f"{len(found)} of {compared} figures differ.")
        raise typer.Exit(1)
    typer.echo(f"{compared} figures of {wanted.label} under {terms.tag}: all equal.")


class _Asked:
    """The live view now, or a past one at a position."""

    def __init__(self, casework: Casework, as_of: int | None) -> None:
        self._casework, self._city = casework, casework.settings.city
        self._database, self._as_of = casework.database, as_of
        self.at = datetime.now(UTC) if as_of is None else self._recorded_at(as_of)

    def _recorded_at(self, position: int) -> datetime:
        with self._database.connect() as conn:
            found, last = log.at(conn, self._city, position), log.last_position(conn, self._city)
        if found is None:
            raise NotPossible(f"Positions are from 1 to {last}; there is no {position}.")
        return found.envelope.recorded_at

    def policy(self, name: str) -> AssessmentPolicy:
        """Return the assessment policy that held then."""
        self._casework.refresh()
        return self._casework.policies.assessment(name, self.at)

    async def compared(
        self, policy: AssessmentPolicy, period: Period, by: By
    ) -> tuple[list[FigureDifference], int]:
        """Return what differs: the view as one transaction sees it, against the facts that it knows
        of."""
        schema = place.schema_of(self._city, ACCOUNTABILITY)
        if self._as_of is not None:
            moment = Moment(self._as_of)
            schema = make(self._database.connect, self._city, ACCOUNTABILITY, moment)
        connected = psycopg.AsyncConnection.connect(self._database.service_url)
        async with await connected as conn:
            await conn.set_isolation_level(IsolationLevel.REPEATABLE_READ)
            known = await position_of(conn, schema)
            with self._database.connect() as reader:
                histories = read(reader, self._city, self._as_of or known)
            audited = Audit(histories, self.at)
            return await differences(conn, schema, audited, policy, period, by)


def _lines(difference: FigureDifference) -> str:
    key = "全市" if difference.key == EVERYTHING else difference.key
    named, more = difference.appeals[:_NAMED], len(difference.appeals) - _NAMED
    numbers = " ".join(named) + (f" and {more} more" if more > 0 else "")
    figure = FIGURES[difference.figure]
    pair = f"view {difference.view}, facts {difference.own}"
    return f"{key}  {figure.chinese} {figure.id}: {pair}  {numbers}"
