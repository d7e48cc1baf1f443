"""What the look-ups of the directory give: one entry as it stands at an instant."""

from collections.abc import Callable
from typing import Any

import msgspec

from casework.directory import events as e
from casework.facts import Caller


class Area(msgspec.Struct, frozen=True):
    """A place; its code begins with its parent's."""

    code: str
    name: str
    level: str
    parent: str | None
    aliases: tuple[str, ...] = ()
    shape: tuple[e.Ring, ...] = ()
    parts: tuple[int, ...] = ()


class Unit(msgspec.Struct, frozen=True):
    """A unit; `may_lead` says whether an order may be addressed to it.

    `calendar` names its own working calendar; `duties` are the beginnings of the categories that it
    may lead, None for any; `successor` has its work where it is, or will be, dissolved.
    """

    code: str
    name: str
    kind: str
    parent: str | None
    areas: tuple[str, ...]
    may_lead: bool
    calendar: str | None = None
    duties: tuple[str, ...] | None = None
    successor: str | None = None


class Category(msgspec.Struct, frozen=True):
    """A kind of trouble, and the unit that usually leads it ("street": that of the place).

    `utility` is its own mark of 水电气热; see `Directory.is_utility` for what lies above.
    """

    code: str
    name: str
    parent: str | None
    usual_lead: str | None
    utility: bool = False


class PartyBody(msgspec.Struct, frozen=True):
    """A body of the Party grid, the body above it, and the area that it works in."""

    code: str
    name: str
    level: str
    parent: str | None
    area: str | None


class Person(msgspec.Struct, frozen=True):
    """Somebody of the grid staff, with post, area and unit."""

    code: str
    name: str
    post: str
    area: str
    unit: str | None


class Account(msgspec.Struct, frozen=True):
    """Who may sign in, and under which posts; `caller` is this account as a sender of commands."""

    name: str
    posts: tuple[str, ...]
    display_name: str
    caller: Caller


def value_of(code: str, fact: e.Registered) -> Any:
    """Return the entry that a registration leaves."""
    return _MAKERS[type(fact)](code, fact)


def account_of(name: str, fact: e.AccountOpened | e.AccountChanged) -> Account:
    """Return the account that an opening or a change leaves."""
    caller = Caller(user=name, posts=frozenset(fact.posts), unit=fact.unit, area=fact.area)
    return Account(name, fact.posts, fact.display_name, caller)


def _unit(code: str, f: e.UnitRegistered) -> Unit:
    return Unit(code, f.name, f.kind, f.parent, f.areas, f.may_lead, f.calendar, f.duties)


_MAKERS: dict[type, Callable[[str, Any], Any]] = {
    e.AreaRegistered: lambda c, f: Area(c, f.name, f.level, f.parent, f.aliases, f.shape, f.parts),
    e.UnitRegistered: _unit,
    e.CategoryRegistered: lambda c, f: Category(c, f.name, f.parent, f.usual_lead, f.utility),
    e.PartyBodyRegistered: lambda c, f: PartyBody(c, f.name, f.level, f.parent, f.area),
    e.PersonRegistered: lambda c, f: Person(c, f.name, f.post, f.area, f.unit),
}
