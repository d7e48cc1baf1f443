"""撤并: a unit is abolished or merged; another one has its work from then on."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from casework.appeal import texts
from casework.context import DecisionContext
from casework.directory import refusals as no
from casework.directory.commands.register import admin
from casework.directory.events import UnitDissolved
from casework.facts import Caller, NewFact


class DissolveUnit(msgspec.Struct, frozen=True, kw_only=True):
    """The fact alone; its open orders are handed over appeal by appeal (DOMAIN 11, case 17)."""

    VERB = "dissolve-unit"

    unit: str
    successor: str
    reason: str = ""
    valid_to: datetime | None = None

    def authorise(self, caller: Caller) -> str:
        """Return the post: reference data is the admin's."""
        return admin(caller)

    def decide(self, context: DecisionContext) -> Sequence[NewFact]:
        """Return it dissolved, once, from `valid_to` or now."""
        self._check(context)
        fact = UnitDissolved(
            successor=self.successor,
            reason=self.reason and texts.public("reason", self.reason),
            valid_to=self.valid_to,
        )
        return [NewFact(stream=f"unit/{self.unit}", fact=fact)]

    def _check(self, context: DecisionContext) -> None:
        directory, at = context.directory, self.valid_to or context.at
        history = directory.history(f"unit/{self.unit}")
        if history.ended:
            unit = history.periods[-1].value
            raise no.AlreadyDissolved(unit=self.unit, successor=unit.successor)
        for code in (self.unit, self.successor):
            if directory.unit(code, at) is None:
                raise no.UnknownUnit(unit=code)
        if self.successor == self.unit:
            raise no.OwnSuccessor(unit=self.unit)
        if below := directory.subtree(self.unit, at) - {self.unit}:
            raise no.UnitsBelow(unit=self.unit, below=", ".join(sorted(below)))
