"""单位负责人审批: the unit's head lets what a clerk asked for go out, or keeps it in."""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal, Awaited
from casework.appeal.approvals import clerk_of
from casework.appeal.commands.command import EITHER, AppealCommand
from casework.appeal.commands.handle import SubmitHandling
from casework.appeal.commands.request_exclusion import RequestExclusion
from casework.appeal.commands.request_extension import RequestExtension
from casework.appeal.commands.request_return import RequestReturn
from casework.appeal.commands.request_suspension import RequestSuspension
from casework.appeal.commands.request_termination import RequestTermination
from casework.appeal.commands.whistle import BlowWhistle
from casework.appeal.events import ApprovalDeclined, ApprovalGranted
from casework.appeal.fields import Text
from casework.appeal.standing import Standing
from casework.appeal.words import ANY, Decision, Status, ToHead
from casework.context import DecisionContext
from casework.facts import Caller, Fact, NewFact

# Every verb that a clerk sends to the unit's head first.
FOR_HEADS: dict[str, type[AppealCommand]] = {
    kind.VERB: kind
    for kind in (
        RequestReturn,
        RequestExtension,
        RequestSuspension,
        RequestTermination,
        RequestExclusion,
        BlowWhistle,
        SubmitHandling,
    )
}
SEALED = "（已封存）"  # stands for personal words while the rule is asked again


class ApproveRequest(AppealCommand, frozen=True, kw_only=True):
    """Accepted, the clerk's own command is decided again, as of when the clerk sent it."""

    VERB = "approve"
    UNITS = EITHER
    IN = ANY - {Status.ARCHIVED}
    NOT_NOW = no.NotInThisState
    WHILE = frozenset({"suspended"})

    verb: ToHead
    decision: Decision
    unit: Text | None = None
    reason: str | None = None

    @classmethod
    def fits(cls, standing: Standing) -> bool:
        """Return whether something waits for a head."""
        return bool(standing.awaiting) and super().fits(standing)

    @classmethod
    def _post_of(cls, caller: Caller, standing: Standing, reach: frozenset[str]) -> str | None:
        """Return the head of the unit that asks, or of one above it."""
        units = standing.awaiting or cls._units(standing)
        return "unit_head" if "unit_head" in caller.posts and units & reach else None

    @classmethod
    def allowed_posts(cls) -> list[str]:
        """Return the heads alone."""
        return ["unit_head"]

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact | NewFact]:
        """Return the facts: granted, with the facts of what was asked; or declined, with the
        reason."""
        asked = self._awaited(appeal, context)
        if self.decision == "refuse":
            reason = texts.required("reason", self.reason or "")
            return [
                ApprovalDeclined(
                    unit=asked.unit, verb=asked.verb, requested_by=asked.by.user, reason=reason
                )
            ]
        granted = ApprovalGranted(
            unit=asked.unit,
            verb=asked.verb,
            requested_by=asked.by.user,
            reason=texts.optional("reason", self.reason),
        )
        return [granted, *(self._of_clerk(f, asked) for f in _asked_again(asked, appeal, context))]

    def _awaited(self, appeal: Appeal, context: DecisionContext) -> Awaited:
        for asked in appeal.awaiting.values():
            mine = asked.unit in context.reach and self.unit in (None, asked.unit)
            if mine and asked.verb == self.verb:
                return asked
        raise no.NoApprovalPending(unit=self.unit or context.caller.unit, appeal_no=self.appeal_no)

    def _of_clerk(self, fact: Fact | NewFact, asked: Awaited) -> NewFact:
        """Return it as the clerk's, when the clerk did it; the words sealed then come along."""
        said = fact.fact if isinstance(fact, NewFact) else fact
        if asked.measures is not None and getattr(said, "measures", None) == SEALED:
            said = replace(said, measures=asked.measures)
        return NewFact(self.appeal_no, said, asked.at, by=asked.by)


def _asked_again(
    asked: Awaited, appeal: Appeal, context: DecisionContext
) -> Sequence[Fact | NewFact]:
    """Return what the clerk's command comes to now, by the clerk's instant, approved."""
    command = _read(asked)
    then = replace(
        context,
        caller=clerk_of(asked.by.user, asked.unit),
        happened_at=asked.at,
        approved_by=context.caller.user,
    )
    command.check_state(appeal)
    return command.decide(appeal, then)


def _read(asked: Awaited) -> AppealCommand:
    """Return the command as the clerk sent it."""
    command = msgspec.json.decode(asked.request, type=FOR_HEADS[asked.verb])
    return command if asked.measures is None else replace(command, measures=SEALED)
