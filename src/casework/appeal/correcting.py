"""被更正的记录: a record as it stands, what a correction changes in it, what begins once more."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import find
from casework.appeal.deadlines import ruling
from casework.appeal.events import Change, Limit, RecordCorrected
from casework.appeal.folding import fold
from casework.appeal.words import WITH_UNIT, Status
from casework.context import DecisionContext
from casework.facts import Fact, Recorded

_KINDS: dict[str, type[Fact]] = {
    "callback": e.CallbackRecorded,
    "contact": e.ContactRecorded,
    "result": e.AppealHandled,
    "feedback": e.AppealFedBack,
}
_FIELDS: dict[str, tuple[str, ...]] = {
    "callback": (
        "channel",
        "connected",
        "contacted",
        "solved",
        "satisfied",
        "opinion",
        "visited",
        "process_satisfied",
        "stars",
    ),
    "contact": ("channel", "connected", "visited", "met", "summary"),
    "result": (
        "outcome",
        "facts_true",
        "measures",
        "public_reply",
        "unsolved_reason",
        "plan",
    ),
    "feedback": ("channel", "delivered"),
}
_ANSWERS = ("contacted", "solved", "satisfied", "visited", "process_satisfied", "stars")


class Corrected(msgspec.Struct, frozen=True):
    """A record to be corrected: its values by now, whose it is, whether a newer one took its place.

    `unit` is whose it counts for: who led then, or whose contact it was; `by_unit` wrote it.
    """

    record: str
    version: int
    happened_at: datetime
    round: int
    unit: str | None
    by_unit: str | None
    superseded: bool
    values: dict[str, Any]

    @property
    def fields(self) -> tuple[str, ...]:
        """Return what such a record says."""
        return _FIELDS[self.record]

    def changes(self, given: dict[str, Any]) -> tuple[Change, ...]:
        """Return what differs; personal words are named and not repeated."""
        personal = RecordCorrected.PERSONAL
        if given.get("connected") and not self.values["connected"]:
            raise no.RecordItInstead(record=self.record)
        return tuple(
            Change(f) if f in personal else Change(f, _text(self.values[f]), _text(value))
            for f, value in given.items()
            if f in personal or value != self.values[f]
        )

    def with_values(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return all values, personal words left out; what is void without another is void."""
        personal = RecordCorrected.PERSONAL
        values = {f: v for f, v in (self.values | given).items() if f not in personal}
        if self.record == "callback" and not values["connected"]:
            values |= {f: None for f in _ANSWERS if f not in given}
        if self.record == "result" and values["outcome"] != "not_solved":
            values |= {f: None for f in ("unsolved_reason", "plan") if f not in given}
        return values


def found(record: str, version: int, appeal: Appeal, history: Sequence[Recorded]) -> Corrected:
    """Return the record of that version as corrected before. Refused where there is none."""
    kind = _KINDS[record]
    at = history[version - 1] if 0 < version <= len(history) else None
    if at is None or not isinstance(at.fact, kind):
        raise no.NoSuchRecord(version=version, appeal_no=appeal.appeal_no, record=record)
    before = fold(history[: version - 1])
    round_ = before.round if before else 0
    values = {f: getattr(at.fact, f) for f in _FIELDS[record]}
    for later in history[version:]:
        if isinstance(later.fact, RecordCorrected) and later.fact.version == version:
            values = {f: getattr(later.fact, f) for f in _FIELDS[record]}
    lead = before.lead_unit if before else None
    return Corrected(
        record,
        version,
        at.envelope.happened_at,
        round_,
        getattr(at.fact, "unit", lead),
        at.envelope.actor.unit,
        _is_superseded(record, at, round_, appeal, history),
        values,
    )


def begun_again(
    record: Corrected, values: dict[str, Any], appeal: Appeal, context: DecisionContext
) -> tuple[Limit, ...]:
    """Return the clock that runs once more, where what was recorded did not come to pass."""
    came, stands = record.values, not record.superseded
    if record.record == "callback" and came["connected"] and not values["connected"] and stands:
        return _to_call_again(appeal, context)
    if record.record == "feedback" and came["delivered"] and not values["delivered"] and stands:
        deadlines, told = ruling(appeal, context), appeal.status == Status.FED_BACK
        return (deadlines.limit("feedback", deadlines.rule.feed_back),) if told else ()
    if record.record == "contact" and came["connected"] and not values["connected"] and stands:
        return _to_contact_again(record, appeal)
    return ()


def _to_call_again(appeal: Appeal, context: DecisionContext) -> tuple[Limit, ...]:
    deadlines = ruling(appeal, context)
    if appeal.status != Status.CALLED_BACK or not deadlines.rule.callback:
        raise no.CorrectionTooLate(
            appeal_no=appeal.appeal_no,
            record="callback",
            what="that it connected",
            status=f"{appeal.status} ({appeal.status.chinese})",
        )
    return (deadlines.limit("callback", deadlines.rule.callback),)


def _to_contact_again(record: Corrected, appeal: Appeal) -> tuple[Limit, ...]:
    """Return the very clock that it ended, until the same deadline."""
    clock = find(appeal.clocks, "contact", record.unit)
    if clock is None or clock.stopped_at is None or appeal.status not in WITH_UNIT:
        return ()
    return (
        Limit(
            clock="contact",
            due=clock.due,
            amount=clock.amount,
            calendar=clock.calendar,
            rule=clock.rule,
            unit=clock.unit,
            remind_at=clock.remind_at,
            provisional=clock.provisional,
        ),
    )


def _is_superseded(
    record: str, at: Recorded, round_: int, appeal: Appeal, history: Sequence[Recorded]
) -> bool:
    """Return whether another record of the round is the one that holds."""
    if record == "callback":
        return at.version not in appeal.answers or _last_of(round_, appeal, history) != at.version
    kind = type(at.fact)
    others = [r for r in history if type(r.fact) is kind and r.version != at.version]
    if record == "contact":
        return any(_reached(r, at) and _round_of(r, history) == round_ for r in others)
    later = (r for r in others if r.version > at.version)
    return any(_round_of(r, history) == round_ for r in later)


def _reached(other: Recorded, at: Recorded) -> bool:
    fact, this = other.fact, at.fact
    assert isinstance(fact, e.ContactRecorded)
    assert isinstance(this, e.ContactRecorded)
    return fact.unit == this.unit and fact.connected


def _last_of(round_: int, appeal: Appeal, history: Sequence[Recorded]) -> int:
    return max(v for v in appeal.answers if _round_of(history[v - 1], history) == round_)


def _round_of(recorded: Recorded, history: Sequence[Recorded]) -> int:
    before = fold(history[: recorded.version - 1])
    return before.round if before else 0


def _text(value: Any) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)
