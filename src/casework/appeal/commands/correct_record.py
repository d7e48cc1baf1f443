"""更正记录: what was taken down wrongly is put right by a further fact; the old one stays."""

from collections.abc import Sequence
from typing import Any

import msgspec

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import EITHER, HANDED, AppealCommand
from casework.appeal.commands.feed_back import FeedBack
from casework.appeal.commands.handle import SubmitHandling
from casework.appeal.commands.record_callback import RecordCallback, check_answers, is_valid
from casework.appeal.commands.record_contact import RecordContact
from casework.appeal.correcting import Corrected, begun_again, found
from casework.appeal.events import Change, RecordCorrected
from casework.appeal.fields import Stars, Version
from casework.appeal.words import (
    ANY,
    Correctable,
    FactsTrue,
    Outcome,
    ReplyChannel,
    Satisfied,
    Solved,
    Status,
    UnsolvedReason,
)
from casework.context import DecisionContext
from casework.facts import Fact
from casework.words import NOTHING

VERBS: dict[str, type[AppealCommand]] = {
    "callback": RecordCallback,
    "contact": RecordContact,
    "result": SubmitHandling,
    "feedback": FeedBack,
}


class CorrectRecord(AppealCommand, frozen=True, kw_only=True):
    """By whoever may record such a thing, or a duty leader; of the fact of that `version`.

    Only what is given changes. What did not connect, or was never written, is recorded instead.
    """

    VERB = "correct-record"
    POSTS = frozenset({"operator", "caller", "duty_leader"})
    UNITS = EITHER | HANDED
    IN = ANY - {Status.ARCHIVED}
    NOT_NOW = no.NotInThisState
    WHILE = frozenset({"suspended", "merged"})
    WHOLE = True

    record: Correctable
    version: Version
    reason: str
    channel: ReplyChannel | None = None
    connected: bool | None = None
    contacted: bool | None = None
    solved: Solved | None = None
    satisfied: Satisfied | None = None
    opinion: str | None = None
    visited: bool | None = None
    process_satisfied: Satisfied | None = None
    stars: Stars | None = None
    met: bool | None = None
    summary: str | None = None
    outcome: Outcome | None = None
    facts_true: FactsTrue | None = None
    measures: str | None = None
    public_reply: str | None = None
    unsolved_reason: UnsolvedReason | None = None
    plan: str | None = None
    delivered: bool | None = None

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: corrected, all values of the record as they are from now on."""
        record = found(self.record, self.version, appeal, context.history)
        self._check_hands(record, appeal, context)
        given = self._given(record)
        changes = record.changes(given)
        if not changes:
            raise no.NothingCorrected()
        values = record.with_values(given)
        _CHECKS[self.record](values, appeal)
        return [self._fact(record, values, given, changes, appeal, context)]

    def _fact(
        self,
        record: Corrected,
        values: dict[str, Any],
        given: dict[str, Any],
        changes: tuple[Change, ...],
        appeal: Appeal,
        context: DecisionContext,
    ) -> RecordCorrected:
        words = {f: given[f] for f in RecordCorrected.PERSONAL if f in given}
        valid = is_valid(Values(**values)) if self.record == "callback" else None
        return RecordCorrected(
            record=self.record,
            version=self.version,
            happened_at=record.happened_at,
            reason=texts.required("reason", self.reason),
            changes=changes,
            round=record.round,
            superseded=record.superseded,
            unit=record.unit,
            valid=valid,
            limits=begun_again(record, values, appeal, context),
            **values,
            **words,
        )

    def _check_hands(self, record: Corrected, appeal: Appeal, context: DecisionContext) -> None:
        caller, verb = context.caller, VERBS[self.record]
        if "duty_leader" in caller.posts:
            return
        if not verb.permits(caller, appeal.standing, context.reach):
            raise no.PostRequired(verb=self.VERB, posts=", ".join(verb.allowed_posts()))
        if self.record == "callback" and caller.user in appeal.handlers:
            raise no.SameHands(user=caller.user)
        centre = verb.POSTS & caller.posts
        if not centre and record.unit not in context.reach and record.by_unit not in context.reach:
            raise no.OrderOfAnotherUnit(
                verb=self.VERB,
                appeal_no=self.appeal_no,
                unit=caller.unit or NOTHING,
                whose="the unit that recorded it",
            )

    def _given(self, record: Corrected) -> dict[str, Any]:
        """Return what is said of the record, as clean as it was to be at first."""
        given: dict[str, Any] = {}
        for field in _VALUES:
            value = getattr(self, field)
            if value is None:
                continue
            if field not in record.fields:
                raise no.NotOfThisRecord(record=self.record, field=field)
            given[field] = _cleaned(field, value)
        return given


class Values(msgspec.Struct, frozen=True):
    """The answers of a callback as they are after the correction."""

    channel: str | None = None
    connected: bool | None = None
    contacted: bool | None = None
    solved: Solved | None = None
    satisfied: Satisfied | None = None
    visited: bool | None = None
    process_satisfied: Satisfied | None = None
    stars: int | None = None


_VALUES = (
    "channel",
    "connected",
    "contacted",
    "solved",
    "satisfied",
    "opinion",
    "visited",
    "process_satisfied",
    "stars",
    "met",
    "summary",
    "outcome",
    "facts_true",
    "measures",
    "public_reply",
    "unsolved_reason",
    "plan",
    "delivered",
)


def _cleaned(field: str, value: Any) -> Any:
    if field in ("public_reply", "plan"):
        return texts.public(field, value)
    return texts.required(field, value) if field in RecordCorrected.PERSONAL else value


def _check_callback(values: dict[str, Any], appeal: Appeal) -> None:
    if appeal.anonymous:
        raise no.NobodyToCall(appeal_no=appeal.appeal_no)
    check_answers(Values(**values))


def _check_contact(values: dict[str, Any], appeal: Appeal) -> None:
    if appeal.anonymous and (values["connected"] or values["met"]):
        raise no.NobodyToCall(appeal_no=appeal.appeal_no)


def _check_result(values: dict[str, Any], appeal: Appeal) -> None:
    if values["outcome"] == "not_solved" and not (values["unsolved_reason"] and values["plan"]):
        raise no.UnsolvedNeedsReason()


def _check_feedback(values: dict[str, Any], appeal: Appeal) -> None:
    if appeal.anonymous and values["delivered"]:
        raise no.NobodyToTell(appeal_no=appeal.appeal_no)


_CHECKS = {
    "callback": _check_callback,
    "contact": _check_contact,
    "result": _check_result,
    "feedback": _check_feedback,
}
