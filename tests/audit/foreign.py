"""Lives that another system recorded: any fact after any fact, at any time, drawn by a seed.

No rule holds in a foreign history: a round may have no limit, a case may be handed over after it
was closed, or closed twice. Whoever counts must count it all the same.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random

from casework.appeal import events as e
from casework.facts import Actor, Envelope, Fact, Recorded, Source
from tests import examples as x

BEGUN = x.china(3, 2, 9)
UNITS = ("U-GR", "U-GA", "U-JD", "TEAM-7")
_STEPS = (0, 0, 0.02, 0.1, 0.5, 1, 1, 2, 5, 20, -0.3)


class Foreign:
    """One case being told by chance."""

    def __init__(self, rng: Random, appeal_no: str, first: int, drawn: Sequence["Draw"]) -> None:
        self._rng, self._no, self._first, self._drawn = rng, appeal_no, first, drawn
        self.at = BEGUN + timedelta(days=rng.randint(0, 60))
        self.round, self.unit = 1, rng.choice(UNITS)
        self.told: list[Recorded] = []

    def live(self, facts: int) -> list[Recorded]:
        """So many facts, the collection first."""
        self._tell(self._collected())
        if self._maybe():
            self._tell(self.dispatched())
        for _ in range(facts):
            self.at += timedelta(days=self._rng.choice(_STEPS))
            self._tell(self._rng.choice(self._drawn)(self))
        return self.told

    def _tell(self, fact: Fact) -> None:
        number, at = len(self.told) + 1, self.at
        envelope = Envelope(
            recorded_at=x.NOW,
            actor=Actor("importer", "importer"),
            command_id="c",
            occurred_at=at,
            source=Source("desk", number),
        )
        self.told.append(Recorded(self._no, number, self._first + number, fact, envelope))

    def _one_of(self, *options: object) -> object:
        return self._rng.choice(options)

    def _maybe(self) -> bool:
        return self._rng.random() < 0.5

    def _soon(self) -> datetime:
        return self.at + timedelta(days=self._rng.choice((-1, 0, 0.5, 2, 8)))

    def _other(self) -> str:
        return self._rng.choice(UNITS)

    def _collected(self) -> Fact:
        return x.collected(
            limits=(),
            claimant_kind=self._one_of("person", "person", "anonymous"),
            type=self._one_of("help", "complaint", "suggestion"),
            related_to=self._one_of(None, None, "F-000001"),
        )

    def dispatched(self) -> Fact:
        self.unit = self._other()
        due = self._soon() if self._maybe() else None
        return e.AppealDispatched(
            round=self.round, lead_unit=self.unit, lead_unit_name=self.unit, deadline=due
        )

    def reassigned(self) -> Fact:
        before, self.unit = self.unit, self._other()
        return e.AppealReassigned(
            from_unit=before,
            from_unit_name=before,
            to_unit=self.unit,
            to_unit_name=self.unit,
            reason="",
            to_acknowledge=self._maybe(),
            deadline=None,
        )

    def overdue(self) -> Fact:
        return e.ClockOverdue(clock="handling", due=self._soon(), level=1, to="unit_head")

    def handled(self) -> Fact:
        return x.handled(
            round=self.round,
            unit=self.unit,
            late=self._rng.random() < 0.2,
            lateness_known=self._maybe(),
        )

    def callback(self) -> Fact:
        return e.CallbackRecorded(
            attempt=1,
            channel="phone",
            connected=self._rng.random() < 0.8,
            valid=True,
            contacted=self._one_of(True, False, None),
            solved=self._one_of("yes", "no", "basically", "unclear", None),
            satisfied=self._one_of("very", "yes", "no", "basically", "refuses", None),
            stars=self._one_of(None, 0, 7, 10),
        )

    def closed(self) -> Fact:
        kind = self._one_of("normal", "normal", "normal_late", "terminated", "withdrawn")
        known = self._maybe()
        return e.AppealClosed(kind=kind, late=self._rng.random() < 0.2, lateness_known=known)

    def reopened(self) -> Fact:
        self.round += 1
        unit = self.unit if self._maybe() else None
        return e.AppealReopened(round=self.round, reason="again", unit=unit)

    def reopened_with_a_limit(self) -> Fact:
        self.round += 1
        return e.AppealReopened(round=self.round, reason="again", limits=(self._limit(),))

    def reworked(self) -> Fact:
        self.round += 1
        limits = (self._limit(),) if self._maybe() else ()
        return e.ReworkOrdered(round=self.round, unit=self.unit, reason="again", limits=limits)

    def _limit(self) -> e.Limit:
        return x.limit("handling", self._soon(), "1 wd", calendar=self._one_of("work/1", "24x7/1"))

    def extended(self) -> Fact:
        due = self._soon()
        move = e.Move(clock="handling", before=due, due=self._soon(), calendar="24x7/1")
        return e.ExtensionApproved(unit=self.unit, reason="", moves=(move,))

    def sent_back(self) -> Fact:
        return e.HandlingSentBack(reason="", unit=self.unit)

    def fed_back(self) -> Fact:
        return e.AppealFedBack(channel="phone", delivered=True)

    def corrected(self) -> Fact:
        counted: tuple[object, ...] = (self._one_of(*_COUNTED), self._one_of(*_COUNTED))
        return e.AssessmentCorrected(
            reason="", correction="", unit=self._one_of(None, *UNITS), counted_as=counted
        )

    def helping(self) -> Fact:
        order = e.CoOrder(self._other(), "")
        limits = (x.limit("co_handling", self._soon(), "1 wd", order.unit, calendar="24x7/1"),)
        if self._maybe():
            return e.WhistleBlown(orders=(order,), limits=limits, **_WHISTLE)
        return e.CoHandlerAdded(order=order, reason="", limits=limits)


_WHISTLE = {"by_unit": "U-JD", "task": "", "approved_by": ""}
_COUNTED = (
    "handled_in_time",
    "late",
    "acknowledged_in_time",
    "fed_back_in_time",
    "co_handled_in_time",
    "contacted",
    "solved",
    "satisfied",
    "not_valid",
    "not_reworked",
    "excluded",
)
Draw = Callable[[Foreign], Fact]
_OFTEN: tuple[Draw, ...] = (
    Foreign.reassigned,
    Foreign.handled,
    Foreign.closed,
    Foreign.reopened,
    Foreign.overdue,
    Foreign.fed_back,
    Foreign.callback,
    lambda case: e.AppealSuspended(reason="", until=None),
    lambda case: e.AppealResumed(),
)
_SELDOM: tuple[Draw, ...] = (
    lambda case: x.acknowledged(unit=case._other(), late=case._maybe()),
    lambda case: e.ProgressRecorded(text=""),
    lambda case: e.AppealWithdrawn(reason=""),
    lambda case: e.NoteAdded(text=""),
)
_NEVER_IMPORTED: tuple[Draw, ...] = (
    Foreign.dispatched,
    Foreign.reopened_with_a_limit,
    Foreign.reworked,
    Foreign.extended,
    Foreign.sent_back,
    Foreign.corrected,
    Foreign.helping,
    lambda case: e.CoHandlerReported(unit=case._other(), result="", interim=case._maybe()),
    lambda case: e.ExclusionGranted(ground="force_majeure", reason="", endorsed_by=""),
)
IMPORTED = (*_OFTEN * 3, *_SELDOM)
"""What an import makes, after the first dispatch."""
ANYTHING = (*IMPORTED, Foreign.dispatched, Foreign.dispatched, *_NEVER_IMPORTED)


def lives(seed: int, many: int, drawn: Sequence[Draw] = ANYTHING) -> list[Recorded]:
    """So many cases, of up to thirty facts each."""
    rng, told = Random(seed), list[Recorded]()
    for n in range(1, many + 1):
        case = Foreign(rng, f"F-{n:06}", len(told), drawn)
        told += case.live(rng.randint(1, 30))
    return told
