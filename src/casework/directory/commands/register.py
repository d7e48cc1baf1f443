"""登记: load areas, units, categories and people, all of them or none."""

import re
from collections.abc import Mapping, Sequence

import msgspec

from casework.directory import events as e
from casework.directory import refusals as no
from casework.directory.directory import Directory
from casework.facts import Caller, Decided, Fact
from casework.scene import Scene

CODE = re.compile(r"[\w.\-]{1,60}", re.ASCII)
_NESTING = (e.AreaRegistered, e.CategoryRegistered)
_WITH_PARENT = (e.AreaRegistered, e.UnitRegistered, e.CategoryRegistered)


class RegisterEntries(msgspec.Struct, frozen=True, kw_only=True):
    """Entries by stream (`area/…`, `unit/…`, `category/…`, `person/…`); unchanged ones are left."""

    VERB = "register"

    entries: tuple[tuple[str, Fact], ...]

    def authorise(self, caller: Caller) -> str:
        """Reference data is the admin's."""
        if "admin" not in caller.posts:
            raise no.NotForYou()
        return "admin"

    def decide(self, scene: Scene) -> Sequence[Decided]:
        """Each entry that is new or has changed, as a fact."""
        mine = dict(self.entries)
        if len(mine) < len(self.entries):
            raise no.DuplicateCode(entry=_first_double([s for s, _ in self.entries]))
        for stream, fact in self.entries:
            _check(stream, fact, mine, scene.directory)
        return [
            Decided(stream=stream, fact=fact)
            for stream, fact in self.entries
            if scene.directory.latest(stream) != fact
        ]


def _check(stream: str, fact: Fact, mine: Mapping[str, Fact], directory: Directory) -> None:
    kind, _, code = stream.partition("/")
    if not CODE.fullmatch(code):
        raise no.BadCode(entry=stream)
    if not isinstance(fact, _WITH_PARENT) or fact.parent is None:
        return
    parent = f"{kind}/{fact.parent}"
    if parent not in mine and directory.latest(parent) is None:
        raise no.UnknownParent(entry=stream, parent=fact.parent)
    if isinstance(fact, _NESTING) and not code.startswith(fact.parent):
        raise no.CodeOutsideParent(entry=stream, parent=fact.parent)


def _first_double(streams: Sequence[str]) -> str:
    seen: set[str] = set()
    return next(s for s in streams if s in seen or seen.add(s))  # type: ignore[func-returns-value]
