"""范围: which appeals a caller may read (DOMAIN 10)."""

import msgspec

from casework.appeal.refusals import OutsideScope
from casework.appeal.words import ENDED
from casework.facts import Caller
from projections.tracking.queries import Condition, Wanted
from projections.tracking.rows import TrackingRow

ALL = frozenset({"collector", "operator", "duty_leader", "supervisor", "auditor"})
UNITS = frozenset({"department", "unit_head"})
EXPORTING = UNITS | {"operator", "duty_leader", "supervisor", "auditor"}
ALL_FIGURES = frozenset({"operator", "duty_leader", "supervisor", "auditor"})
AFTER_FEEDBACK = ["archived", "called_back", "closed", "fed_back"]


class Scope(msgspec.Struct, frozen=True):
    """What limits the reading; nothing for those who read all. `lists` is false for one at a time.

    `units` are the caller's own and all below; it reads what they lead and what they help with.
    """

    units: frozenset[str] | None = None
    area: str | None = None
    collected_by: str | None = None
    statuses: list[str] | None = None
    lists: bool = True

    def narrow(self, wanted: Wanted) -> Wanted:
        """The list without what lies outside. 403 where another unit's is asked for."""
        if not self.lists:
            raise _outside("Your posts see no lists of appeals (不可查看列表).")
        replace = msgspec.structs.replace
        if self.units is not None:
            wanted = self._of_units(wanted)
        if self.area is not None:
            if wanted.area is not None and not wanted.area.startswith(self.area):
                raise _outside(f"You read the appeals of {self.area}, not those of {wanted.area}.")
            wanted = replace(wanted, area=wanted.area or self.area)
        if self.collected_by is not None:
            wanted = replace(wanted, collected_by=self.collected_by)
        if self.statuses is not None:
            among = [s for s in wanted.status or self.statuses if s in self.statuses]
            wanted = replace(wanted, status=among)
        return wanted

    def check(self, row: TrackingRow) -> None:
        """403 for an appeal outside."""
        if self.units is not None and not self.units & {row.lead_unit, *row.co_units}:
            raise _outside(f"{row.appeal_no} is not addressed to {', '.join(sorted(self.units))}.")
        if self.area is not None and not (row.area or "").startswith(self.area):
            raise _outside(f"{row.appeal_no} does not lie in {self.area}.")
        if self.collected_by is not None and row.collected_by != self.collected_by:
            raise _outside(f"{row.appeal_no} is not yours.")
        if self.statuses is not None and row.status not in self.statuses:
            raise _outside(f"{row.appeal_no} is {row.status}: not for your posts at this time.")

    def _of_units(self, wanted: Wanted) -> Wanted:
        units = self.units or frozenset()
        if asked := wanted.unit or wanted.helping:
            if asked not in units:
                raise _outside(f"You read the orders of {_named(units)}, not those of {asked}.")
            return wanted
        if len(units) == 1:
            return msgspec.structs.replace(wanted, unit=min(units))
        own = Condition("lead_unit = ANY (%(own)s)", (("own", sorted(units)),))
        return msgspec.structs.replace(wanted, within=(*wanted.within, own))


def scope_of(caller: Caller, reach: frozenset[str]) -> Scope:
    """The widest scope of the caller's posts. 403 for an account that reads none."""
    posts = caller.posts
    if ALL & posts:
        return Scope()
    if "caller" in posts:
        return Scope(statuses=AFTER_FEEDBACK)
    if "arbitrator" in posts:
        return Scope(statuses=["arbitration"])
    if UNITS & posts and reach:
        return Scope(units=reach)
    if "grid_worker" in posts and caller.area:
        return Scope(area=caller.area)
    if "resident" in posts:
        return Scope(collected_by=caller.user)
    if "data_officer" in posts:
        return Scope(statuses=sorted(ENDED), lists=False)
    raise _outside("Your posts see no appeals (不可查看诉求).")


def export_scope_of(caller: Caller, reach: frozenset[str]) -> Scope:
    """What a caller may take away as a file: the scope of those posts alone that export."""
    exporting = caller.posts & EXPORTING
    if not exporting:
        raise _outside("Your posts export no appeals (不可导出).")
    return scope_of(msgspec.structs.replace(caller, posts=exporting), reach)


def figures_of(caller: Caller, reach: frozenset[str]) -> frozenset[str] | None:
    """The units whose figures, and the cases behind them, a caller sees; None for all of them.

    403 for whoever sees none (DOMAIN 10, "Export, drill-down"; L 28: a unit sees its own).
    """
    if ALL_FIGURES & caller.posts:
        return None
    if UNITS & caller.posts and reach:
        return reach
    raise _outside("Your posts see no figures of units (不可查看考核数据).")


def _named(units: frozenset[str] | list[str]) -> str:
    return ", ".join(sorted(units))


def _outside(detail: str) -> OutsideScope:
    return OutsideScope(detail)
