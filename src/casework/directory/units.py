"""单位: what lies below and above a unit, what was dissolved into it, who answers for an area."""

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from casework.directory.events import UnitDissolved
from casework.directory.periods import Roll
from casework.directory.unit_tree import UnitTree
from casework.directory.values import Unit
from casework.directory.words import CENTRE, TERRITORIAL


class _Reaches:
    """What `Units.reach` found while the same units stood."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.kept: dict[str, frozenset[str]] = {}


class _Dissolved:
    """The units that were dissolved, by their successor and by the unit that they lay below."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.into: dict[str, list[str]] = {}
        self.below: dict[str, list[str]] = {}
        for unit in units:
            if unit.successor:
                self.into.setdefault(unit.successor, []).append(unit.code)
                if unit.parent:
                    self.below.setdefault(unit.parent, []).append(unit.code)


class Units(Roll[Unit]):
    """All units that there were. Whoever asks without an instant is answered by the newest."""

    def subtree(self, code: str, at: datetime | None) -> frozenset[str]:
        """Return the codes of that unit and of all below it."""
        return self.derived(at, UnitTree).subtree(code)

    def of_area(self, area: str | None, kind: str, at: datetime | None) -> list[Unit]:
        """Return the units of that kind that answer for an area, that of the smallest first."""
        return self.derived(at, UnitTree).of_area(area, kind) if area else []

    def above(self, unit: str | None, area: str | None, at: datetime | None) -> frozenset[str]:
        """Return the codes of the units that somebody answers to: see `Directory.above`."""
        places = [u.code for kind in TERRITORIAL for u in self.of_area(area, kind, at)]
        ahead = [*([unit] if unit else []), *places]
        into = self.derived(None, _Dissolved).into
        found: set[str] = set()
        while ahead:
            code = ahead.pop()
            there = self.at(code, at) or self.at(code, None)
            if code in found or (there and there.kind == CENTRE):
                continue
            found.add(code)
            ahead += [there.parent] if there and there.parent else []
            ahead += into.get(code, ())
        return frozenset(found)

    def reach(self, code: str, at: datetime | None) -> frozenset[str]:
        """Return the codes of the units that somebody of it acts for: see `Directory.reach`."""
        kept = self.derived(at, _Reaches).kept
        if code not in kept:
            kept[code] = self._reach(code, at)
        return kept[code]

    def _reach(self, code: str, at: datetime | None) -> frozenset[str]:
        found = set(self.subtree(code, at)) | ({code} if self.at(code, None) else set())
        below = self.derived(None, _Dissolved).below
        ahead = list(found)
        while ahead:
            gone = below.get(ahead.pop(), ())
            ahead += [each for each in gone if each not in found]
            found.update(gone)
        return frozenset(found)

    def dissolved(self, at: datetime) -> list[str]:
        """Return the codes of the units that were dissolved by that instant."""
        return [
            code
            for code, period in self.standing(None).items()
            if period.value.successor and self.at(code, at) is None
        ]

    def dissolve(self, code: str, fact: UnitDissolved, at: datetime) -> None:
        """End a unit; its orders go to its successor."""
        history = self.history(code)
        unit = replace(history.periods[-1].value, successor=fact.successor)
        self.put(code, history.ending(fact.valid_to or at, unit))
