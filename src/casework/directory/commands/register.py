"""登记: load areas, units, categories, Party bodies and people, all of them or none."""

from collections.abc import Sequence
from typing import cast

import msgspec

from casework.directory import refusals as no
from casework.directory.changes import Entry, changed
from casework.directory.checking import check
from casework.facts import Caller, Decided, Fact
from casework.scene import Scene


class RegisterEntries(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Entries by stream (`area/…`, `unit/…`, `body/…`, …); unchanged ones are left.

    `origins` says where each was read, entry for entry, as "units.csv row 3".
    """

    VERB = "register"

    entries: tuple[tuple[str, Fact], ...]
    origins: tuple[str, ...] = ()

    def authorise(self, caller: Caller) -> str:
        """Return the post: reference data is the admin's."""
        return admin(caller)

    def decide(self, scene: Scene) -> Sequence[Decided]:
        """Return each entry that is new or has changed, as a fact. Raises `EntriesRefused`."""
        if not self.entries:
            return []
        calendars = scene.policies.calendar_names()
        check(self.entries, self.origins, scene.directory, scene.at, calendars)
        entries = cast("Sequence[Entry]", self.entries)
        return [
            Decided(stream=stream, fact=fact)
            for stream, fact in changed(scene.directory, entries, scene.at)
        ]


def admin(caller: Caller) -> str:
    """Return the post that changes the directory. Raises `NotForYou`."""
    if "admin" not in caller.posts:
        raise no.NotForYou()
    return "admin"
