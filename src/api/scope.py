"""范围: which appeals a caller may read (DOMAIN 10)."""

import msgspec

from api.problems import Problem
from casework.facts import Caller
from projections.tracking.queries import Wanted
from projections.tracking.rows import TrackingRow

ALL = frozenset({"collector", "operator", "duty_leader", "supervisor", "auditor"})
AFTER_FEEDBACK = ["called_back", "closed", "fed_back"]


class Scope(msgspec.Struct, frozen=True):
    """What limits the reading: a unit, or states; neither for those who read all."""

    unit: str | None = None
    statuses: list[str] | None = None

    def narrow(self, wanted: Wanted) -> Wanted:
        """The list without what lies outside. 403 where another unit's is asked for."""
        unit, status = wanted.unit, wanted.status
        if self.unit is not None:
            if unit not in (None, self.unit):
                raise _outside(f"You read the orders of {self.unit}, not those of {unit}.")
            unit = self.unit
        if self.statuses is not None:
            status = [s for s in status or self.statuses if s in self.statuses]
        return msgspec.structs.replace(wanted, unit=unit, status=status)

    def check(self, row: TrackingRow) -> None:
        """403 for an appeal outside."""
        if self.unit is not None and row.lead_unit != self.unit:
            raise _outside(f"{row.appeal_no} is not addressed to {self.unit}.")
        if self.statuses is not None and row.status not in self.statuses:
            raise _outside(f"{row.appeal_no} is not awaiting callback yet.")


def scope_of(caller: Caller) -> Scope:
    """The widest scope of the caller's posts. 403 for an account without any."""
    if ALL & caller.posts:
        return Scope()
    if "caller" in caller.posts:
        return Scope(statuses=AFTER_FEEDBACK)
    if "department" in caller.posts and caller.unit:
        return Scope(unit=caller.unit)
    raise _outside("Your posts see no appeals (不可查看诉求).")


def _outside(detail: str) -> Problem:
    return Problem(403, "OutsideScope", detail)
