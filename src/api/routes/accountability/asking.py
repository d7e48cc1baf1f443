"""What every board and list of accountability is asked for by: a period, a policy, a moment."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

import msgspec
from fastapi import Depends, Query
from psycopg import AsyncConnection

from api.accountability import refusals as no
from api.accountability.boards import Source, asked, policy_of
from api.as_of.moments import EffectiveAt
from api.door import Calling, Serving
from api.routes.reading import AsOfText
from api.scope import figures_of
from api.service import Service
from casework.appeal.access import scope_of
from casework.appeal.refusals import OutsideScope
from casework.directory.directory import Directory
from casework.facts import Caller
from casework.figures.catalogue import FIGURES
from casework.policy.assessment import AssessmentPolicy
from casework.policy.periods import Period, containing, period_of
from casework.policy.policies import Policies
from casework.time import SECOND
from projections.accountability import ACCOUNTABILITY
from projections.accountability.queries import Asked, By, has_orders
from projections.engine.reading import AsOf
from projections.tracking import access
from projections.tracking.queries import against

DRILL_DOWN = "/v1/accountability/appeals"

PeriodLabel = Annotated[
    str | None,
    Query(
        max_length=40, examples=["2026-10"],
        description="2026-10, 2026-Q3, 2026, 2026-10-15 or 2026-10-01..2026-10-15; "
        "the running one where it is left out.",
    ),
]  # fmt: skip
PolicyName = Annotated[
    str,
    Query(max_length=80, description="考核办法, or one version of it, as in `dengta@1`."),
]
HappenedBy = Annotated[
    str | None,
    Query(
        max_length=60,
        description="Only what had happened by this instant, as far as it is known at `as_of`.",
    ),
]


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked, resolved: one generation of the view, one policy, one period.

    `directory` and `policies` are those that were known at the moment; `units` are all that the
    caller sees, None for every unit; `hidden` are appeals that no list shows it. `moment_words` are
    `as_of` and `happened_by` as they were sent, for the links of the answer.
    """

    source: Source
    seen: EffectiveAt
    policy: AssessmentPolicy
    period: Period
    directory: Directory
    policies: Policies
    units: frozenset[str] | None
    hidden: tuple[str, ...]
    moment_words: dict[str, str]

    @property
    def then(self) -> datetime:
        """The instant that names and lists are those of: the period's end, or now before it."""
        return min(self.seen.at, self.period.ends - SECOND)

    @property
    def bounds(self) -> tuple[object, ...]:
        """What makes two lists the same list; that time goes on does not make it another."""
        units = sorted(self.units) if self.units is not None else None
        return self.period, self.policy.tag, self.seen.moment, units

    def rows(self, by: By = "unit", *, unit: str | None = None, period: Period | None = None,
             **more: object) -> Asked:  # fmt: skip
        """The rows that are counted, within what the caller sees; of one unit where it is named."""
        return asked(
            self.source, self.policy, period or self.period, by=by, units=self.within(unit), **more
        )

    def within(self, unit: str | None) -> list[str] | None:
        """One unit, or all that the caller sees; None for every unit. 403 for one outside."""
        if unit is None:
            return sorted(self.units) if self.units is not None else None
        if self.units is not None and unit not in self.units:
            raise _outside(self.units)
        return [unit]

    async def knows(self, conn: AsyncConnection, unit: str | None, *, counted: bool) -> None:
        """422 for a unit that neither the directory nor any case names: an imported unit has cases
        alone, though none behind the figure or in the period that is asked for."""
        if unit is None or counted or self.directory.history(f"unit/{unit}").periods:
            return
        if not await has_orders(conn, self.source.schema, unit):
            raise no.NoSuchUnit()

    def person(self, user: str) -> str:
        """The display name of an account; of one that is closed, its own name."""
        account = self.directory.account(user)
        return (account.display_name if account else "") or user

    def link(self, figure: str, by: By, keys: Iterable[str], **more: str | None) -> str:
        """The list behind a figure, under the same period, policy and moment."""
        words: dict[str, object] = {
            "figure": figure, "by": by, "key": list(keys), "period": self.period.label,
            "policy": self.policy.tag, **self.moment_words, **more,
        }  # fmt: skip
        given = {name: word for name, word in words.items() if word is not None}
        return f"{DRILL_DOWN}?{urlencode(given, doseq=True)}"

    def appeal(self, appeal_no: str) -> str:
        """The appeal itself; of the past as it stood then."""
        path = f"/v1/tracking/{appeal_no}"
        if self.seen.moment is None:
            return path
        return f"{path}?{urlencode({'at': self.seen.at.isoformat()})}"

    def told(self, as_of: AsOf) -> dict[str, object]:
        """What an answer says of itself: as of when, by which policy, in which period."""
        happened = self.seen.moment.happened_by if self.seen.moment else None
        return {
            "as_of": {"position": as_of.position, "at": self.seen.at, "happened_by": happened},
            "policy": {"tag": self.policy.tag, "name": self.policy.name},
            "period": told_period(self.period, self.seen.at),
        }


async def asking(
    service: Serving, caller: Calling, period: PeriodLabel = None, policy: PolicyName = "dengta",
    as_of: AsOfText = None, happened_by: HappenedBy = None,
) -> Asking:  # fmt: skip
    """What is asked. 403 for whoever sees no figures, 422 for what there is not."""
    units = figures_of(caller, service.reach(caller))
    seen = await service.snapshots.resolve(as_of, happened_by)
    directory, policies = await _known(service, seen)
    terms = policy_of(policies, policy, seen.at)
    found = (
        period_of(period, terms.period, now=seen.at)
        if period
        else containing(seen.at, terms.period)
    )
    schema = await service.snapshots.schema(ACCOUNTABILITY, seen.moment)
    words = {"as_of": as_of, "happened_by": happened_by}
    return Asking(
        source=Source(schema, seen.at), seen=seen, policy=terms, period=found, directory=directory,
        policies=policies, units=units, hidden=await hidden_from(service, caller),
        moment_words={k: v for k, v in words.items() if v},
    )  # fmt: skip


AskedFor = Annotated[Asking, Depends(asking)]
UnitCode = Annotated[
    str | None,
    Query(max_length=100, description="One unit; every unit that you see, if left out."),
]


def known_figure(figure: str) -> str:
    """The figure of that id. 422 where there is none."""
    if figure not in FIGURES:
        raise no.NoSuchFigure(there=", ".join(FIGURES))
    return figure


def told_period(period: Period, at: datetime) -> dict[str, object]:
    """A period with both its ends, and whether it was over."""
    return {
        "label": period.label, "begins": period.begins, "ends": period.ends,
        "over": period.is_over(at),
    }  # fmt: skip


async def hidden_from(service: Service, caller: Caller) -> tuple[str, ...]:
    """Return the appeals against the caller's own unit or one below it that it does not read.

    No list names them, even of orders it had. The figures stay: a board is the same for everybody.
    """
    reader = service.reader(caller)
    if not (units := reader.under | reader.reach):
        return ()
    read = access.within(scope_of(reader))
    async with service.pool.connection() as conn:
        return await against(conn, service.city, sorted(units), read)


async def _known(service: Service, seen: EffectiveAt) -> tuple[Directory, Policies]:
    if seen.moment is None:
        await service.refresh()
        return service.directory, service.policies
    reference = await service.snapshots.reference(seen.moment.position)
    return reference.directory, reference.policies


def _outside(units: frozenset[str]) -> OutsideScope:
    named = ", ".join(sorted(units))
    return OutsideScope(
        f"You see the figures of {named}, and of no other unit.", f"您只能查看{named}的考核数据。"
    )
