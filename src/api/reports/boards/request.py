"""What is asked of the figures, resolved: one generation, one policy, one period, one scope."""

from typing import Any
from urllib.parse import urlencode

import msgspec
from msgspec.structs import replace
from psycopg import AsyncConnection

from api.reports.boards import refusals as no
from api.reports.boards.links import Links
from api.reports.boards.presenter import period_to_json
from casework.appeal.refusals import OutsideScope
from casework.directory.directory import Directory
from casework.figures.board import Board
from casework.policy.assessment import AssessmentPolicy
from casework.policy.policies import Policies
from projections.accountability.figures.drill_down import has_orders
from projections.accountability.figures.names import OTHERS
from projections.accountability.figures.query import By, FigureQuery
from projections.engine.past import Moment


class BoardRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A query, and who may see what of its answer.

    `directory` and `policies` are those that were known at the moment; `units` are all that the
    caller sees, None for every unit. `moment_words` are `as_of` and `happened_by` as they were
    sent, for the links of the answer.
    """

    query: FigureQuery
    moment: Moment | None
    directory: Directory
    policies: Policies
    units: frozenset[str] | None
    moment_words: dict[str, str]

    @property
    def bounds(self) -> tuple[object, ...]:
        """Return what makes two lists the same list; that time goes on makes no other one."""
        units = sorted(self.units) if self.units is not None else None
        return self.query.period, self.query.policy.tag, self.moment, units

    def rows(self, by: By = "unit", unit: str | None = None) -> FigureQuery:
        """Return the query of the rows that the caller sees; of one unit where it is named."""
        return replace(self.query, by=by, units=self.within(unit))

    def listed(self, unit: str | None, *, of_all_time: bool = False) -> FigureQuery:
        """Return the query of a list, of the period or of all time."""
        return replace(self.query, units=self.within(unit), of_all_time=of_all_time)

    def within(self, unit: str | None) -> list[str] | None:
        """Return one unit, or all that the caller sees; None for every unit. 403 for another."""
        if unit is None:
            return sorted(self.units) if self.units is not None else None
        if self.units is not None and unit not in self.units:
            raise _outside(self.units)
        return [unit]

    async def check_known(self, conn: AsyncConnection, unit: str | None, *, counted: bool) -> None:
        """Raise `NoSuchUnit` for a unit that neither the directory nor any case names.

        An imported unit has cases alone, though none behind the figure or in the period.
        """
        if unit is None or counted or self.directory.history(f"unit/{unit}").periods:
            return
        if not await has_orders(conn, self.query.schema, unit):
            raise no.NoSuchUnit()

    async def check_counted(self, conn: AsyncConnection, unit: str | None, board: Board) -> None:
        """Raise `NoSuchUnit` where nothing was counted of a unit that there is not."""
        counted = board.overall is not None and not board.overall.is_empty
        await self.check_known(conn, unit, counted=counted)

    def links(self, by: By, **more: str | None) -> Links:
        """Return the addresses of the lists behind the figures of a board."""
        words = {
            "period": self.query.period.label,
            "policy": self.query.policy.tag,
            **self.moment_words,
            **more,
        }
        return Links(by, words)

    def words(self, unit: str | None = None, *, of_all_time: bool = False) -> dict[str, Any]:
        """Return what the links of a list repeat, so that it is counted as its number was."""
        period = {"period": self.query.period.label, "policy": self.query.policy.tag}
        return {"unit": unit, **({} if of_all_time else period), **self.moment_words}

    def appeal(self, appeal_no: str) -> str:
        """Return the address of the appeal; of the past as it was then."""
        path = f"/v1/tracking/{appeal_no}"
        if self.moment is None:
            return path
        return f"{path}?{urlencode({'at': self.query.at.isoformat()})}"

    def heading(self, position: int, *, of_all_time: bool = False) -> dict[str, object]:
        """Return what an answer says of itself: as of when, by which policy, in which period."""
        happened = self.moment.happened_by if self.moment else None
        as_of = {"position": position, "at": self.query.at, "happened_by": happened}
        if of_all_time:
            return {"as_of": as_of, "policy": None, "period": None}
        policy = {"tag": self.query.policy.tag, "name": self.query.policy.name}
        period = period_to_json(self.query.period, self.query.at)
        return {"as_of": as_of, "policy": policy, "period": period}


def check_list(policy: AssessmentPolicy, listing: str | None) -> None:
    """Raise `NoSuchList` for a list that the policy does not have."""
    there = [*(each.id for each in policy.lists), OTHERS]
    if listing not in (None, *there):
        raise no.NoSuchList(policy=policy.tag, there=", ".join(there))


def _outside(units: frozenset[str]) -> OutsideScope:
    named = ", ".join(sorted(units))
    return OutsideScope(
        f"You see the figures of {named}, and of no other unit.", f"您只能查看{named}的考核数据。"
    )
