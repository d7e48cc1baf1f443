"""The directory as it stands: the facts of all its streams, folded into look-ups by instant."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from casework.directory import events as e
from casework.directory.gazetteer import Gazetteer
from casework.directory.periods import History, Roll, ValidPeriod
from casework.directory.trees import CategoryTree, Units
from casework.directory.values import (
    Account,
    Area,
    Category,
    PartyBody,
    Person,
    Unit,
    account_of,
    value_of,
)
from casework.directory.words import POSTS
from casework.facts import Fact, Recorded

__all__ = ["POSTS", "Account", "Area", "Category", "Directory", "PartyBody", "Person", "Unit"]


class Directory:
    """Look-ups by code and instant; without an instant, the newest that was registered.

    It grows by `apply`, in the order of the log; `position` says how far.
    """

    def __init__(self) -> None:
        self.position = 0
        self.versions: dict[str, int] = {}
        self._latest: dict[str, Fact] = {}
        self._areas: Roll[Area] = Roll()
        self._units = Units()
        self._categories: Roll[Category] = Roll()
        self._bodies: Roll[PartyBody] = Roll()
        self._people: Roll[Person] = Roll()
        self._accounts: dict[str, Account] = {}
        self._by_token: dict[str, str] = {}
        self._filters: dict[str, dict[str, str]] = {}

    def area(self, code: str, at: datetime | None = None) -> Area | None:
        """Return the area with this code."""
        return self._areas.at(code, at)

    def unit(self, code: str, at: datetime | None = None) -> Unit | None:
        """Return the unit with this code."""
        return self._units.at(code, at)

    def category(self, code: str, at: datetime | None = None) -> Category | None:
        """Return the category with this code."""
        return self._categories.at(code, at)

    def has_categories_below(self, code: str, at: datetime | None = None) -> bool:
        """Return whether the category tree goes on below a category."""
        return code in self._categories.derived(at, CategoryTree).parents

    def is_utility(self, code: str, at: datetime | None = None) -> bool:
        """Return whether a category, or one above it, is marked as 水电气热."""
        return any(category.utility for category in self.up_from(code, at))

    def up_from(self, code: str, at: datetime | None = None) -> Sequence[Category]:
        """Return a category and those above it, the nearest first."""
        return self._categories.derived(at, CategoryTree).up_from(code)

    def body(self, code: str, at: datetime | None = None) -> PartyBody | None:
        """Return the Party body with this code."""
        return self._bodies.at(code, at)

    def person(self, code: str, at: datetime | None = None) -> Person | None:
        """Return the person with this code, as in the post held then."""
        return self._people.at(code, at)

    def account(self, name: str) -> Account | None:
        """Return the account of this name; a closed one is unknown at once."""
        return self._accounts.get(name)

    def account_of(self, token_sha256: str) -> Account | None:
        """Return the account whose token has this SHA-256 (hex)."""
        name = self._by_token.get(token_sha256)
        return self._accounts.get(name) if name else None

    def accounts(self) -> list[Account]:
        """Return the accounts that are open, by name."""
        return [self._accounts[name] for name in sorted(self._accounts)]

    def saved_filters(self, user: str) -> dict[str, str]:
        """Return the filters that a user keeps, by name, as JSON."""
        return self._filters.get(user, {})

    def saved_filter(self, user: str, name: str) -> str | None:
        """Return one of them, as JSON."""
        return self.saved_filters(user).get(name)

    def place(self, code: str, at: datetime | None = None) -> str | None:
        """Return the names from street to area, joined: 万宝桥街道铧西社区第三网格."""
        area = self.area(code, at)
        if area is None:
            return None
        parent = self.area(area.parent, at) if area.parent else None
        if parent is None or area.level == "street":
            return area.name
        return f"{self.place(parent.code, at)}{area.name.removeprefix(parent.name)}"

    def subtree(self, code: str, at: datetime | None = None) -> frozenset[str]:
        """Return the codes of that unit and of all below it; none where there is none then."""
        return self._units.subtree(code, at)

    def above(
        self, unit: str | None, area: str | None, at: datetime | None = None
    ) -> frozenset[str]:
        """Return the codes of the units that somebody answers to: the own, the place's, all above.

        What was dissolved into one of them counts with it. The centre does not: everybody is under
        it, and a complaint against it must reach somebody.
        """
        return self._units.above(unit, area, at)

    def reach(self, code: str, at: datetime | None = None) -> frozenset[str]:
        """Return the codes of the units that somebody of that unit acts for: it and all below it.

        Also what was dissolved: its people act until its orders are handed over.
        """
        return self._units.reach(code, at)

    def dissolved(self, at: datetime) -> list[str]:
        """Return the codes of the units that were dissolved by that instant."""
        return self._units.dissolved(at)

    def units_of_area(self, area: str | None, kind: str, at: datetime | None = None) -> list[Unit]:
        """Return the units of that kind that answer for an area, that of the smallest first."""
        return self._units.of_area(area, kind, at)

    def gazetteer(self, at: datetime | None = None) -> Gazetteer:
        """Return the names and shapes of the areas of that time, to be searched."""
        return self._areas.derived(at, Gazetteer)

    def latest(self, stream: str) -> Fact | None:
        """Return the last fact of an entry's stream, or None."""
        return self._latest.get(stream)

    def history(self, stream: str) -> History[Any]:
        """Return all periods of an entry."""
        kind, _, code = stream.partition("/")
        return self.roll(kind).history(code)

    def in_force(self, kind: str, at: datetime | None = None) -> dict[str, ValidPeriod[Any]]:
        """Return every `area`, `unit`, `category`, `body` or `person` of that time, by code."""
        return self.roll(kind).in_force(at)

    def roll(self, kind: str) -> Roll[Any]:
        """Return all entries of a kind, with their periods."""
        rolls: dict[str, Roll[Any]] = {
            "area": self._areas,
            "unit": self._units,
            "category": self._categories,
            "body": self._bodies,
            "person": self._people,
        }
        return rolls[kind]

    def apply(self, recorded: Recorded) -> None:
        """Take in one more fact of the directory."""
        kind, _, code = recorded.stream.partition("/")
        at = recorded.envelope.recorded_at
        _APPLY[type(recorded.fact)](self, kind, code, recorded.fact, at)
        self._latest[recorded.stream] = recorded.fact
        self.versions[recorded.stream] = recorded.version
        self.position = max(self.position, recorded.position)

    def trying(self, entries: Iterable[tuple[str, e.Registered]], at: datetime) -> "Directory":
        """Return the entries as they would stand, were these registered at that instant."""
        trial = Directory()
        trial._areas, trial._units = self._areas.copy(), self._units.copy()
        trial._categories, trial._bodies = self._categories.copy(), self._bodies.copy()
        trial._people = self._people.copy()
        for stream, fact in entries:
            kind, _, code = stream.partition("/")
            trial._register(kind, code, fact, at)
        return trial

    def _register(self, kind: str, code: str, fact: e.Registered, at: datetime) -> None:
        roll = self.roll(kind)
        history, value = roll.history(code), value_of(code, fact)
        if isinstance(value, Unit) and (newest := history.at(None)):
            value = msgspec.structs.replace(value, successor=newest.value.successor)
        roll.put(code, history.adding(fact, value, at))

    def _open(self, name: str, fact: e.AccountOpened) -> None:
        self._accounts[name] = account_of(name, fact)
        self._by_token[fact.token_sha256] = name

    def _change(self, name: str, fact: e.AccountChanged) -> None:
        self._accounts[name] = account_of(name, fact)

    def _forget(self, name: str) -> None:
        self._accounts.pop(name, None)

    def _keep(self, user: str, fact: e.FilterSaved) -> None:
        self._filters[user] = {**self.saved_filters(user), fact.name: fact.wanted}

    def _renew(self, name: str, fact: e.AccountTokenRenewed) -> None:
        for token in [token for token, whose in self._by_token.items() if whose == name]:
            del self._by_token[token]
        self._by_token[fact.token_sha256] = name


Apply = Callable[[Directory, str, str, Any, datetime], None]

_APPLY: dict[type[Fact], Apply] = {
    **dict.fromkeys(e.ENTRIES.values(), Directory._register),
    e.UnitDissolved: lambda d, _, code, fact, at: d._units.dissolve(code, fact, at),
    e.AccountOpened: lambda d, _, name, fact, at: d._open(name, fact),
    e.AccountChanged: lambda d, _, name, fact, at: d._change(name, fact),
    e.AccountTokenRenewed: lambda d, _, name, fact, at: d._renew(name, fact),
    e.AccountClosed: lambda d, _, name, fact, at: d._forget(name),
    e.FilterSaved: lambda d, _, user, fact, at: d._keep(user, fact),
}
