"""The directory as it stands: the facts of all its streams, folded into look-ups."""

from collections.abc import Callable
from typing import Any

import msgspec

from casework.directory import events as e
from casework.facts import Caller, Recorded

POSTS = (
    "collector", "operator", "department", "caller",
    "duty_leader", "supervisor", "auditor", "admin",
)  # fmt: skip


class Area(msgspec.Struct, frozen=True):
    """A place; its code begins with its parent's."""

    code: str
    name: str
    level: str
    parent: str | None


class Unit(msgspec.Struct, frozen=True):
    """A unit; `may_lead` says whether an order may be addressed to it."""

    code: str
    name: str
    kind: str
    parent: str | None
    areas: tuple[str, ...]
    may_lead: bool


class Category(msgspec.Struct, frozen=True):
    """A kind of trouble, and the unit that usually leads it ("street": that of the place)."""

    code: str
    name: str
    parent: str | None
    usual_lead: str | None


class Account(msgspec.Struct, frozen=True):
    """Who may sign in, and under which posts; `caller` is this account as a sender of commands."""

    name: str
    posts: tuple[str, ...]
    display_name: str
    caller: Caller


class Directory:
    """Look-ups by code. It grows by `apply`, in the order of the log; `position` says how far."""

    def __init__(self) -> None:
        self.position = 0
        self.versions: dict[str, int] = {}
        self._areas: dict[str, Area] = {}
        self._units: dict[str, Unit] = {}
        self._categories: dict[str, Category] = {}
        self._accounts: dict[str, Account] = {}
        self._by_token: dict[str, str] = {}
        self._latest: dict[str, Any] = {}

    def area(self, code: str) -> Area | None:
        """The area with this code."""
        return self._areas.get(code)

    def unit(self, code: str) -> Unit | None:
        """The unit with this code."""
        return self._units.get(code)

    def category(self, code: str) -> Category | None:
        """The category with this code."""
        return self._categories.get(code)

    def account(self, name: str) -> Account | None:
        """The account of this name."""
        return self._accounts.get(name)

    def account_of(self, token_sha256: str) -> Account | None:
        """The account whose token has this SHA-256 (hex)."""
        name = self._by_token.get(token_sha256)
        return self._accounts.get(name) if name else None

    def place(self, code: str) -> str | None:
        """The names from street to area, joined: 万宝桥街道铧西社区第三网格."""
        area = self._areas.get(code)
        if area is None:
            return None
        parent = self._areas.get(area.parent) if area.parent else None
        if parent is None or area.level == "street":
            return area.name
        return f"{self.place(parent.code)}{area.name.removeprefix(parent.name)}"

    def latest(self, stream: str) -> Any:
        """The last fact of an entry's stream, or None."""
        return self._latest.get(stream)

    def apply(self, recorded: Recorded) -> None:
        """One more fact of the directory."""
        code = recorded.stream.partition("/")[2]
        _APPLY[type(recorded.fact)](self, code, recorded.fact)
        self._latest[recorded.stream] = recorded.fact
        self.versions[recorded.stream] = recorded.version
        self.position = max(self.position, recorded.position)

    def _area(self, code: str, fact: e.AreaRegistered) -> None:
        self._areas[code] = Area(code, fact.name, fact.level, fact.parent)

    def _unit(self, code: str, fact: e.UnitRegistered) -> None:
        self._units[code] = Unit(code, fact.name, fact.kind, fact.parent, fact.areas, fact.may_lead)

    def _category(self, code: str, fact: e.CategoryRegistered) -> None:
        self._categories[code] = Category(code, fact.name, fact.parent, fact.usual_lead)

    def _account(self, name: str, fact: e.AccountOpened) -> None:
        caller = Caller(user=name, posts=frozenset(fact.posts), unit=fact.unit)
        self._accounts[name] = Account(name, fact.posts, fact.display_name, caller)
        self._by_token[fact.token_sha256] = name

    def _person(self, code: str, fact: e.PersonRegistered) -> None:
        """People are looked up in the view; no rule asks for them yet."""


_APPLY: dict[type, Callable[[Directory, str, Any], None]] = {
    e.AreaRegistered: Directory._area,
    e.UnitRegistered: Directory._unit,
    e.CategoryRegistered: Directory._category,
    e.AccountOpened: Directory._account,
    e.PersonRegistered: Directory._person,
}
