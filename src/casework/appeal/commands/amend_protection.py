"""变更保护与对象: who is to be protected, and from whom, became known after the intake."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import going
from casework.appeal.closing import nobody_left_to_call
from casework.appeal.commands.command import AppealCommand
from casework.appeal.deadlines import ruling
from casework.appeal.events import Change, Limit, OrderRecalled, ProtectionAmended
from casework.appeal.fields import Text
from casework.appeal.units import below_accused, known_unit, with_a_part
from casework.appeal.words import OPEN, ClaimantKind, Status
from casework.context import DecisionContext
from casework.facts import Fact

NOBODY = ""


class AmendProtection(AppealCommand, frozen=True, kw_only=True):
    """Only what is given changes; `complained_against_unit` given empty says that it is nobody.

    Who is accused from now on has no part any more. Where it leads, the order is reassigned first,
    or goes back to the pool by the same act (`to_pool`).
    """

    VERB = "amend-protection"
    POSTS = frozenset({"collector", "operator", "duty_leader"})
    IN = OPEN
    NOT_NOW = no.AlreadyClosed
    WHILE = frozenset({"suspended", "merged"})

    reason: str
    confidential: bool | None = None
    wants_callback: bool | None = None
    claimant_kind: ClaimantKind | None = None
    complained_against: str | None = None
    complained_against_unit: Text | None = None
    to_pool: bool = False

    def others(self, appeal: Appeal | None) -> tuple[str, ...]:
        """Return what it was merged into: the accused may have a part there."""
        return (appeal.parent_no,) if appeal and appeal.parent_no else ()

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: amended, and the accused out of it."""
        changes = self._changes(appeal)
        if not changes:
            raise no.NothingAmended()
        accused = self._accused(context)
        self._check_parent(accused, appeal, context)
        reason = texts.required("reason", self.reason)
        recalled = self._recalled(accused, reason, appeal, context)
        ended = tuple(u for u in with_a_part(appeal) if u in accused and u != appeal.lead_unit)
        amended = ProtectionAmended(
            reason=reason,
            changes=changes,
            confidential=self.confidential,
            wants_callback=self.wants_callback,
            claimant_kind=self.claimant_kind,
            complained_against=texts.optional("complained_against", self.complained_against, 200),
            complained_against_unit=self.complained_against_unit,
            ended=ended,
            limits=() if recalled else self._limits(appeal, context),
        )
        return [amended, *recalled]

    def _changes(self, appeal: Appeal) -> tuple[Change, ...]:
        anonymous = "anonymous" if appeal.anonymous else None
        before = {
            "confidential": _yes_or_no(appeal.confidential),
            "wants_callback": _yes_or_no(appeal.wants_callback),
            "claimant_kind": anonymous,
            "complained_against_unit": appeal.complained_against_unit or NOBODY,
        }
        given = {
            "confidential": _yes_or_no(self.confidential),
            "wants_callback": _yes_or_no(self.wants_callback),
            "claimant_kind": self.claimant_kind,
            "complained_against_unit": self.complained_against_unit,
        }
        changes = [
            Change(field, before[field], after)
            for field, after in given.items()
            if after is not None and after != before[field]
        ]
        words = [Change("complained_against")] if (self.complained_against or "").strip() else []
        return (*changes, *words)

    def _accused(self, context: DecisionContext) -> frozenset[str]:
        if not self.complained_against_unit:
            return frozenset()
        return below_accused(known_unit(self.complained_against_unit, context).code, context)

    def _check_parent(
        self, accused: frozenset[str], appeal: Appeal, context: DecisionContext
    ) -> None:
        parent = context.others.get(appeal.parent_no or "")
        for unit in with_a_part(parent) if parent else ():
            if unit in accused:
                raise no.AccusedActsForParent(
                    unit=unit,
                    name=known_unit(unit, context).name,
                    parent_no=appeal.parent_no,
                    appeal_no=self.appeal_no,
                )

    def _recalled(
        self, accused: frozenset[str], reason: str, appeal: Appeal, context: DecisionContext
    ) -> list[OrderRecalled]:
        """Put it back in the pool, where the lead is accused, or the accused is part of it."""
        lead, against = appeal.lead_unit, self.complained_against_unit
        below = context.directory.reach(lead, context.at) if lead else frozenset()
        if not lead or not (lead in accused or (against and against in below)):
            return []
        if not self.to_pool:
            name = known_unit(lead, context).name
            raise no.AccusedLeads(unit=lead, name=name, appeal_no=self.appeal_no)
        deadlines = ruling(appeal, context)
        limit = deadlines.limit("dispatch", deadlines.rule.dispatch)
        return [OrderRecalled(unit=lead, reason=reason, limits=(limit,))]

    def _limits(self, appeal: Appeal, context: DecisionContext) -> tuple[Limit, ...]:
        """Return whom nobody is to call is to be closed; who is to be called after all, called."""
        if appeal.status != Status.FED_BACK or appeal.answered:
            return ()
        kind = self.claimant_kind
        anonymous = appeal.anonymous if kind is None else kind == "anonymous"
        wanted = appeal.wants_callback if self.wants_callback is None else self.wants_callback
        deadlines, calls = ruling(appeal, context), wanted and not anonymous
        if not calls:
            return nobody_left_to_call(appeal, context)
        if calls and deadlines.rule.callback and not going(appeal.clocks, "callback"):
            return (deadlines.limit("callback", deadlines.rule.callback),)
        return ()


def _yes_or_no(yes: bool | None) -> str | None:
    return None if yes is None else "yes" if yes else "no"
