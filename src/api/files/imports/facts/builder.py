"""One case being told again: each method makes the fact of its name from what a row says.

A method answers None where the row says nothing new. `values` holds what the mapping's rule read,
by the names in `fields.py`, checked; what a row does not know is absent or None.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from api.files.imports.errors import RowRefused
from casework.appeal import events as e
from casework.appeal.words import ClosingKind
from casework.facts import Fact

Values = Mapping[str, Any]
UNKNOWN = "—"


class HistoryBuilder:
    """What holds of the case so far, as far as later facts must know it."""

    def __init__(self, external_no: str) -> None:
        self.external_no = external_no
        self.unit: str | None = None
        self.unit_name = ""
        self.deadline: datetime | None = None
        self.round, self.attempts, self.overdue_in_round = 0, 0, 0
        self.named, self.late, self.handled_once = False, False, False
        self.acknowledged_once = False

    def collected(self, values: Values, at: datetime) -> Fact:
        """Return the first fact. The title stands in for content, the category for the title."""
        title: str | None = values.get("title")
        content: str | None = values.get("content") or title
        if content is None:
            raise RowRefused("it has neither a title nor a content")
        name, phone = values.get("claimant_name"), values.get("claimant_phone")
        self.named = bool(name or phone)
        category = values.get("category") or "other"
        category_name = values.get("category_name") or category
        return e.AppealCollected(
            channel=values.get("channel") or "other",
            type=values.get("type") or "other",
            title=title or category_name,
            content=content,
            category=category,
            category_name=category_name,
            urgency=values.get("urgency") or "normal",
            claimant_kind=values.get("claimant_kind") or ("person" if self.named else "anonymous"),
            claimant_name=name,
            claimant_phone=phone,
            wants_callback=phone is not None,
            area=values.get("area"),
            place=values.get("place"),
            address=values.get("address"),
            lat=values.get("lat"),
            lng=values.get("lng"),
            external_no=self.external_no,
        )

    def dispatched(self, values: Values, at: datetime) -> Fact | None:
        """Dispatch it to a unit, if one is known."""
        if not (unit := values.get("unit")):
            return None
        self.unit, self.unit_name = unit, values.get("unit_name") or unit
        self.deadline, self.round = values.get("deadline"), max(1, self.round)
        return e.AppealDispatched(
            round=self.round,
            lead_unit=unit,
            lead_unit_name=self.unit_name,
            deadline=self.deadline,
            instruction=values.get("instruction"),
        )

    def acknowledged(self, values: Values, at: datetime) -> Fact | None:
        """Let the unit that has it sign, once for each order."""
        if self.acknowledged_once:
            return None
        self.acknowledged_once = True
        unit = values.get("unit") or self.unit or UNKNOWN
        return e.OrderAcknowledged(unit=unit, late=bool(values.get("late")))

    def reassigned(self, values: Values, at: datetime) -> Fact | None:
        """Send it to another unit than before; to the first one it is a dispatch."""
        unit, before, name_before = values.get("unit"), self.unit, self.unit_name
        if before is None:
            return self.dispatched(values, at)
        if unit is None or unit == before:
            return None
        self.unit, self.unit_name = unit, values.get("unit_name") or unit
        if to_acknowledge := bool(values.get("to_acknowledge")):
            self.acknowledged_once = False
        return e.AppealReassigned(
            from_unit=before,
            from_unit_name=name_before,
            to_unit=unit,
            to_unit_name=self.unit_name,
            reason=values.get("reason") or "",
            to_acknowledge=to_acknowledge,
            deadline=self.deadline,
        )

    def progress(self, values: Values, at: datetime) -> Fact | None:
        """Record a step, if it has words."""
        return e.ProgressRecorded(text=values["text"]) if values.get("text") else None

    def suspended(self, values: Values, at: datetime) -> Fact:
        """Let it wait."""
        return e.AppealSuspended(reason=values.get("reason") or UNKNOWN, until=values.get("until"))

    def resumed(self, values: Values, at: datetime) -> Fact:
        """Let it wait no longer."""
        return e.AppealResumed()

    def overdue(self, values: Values, at: datetime) -> Fact | None:
        """Record lateness once a round: due when the row says, else the order, else by now."""
        if self.overdue_in_round == (this := max(1, self.round)):
            return None
        self.overdue_in_round = this
        due = values.get("due") or self.deadline or at
        return e.ClockOverdue(clock="handling", due=due, level=1, to="unit_head")

    def handled(self, values: Values, at: datetime) -> Fact:
        """Record the result: late where the source says so, or after the deadline."""
        self.late, self.handled_once = self._is_late(values, at), True
        reply = values.get("reply") or UNKNOWN
        return e.AppealHandled(
            round=max(1, self.round),
            unit=values.get("unit") or self.unit or "",
            outcome=values.get("outcome") or "explained",
            facts_true=values.get("facts_true") or "yes",
            measures=values.get("measures") or reply,
            public_reply=reply,
            late=self.late,
            lateness_known="late" in values,
        )

    def fed_back(self, values: Values, at: datetime) -> Fact:
        """Tell the claimant, if there is one."""
        return e.AppealFedBack(
            channel=values.get("reply_channel") or "other",
            delivered=self.named and values.get("delivered", True),
            to_claimant=self.named,
        )

    def callback(self, values: Values, at: datetime) -> Fact:
        """Record a callback that connected and in which both questions were answered clearly."""
        self.attempts += 1
        connected = values.get("connected", True)
        solved, satisfied = values.get("solved"), values.get("satisfied")
        clear = solved not in (None, "unclear") and satisfied not in (None, "refuses")
        return e.CallbackRecorded(
            attempt=self.attempts,
            channel=values.get("reply_channel") or "other",
            connected=connected,
            valid=connected and clear,
            contacted=values.get("contacted"),
            solved=solved,
            satisfied=satisfied,
            opinion=values.get("opinion"),
        )

    def withdrawn(self, values: Values, at: datetime) -> Fact:
        """Let the claimant withdraw it."""
        return e.AppealWithdrawn(reason=values.get("reason") or UNKNOWN)

    def closed(self, values: Values, at: datetime) -> Fact:
        """Close it as late as its handling was; normal becomes normal_late by itself."""
        late = self.late if self.handled_once else self._is_late(values, at)
        late = late or bool(values.get("late"))
        kind: ClosingKind = values.get("kind") or "normal"
        if kind == "normal" and late:
            kind = "normal_late"
        return e.AppealClosed(
            kind=kind, reason=values.get("reason"), late=late, lateness_known="late" in values
        )

    def reopened(self, values: Values, at: datetime) -> Fact:
        """Begin a new round: the old one's limit is none of it, nor is its lateness."""
        self.round, self.attempts = max(1, self.round) + 1, 0
        self.deadline, self.late, self.handled_once = None, False, False
        reason = values.get("reason") or UNKNOWN
        return e.AppealReopened(round=self.round, reason=reason, unit=self.unit)

    def note(self, values: Values, at: datetime) -> Fact | None:
        """Record a remark, if it has words."""
        if not values.get("text"):
            return None
        return e.NoteAdded(text=values["text"], visibility=values.get("visibility") or "internal")

    def _is_late(self, values: Values, at: datetime) -> bool:
        passed = self.deadline is not None and at > self.deadline
        told = self.overdue_in_round == max(1, self.round)
        return passed or told or bool(values.get("late"))


MAKERS: dict[str, Callable[[HistoryBuilder, Values, datetime], Fact | None]] = {
    "collected": HistoryBuilder.collected,
    "dispatched": HistoryBuilder.dispatched,
    "acknowledged": HistoryBuilder.acknowledged,
    "reassigned": HistoryBuilder.reassigned,
    "progress": HistoryBuilder.progress,
    "suspended": HistoryBuilder.suspended,
    "resumed": HistoryBuilder.resumed,
    "overdue": HistoryBuilder.overdue,
    "handled": HistoryBuilder.handled,
    "fed_back": HistoryBuilder.fed_back,
    "callback": HistoryBuilder.callback,
    "withdrawn": HistoryBuilder.withdrawn,
    "closed": HistoryBuilder.closed,
    "reopened": HistoryBuilder.reopened,
    "note": HistoryBuilder.note,
}
