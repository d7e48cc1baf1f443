"""树: what lies above a category, below and above a unit, and which units answer for an area."""

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from casework.directory.events import UnitDissolved
from casework.directory.periods import Roll
from casework.directory.values import Category, Unit
from casework.directory.words import CENTRE, TERRITORIAL


class CategoryTree:
    """Built once from the categories that stand; every answer is kept."""

    def __init__(self, categories: Sequence[Category]) -> None:
        self.parents = frozenset(category.parent for category in categories)
        self._categories = {category.code: category for category in categories}
        self._up_from: dict[str, tuple[Category, ...]] = {}

    def up_from(self, code: str) -> tuple[Category, ...]:
        """Return a category and those above it, the nearest first."""
        if code not in self._up_from:
            self._up_from[code] = self._climb(code)
        return self._up_from[code]

    def _climb(self, code: str) -> tuple[Category, ...]:
        found: dict[str, Category] = {}
        above: str | None = code
        while above and above not in found and above in self._categories:
            found[above] = self._categories[above]
            above = found[above].parent
        return tuple(found.values())


class UnitTree:
    """Built once from the units that stand; every answer is kept."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = {unit.code for unit in units}
        self._below: dict[str, list[str]] = {}
        self._of_area: dict[tuple[str, str], list[Unit]] = {}
        self._subtrees: dict[str, frozenset[str]] = {}
        for unit in units:
            if unit.parent:
                self._below.setdefault(unit.parent, []).append(unit.code)
            for area in unit.areas:
                self._of_area.setdefault((unit.kind, area), []).append(unit)

    def subtree(self, code: str) -> frozenset[str]:
        """Return that unit and all below it; nothing where it does not stand."""
        if code not in self._subtrees:
            self._subtrees[code] = self._collected(code)
        return self._subtrees[code]

    def of_area(self, area: str, kind: str) -> list[Unit]:
        """Return the units of that kind whose area the code begins with, the closest first."""
        lengths = range(len(area), 0, -1)
        return [unit for n in lengths for unit in self._of_area.get((kind, area[:n]), ())]

    def _collected(self, code: str) -> frozenset[str]:
        found: set[str] = set()
        ahead = [code] if code in self._units else []
        while ahead:
            found.add(unit := ahead.pop())
            ahead += (below for below in self._below.get(unit, ()) if below not in found)
        return frozenset(found)


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
            for code, period in self.in_force(None).items()
            if period.value.successor and self.at(code, at) is None
        ]

    def dissolve(self, code: str, fact: UnitDissolved, at: datetime) -> None:
        """End a unit; its orders go to its successor."""
        history = self.history(code)
        unit = replace(history.periods[-1].value, successor=fact.successor)
        self.put(code, history.ending(fact.valid_to or at, unit))
