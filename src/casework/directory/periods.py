"""有效期: what held from when to when under one code, and under all codes of one kind."""

from bisect import bisect_right
from collections.abc import Callable, Hashable
from datetime import UTC, datetime
from typing import Any, Generic, Self, TypeVar, cast

import msgspec

from casework.directory.events import Registered
from casework.time import MICROSECOND

T = TypeVar("T")
I = TypeVar("I")  # noqa: E741

EVER = datetime.min.replace(tzinfo=UTC)


class ValidPeriod(msgspec.Struct, Generic[T], frozen=True, gc=False):
    """One registration: `value` holds from `since` until before `until`, or until the next."""

    since: datetime
    until: datetime | None
    fact: Registered
    value: T


class History(msgspec.Struct, Generic[T], frozen=True, gc=False):
    """The periods of one code by their beginning; all of them are over from `ended` on."""

    periods: tuple[ValidPeriod[T], ...] = ()
    ended: datetime | None = None

    def at(self, at: datetime | None) -> ValidPeriod[T] | None:
        """Return what holds at that instant. Without one: the newest, whether or not it is over."""
        if at is None:
            return self.periods[-1] if self.periods else None
        if self.ended and at >= self.ended:
            return None
        place = bisect_right(self.periods, at, key=_since) - 1
        if place < 0:
            return None
        period = self.periods[place]
        return None if period.until and at >= period.until else period

    def start_of(self, fact: Registered, recorded_at: datetime) -> datetime:
        """Return from when a registration would hold.

        One that is over already when it is recorded, and does not say since when it held, corrects
        the period in which it ended: that is how an end is registered late.
        """
        if fact.valid_from:
            return fact.valid_from
        if not self.periods:
            return EVER
        if fact.valid_to and fact.valid_to <= recorded_at:
            before = self.at(fact.valid_to - MICROSECOND)
            return before.since if before else EVER
        return recorded_at

    def adding(self, fact: Registered, value: T, recorded_at: datetime) -> "History[T]":
        """Return it with one more registration, in the place of one that began at that instant."""
        since = self.start_of(fact, recorded_at)
        others = [period for period in self.periods if period.since != since]
        period = ValidPeriod(since, fact.valid_to, fact, value)
        return History(tuple(sorted([*others, period], key=_since)), self.ended)

    def ending(self, at: datetime, value: T) -> "History[T]":
        """Return it over from that instant on; `value` is what the newest period is from now on."""
        newest = msgspec.structs.replace(self.periods[-1], value=value)
        return History((*self.periods[:-1], newest), at)

    def borders(self) -> set[datetime]:
        """Return the instants at which something else begins to hold, or nothing."""
        ends = (self.ended, *(period.until for period in self.periods))
        begins = (period.since for period in self.periods if period.since != EVER)
        return {*begins, *(end for end in ends if end)}


class Roll(Generic[T]):
    """All entries of one kind. One thread writes; others may read meanwhile."""

    def __init__(self) -> None:
        self._histories: dict[str, History[T]] = {}
        self._derived: dict[Hashable, Any] = {}

    def at(self, code: str, at: datetime | None) -> T | None:
        """Return what stands under that code at that instant."""
        history = self._histories.get(code)
        period = history.at(at) if history else None
        return period.value if period else None

    def history(self, code: str) -> History[T]:
        """Return all periods of a code; none for a code that there never was."""
        return self._histories.get(code) or History()

    def put(self, code: str, history: History[T]) -> None:
        """Keep another history of that code; what was derived from the old one is forgotten."""
        self._histories[code] = history
        self._derived = {}

    def in_force(self, at: datetime | None) -> dict[str, ValidPeriod[T]]:
        """Return everything that stands at that instant, by code."""
        found = ((code, history.at(at)) for code, history in tuple(self._histories.items()))
        return {code: period for code, period in found if period}

    def derived(self, at: datetime | None, make: Callable[[list[T]], I]) -> I:
        """Return an index of what stands then; made once for all instants between two changes."""
        kept = self._derived
        key = (make, at and bisect_right(self.borders(), at))
        if key not in kept:
            kept[key] = make([period.value for period in self.in_force(at).values()])
        return cast("I", kept[key])

    def borders(self) -> list[datetime]:
        """Return the instants at which something changes, in order."""
        kept = self._derived
        if "borders" not in kept:
            histories = tuple(self._histories.values())
            kept["borders"] = sorted(set().union(*(h.borders() for h in histories)))
        return cast("list[datetime]", kept["borders"])

    def copy(self) -> Self:
        """Return the same entries, to try something on."""
        roll = type(self)()
        roll._histories = dict(self._histories)
        return roll


def _since(period: ValidPeriod[Any]) -> datetime:
    return period.since
