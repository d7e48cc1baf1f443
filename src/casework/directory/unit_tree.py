"""单位树: which units lie below a unit, and which answer for an area, at one instant."""

from collections.abc import Sequence

from casework.directory.values import Unit


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
        """That unit and all below it; nothing where it does not stand."""
        if code not in self._subtrees:
            self._subtrees[code] = self._collected(code)
        return self._subtrees[code]

    def of_area(self, area: str, kind: str) -> list[Unit]:
        """The units of that kind whose area the code begins with, the closest first."""
        lengths = range(len(area), 0, -1)
        return [unit for n in lengths for unit in self._of_area.get((kind, area[:n]), ())]

    def _collected(self, code: str) -> frozenset[str]:
        found: set[str] = set()
        ahead = [code] if code in self._units else []
        while ahead:
            found.add(unit := ahead.pop())
            ahead += (below for below in self._below.get(unit, ()) if below not in found)
        return frozenset(found)
