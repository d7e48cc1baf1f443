"""What a rule may look at beside the appeal itself: the time, the caller, who and what holds."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from casework.appeal.access import Reader
from casework.bulletin.bulletins import Bulletins
from casework.directory.directory import Directory
from casework.facts import TIMEKEEPER, Caller, Recorded
from casework.policy.policies import Policies

if TYPE_CHECKING:
    from casework.appeal.appeal import Appeal


class DecisionContext(msgspec.Struct, frozen=True):
    """The circumstances of one decision. Instants are aware and UTC; a rule reads no other clock.

    `at` is when it is recorded. `happened_at` is when it happened, as far as that counts: what is
    recorded later than the back-dating window allows counts from when it is recorded (DOMAIN 5,
    invariant 8). `others` are the other appeals that a command names, `history` its own facts.
    `approved_by` is the unit's head who lets what a clerk asked for go out.
    """

    at: datetime
    caller: Caller
    directory: Directory
    policies: Policies
    happened_at: datetime
    others: "Mapping[str, Appeal]" = msgspec.field(default_factory=dict)
    history: Sequence[Recorded] = ()
    approved_by: str | None = None
    bulletins: Bulletins = msgspec.field(default_factory=Bulletins)

    @property
    def begins_at(self) -> datetime:
        """Return when what is decided begins to count: now; what time does, at its own instant."""
        return self.happened_at if TIMEKEEPER in self.caller.posts else self.at

    @property
    def reach(self) -> frozenset[str]:
        """Return the units that the caller acts for: its own and all below it."""
        unit = self.caller.unit
        return self.directory.reach(unit, self.at) if unit else frozenset()

    @property
    def reader(self) -> Reader:
        """Return who the caller is among those who read."""
        caller = self.caller
        under = self.directory.above(caller.unit, caller.area, self.at)
        return Reader.of(caller, self.reach, under)
