"""谁能看: who reads an appeal, and how much of it (DOMAIN 10, 11.10, 11.22, 17.9, 17.10).

One table, `access_table`. A single read asks it by `rights`, a list is narrowed by the same
conditions (`scope_of`, made into SQL beside the view), and a verb is refused to whoever does not
read: what one place hides, no other shows. Whoever is complained against, and all below it, reads
nothing by any post.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import Any, Literal

import msgspec

from casework.appeal.access_table import ROWS, Row
from casework.facts import Caller

Claimant = Literal["clear", "masked", "absent"]
_BEST: tuple[Claimant, ...] = ("absent", "masked", "clear")

FED_BACK_ON = ("archived", "called_back", "closed", "fed_back")
ENDED = ("archived", "closed")
WITH_UNIT = ("dispatched", "handling", "return_pending")


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """Who reads: an account, with where it stands among the units.

    `reach` are the units that it acts for: its own and all below it. `under` are those that it
    answers to: its own, all above it, and for a grid worker those of the place.
    """

    user: str
    posts: frozenset[str]
    unit: str | None = None
    area: str | None = None
    reach: frozenset[str] = frozenset()
    under: frozenset[str] = frozenset()

    @classmethod
    def of(cls, caller: Caller, reach: frozenset[str], under: frozenset[str]) -> "Reader":
        """Return the reader that a caller is."""
        return cls(
            user=caller.user,
            posts=caller.posts,
            unit=caller.unit,
            area=caller.area,
            reach=reach,
            under=under,
        )


class Matter(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What of an appeal decides who reads it; its state and its row both know it.

    `supervised` are the units of its open supervisions, `arbitrators` who designated a unit;
    `overdue` says that the handling limit has passed before any result.
    """

    status: str
    collected_by: str = ""
    area: str | None = None
    lead_unit: str | None = None
    co_units: Collection[str] = ()
    handed_to: Collection[str] = ()
    copied_to: Collection[str] = ()
    supervised: Collection[str] = ()
    accused: str | None = None
    arbitrators: Collection[str] = ()
    confidential: bool = False
    threat: bool = False
    overdue: bool = False


class Rights(msgspec.Struct, frozen=True):
    """What is read of one appeal. `public`: public words and states alone (诉求人所见)."""

    claimant: Claimant
    words: bool
    public: bool = False


class Condition(msgspec.Struct, frozen=True):
    """One thing that must hold of the appeal: the field, how, and what it is held against."""

    field: str
    how: Literal["is", "among", "outside", "overlaps", "begins"]
    value: Any

    def holds(self, matter: Matter) -> bool:
        """Return whether it does."""
        found = getattr(matter, self.field)
        match self.how:
            case "is":
                return bool(found == self.value)
            case "among":
                return found in self.value
            case "outside":
                return found not in self.value
            case "overlaps":
                return not self.value.isdisjoint(found)
        return bool((found or "").startswith(self.value))


class Clause(msgspec.Struct, frozen=True):
    """One way to read appeals: where all its conditions hold, and what is then read of them."""

    conditions: tuple[Condition, ...]
    open: Claimant
    confidential: Claimant
    words: bool
    public: bool


class Scope(msgspec.Struct, frozen=True):
    """All that somebody reads: what one of `clauses` holds of, and `never` does not stand against.

    `lists` is false for whoever reads one at a time.
    """

    clauses: tuple[Clause, ...]
    never: tuple[Condition, ...] = ()
    lists: bool = True

    @property
    def is_public(self) -> bool:
        """Return whether it is a resident's, who reads public words alone."""
        return bool(self.clauses) and all(clause.public for clause in self.clauses)

    @property
    def is_all(self) -> bool:
        """Return whether every appeal there is, is read."""
        return not self.never and any(not clause.conditions for clause in self.clauses)

    def rights(self, matter: Matter) -> Rights | None:
        """Return what is read of this appeal; None where it is not read."""
        if not all(condition.holds(matter) for condition in self.never):
            return None
        found = [c for c in self.clauses if all(x.holds(matter) for x in c.conditions)]
        if not found:
            return None
        claimants = [c.confidential if matter.confidential else c.open for c in found]
        return Rights(
            claimant=max(claimants, key=_BEST.index),
            words=not matter.threat or any(c.words for c in found),
            public=all(c.public for c in found),
        )


@lru_cache(maxsize=4096)
def scope_of(reader: Reader) -> Scope:
    """Return all that this reader reads; without a clause, nothing."""
    rows = [row for row in ROWS if row.posts & reader.posts]
    clauses = tuple(clause for row in rows for clause in _clauses(row, reader))
    never = (Condition("accused", "outside", reader.under),) if reader.under else ()
    lists = any(row.relation != "ended" for row in rows)
    return Scope(clauses, never, lists)


def _clauses(row: Row, reader: Reader) -> list[Clause]:
    secret = () if row.confidential != "-" else (Condition("confidential", "is", False),)
    public = row.open == "public"
    return [
        Clause(
            conditions=(*conditions, *secret),
            open="clear" if public else row.open,  # type: ignore[arg-type]
            confidential="clear" if public else row.confidential,  # type: ignore[arg-type]
            words=row.threat != "withheld",
            public=public,
        )
        for conditions in _conditions(row.relation, reader)
    ]


_PARTS = {
    "lead": "lead_unit",
    "co": "co_units",
    "handed": "handed_to",
    "copied": "copied_to",
    "supervised": "supervised",
}


def _conditions(relation: str, reader: Reader) -> list[tuple[Condition, ...]]:
    """Return the ways to stand in a relation; none where the reader cannot."""
    if relation in _PARTS:
        return _of_units(_PARTS[relation], reader)
    if relation == "grid":
        return [(Condition("area", "begins", reader.area),)] if reader.area else []
    plain: dict[str, tuple[Condition, ...]] = {
        "all": (),
        "own": (Condition("collected_by", "is", reader.user),),
        "callback": (Condition("status", "among", FED_BACK_ON),),
        "overdue": (Condition("status", "among", WITH_UNIT), Condition("overdue", "is", True)),
        "ended": (Condition("status", "among", ENDED),),
        "disputed": (Condition("status", "among", ("arbitration",)),),
        "arbitrated": (Condition("arbitrators", "overlaps", frozenset({reader.user})),),
    }
    return [plain[relation]]


def _of_units(field: str, reader: Reader) -> list[tuple[Condition, ...]]:
    """Return the ways to have a part as one of these units.

    Of what is said against a unit below, the unit above reads only what itself has a part in: the
    part of the accused would else be read by who commands it.
    """
    if not reader.reach:
        return []
    below = reader.reach - {reader.unit}
    own = _has_part(field, frozenset({reader.unit or ""}))
    if not below:
        return [(own,)]
    return [(_has_part(field, reader.reach), Condition("accused", "outside", below)), (own,)]


def _has_part(field: str, units: frozenset[str]) -> Condition:
    return Condition(field, "among" if field == "lead_unit" else "overlaps", units)
