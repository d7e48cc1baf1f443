"""登记: load areas, units, categories, Party bodies and people, all of them or none."""

from collections.abc import Sequence
from typing import cast

import msgspec

from casework.context import DecisionContext
from casework.directory import refusals as no
from casework.directory.changes import Entry, changed
from casework.directory.checking import check
from casework.facts import Caller, Fact, NewFact


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

    def decide(self, context: DecisionContext) -> Sequence[NewFact]:
        """Return each entry that is new or has changed, as a fact. Raises `EntriesRefused`."""
        if not self.entries:
            return []
        calendars = context.policies.calendar_names()
        check(self.entries, self.origins, context.directory, context.at, calendars)
        entries = cast("Sequence[Entry]", self.entries)
        return [
            NewFact(stream=stream, fact=fact)
            for stream, fact in changed(context.directory, entries, context.at)
        ]


def admin(caller: Caller) -> str:
    """Return the post that changes the directory. Raises `NotForYou`."""
    if "admin" not in caller.posts:
        raise no.NotForYou()
    return "admin"
