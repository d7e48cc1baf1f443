"""重算: facts as they would have been, had other limits or another calendar held."""

from datetime import datetime
from typing import cast

from msgspec.structs import replace

from api.reports.simulation.hypothesis import Hypothesis
from api.reports.simulation.limits import Counting
from api.reports.simulation.moves import moves_of
from api.reports.simulation.policies_at import PoliciesAt, PoliciesByFact
from casework.appeal import events as e
from casework.appeal.appeal import Appeal
from casework.appeal.folding import evolve
from casework.appeal.words import Status
from casework.callers import SIMULATION
from casework.context import DecisionContext
from casework.directory.directory import Directory
from casework.facts import Fact, Recorded
from casework.policy.policies import Policies

_INTAKE = (e.AppealCollected, e.IntakeAmended)


class Recounted:
    """A lens: gives each fact with its limits and moves counted by what is supposed to hold.

    What people did stays, and so does what they typed in: the law's own limit, the end of a
    suspension, a foreign system's deadline. It keeps each appeal that is not archived as it would
    be, so facts of one stream come in order; streams are apart from each other.
    """

    def __init__(self, hypothesis: Hypothesis, policies: Policies, directory: Directory) -> None:
        self._policies, self._directory = PoliciesByFact(policies, hypothesis), directory
        self._appeals: dict[str, Appeal] = {}

    def __call__(self, recorded: Recorded) -> Recorded:
        """Return the fact as it would have been."""
        before = self._appeals.get(recorded.stream)
        if before is None and not isinstance(recorded.fact, e.AppealCollected):
            return recorded
        seen = self._seen(before, recorded)
        appeal = evolve(before, seen)
        if appeal.status is Status.ARCHIVED:
            self._appeals.pop(recorded.stream, None)
        else:
            self._appeals[recorded.stream] = appeal
        return seen

    def _seen(self, before: Appeal | None, recorded: Recorded) -> Recorded:
        fact = recorded.fact
        counts = bool(getattr(fact, "limits", ()) or getattr(fact, "moves", ()))
        if not counts or recorded.envelope.source is not None:
            return recorded
        meets = before
        if meets is None or isinstance(fact, _INTAKE):
            meets = evolve(before, recorded)
        again = self._again(fact, meets, recorded.envelope.recorded_at)
        return recorded if again == fact else replace(recorded, fact=again)

    def _again(self, fact: Fact, appeal: Appeal, at: datetime) -> Fact:
        then = self._context(self._policies.then(fact, at), at)
        instead = self._context(self._policies.instead(fact, at), at)
        if getattr(fact, "moves", ()):
            return replace(fact, moves=moves_of(fact, appeal, instead))
        counting = Counting(fact, appeal, then, instead)
        return replace(fact, limits=counting.limits(fact.limits))  # type: ignore[attr-defined]

    def _context(self, policies: PoliciesAt, at: datetime) -> DecisionContext:
        """Return the circumstances that deadlines are counted in, which ask for no other policy."""
        return DecisionContext(at, SIMULATION, self._directory, cast("Policies", policies), at)
