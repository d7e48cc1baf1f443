"""What a measure gives: a figure with its target, and how the table says whether it was met."""

import statistics
from collections.abc import Sequence

import msgspec


class Figure(msgspec.Struct, frozen=True):
    """One line of the table. `target` is what was asked of it; `met` is None where nothing was."""

    name: str
    value: str
    target: str = ""
    met: bool | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """In words."""
        return {True: "met", False: "MISSED", None: ""}[self.met]


def at_least(name: str, value: float, target: float, shown: str, note: str = "") -> Figure:
    """A figure that should be this high or higher."""
    return Figure(name, shown, f"≥ {target:,g}", value >= target, note)


def at_most(name: str, value: float, target: float, shown: str, note: str = "") -> Figure:
    """A figure that should be this low or lower."""
    return Figure(name, shown, f"≤ {target:,g}", value <= target, note)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that so large a share of them does not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)
