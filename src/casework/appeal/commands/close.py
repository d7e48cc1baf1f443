"""结案: the centre ends the case, never the unit that handled it."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.approvals import endorse
from casework.appeal.closing import owes_callback, reopening
from casework.appeal.closing_kinds import NORMAL, check_kind_follows
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AppealClosed
from casework.appeal.words import ENDED, OF_UNIT, ClosingKind, Status
from casework.context import DecisionContext
from casework.facts import Fact

FORCED = "forced_close"
ORDINARY = frozenset({"caller", "duty_leader"})
SIGNING = frozenset({"duty_leader", "supervisor"})
BY_HAND = {"normal", "normal_late", "unsolved_explained", "refused_by_law", "unreachable", "forced"}
WITHOUT_REASON = {"normal", "normal_late"}


class CloseAppeal(AppealCommand, frozen=True, kw_only=True):
    """The kind is chosen; whether it was late is known, so normal becomes normal_late by itself."""

    VERB = "close"
    POSTS = frozenset({"caller", "duty_leader"})
    SECOND = {"forced_close": frozenset({"supervisor"})}
    IN = frozenset({Status.CALLED_BACK, Status.FED_BACK})
    NOT_NOW = no.NotAwaitingClosing
    WHILE = frozenset({"merged"})

    kind: ClosingKind
    reason: str | None = None

    def others(self, appeal: Appeal | None) -> tuple[str, ...]:
        """Return what it was merged into."""
        return (appeal.parent_no,) if appeal and appeal.parent_no else ()

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: closed, with its lateness frozen; by force, once two have signed."""
        if context.caller.user in appeal.handlers:
            raise no.SameHands(user=context.caller.user)
        reason = texts.optional("reason", self.reason)
        self._check_kind(reason, context)
        self._check_parent(appeal, context)
        check_kind_follows(self.kind, appeal)
        self._check_callback(appeal, context)
        check_nothing_pending(appeal)
        if self.kind == "forced" and (first := endorse(appeal, FORCED, reason or "", context)):
            return [first]
        return [
            AppealClosed(
                kind=self._kind(late=appeal.late_in_cycle),
                reason=reason,
                late=appeal.late_in_cycle,
                approved_by=appeal.endorsed.get(FORCED) if self.kind == "forced" else None,
                first_satisfied=appeal.first_satisfied,
                final_satisfied=appeal.final_satisfied,
                limits=reopening(appeal, context),
            )
        ]

    def _kind(self, *, late: bool) -> ClosingKind:
        if self.kind in WITHOUT_REASON:
            return "normal_late" if late else "normal"
        return self.kind

    def _check_parent(self, appeal: Appeal, context: DecisionContext) -> None:
        """Check that a merged appeal is closed with its parent; whose claimant says no, by a duty
        leader."""
        if "merged" not in appeal.marks:
            return
        parent = context.others.get(appeal.parent_no or "")
        ended = parent is not None and parent.status in ENDED
        led = bool(SIGNING & context.caller.posts) and self.kind not in NORMAL
        if not (ended and led):
            raise no.ChildIsClosedByLeader(
                appeal_no=self.appeal_no, parent_no=appeal.parent_no or ""
            )

    def _check_kind(self, reason: str | None, context: DecisionContext) -> None:
        if self.kind not in BY_HAND:
            raise no.KindHasItsOwnVerb(kind=self.kind)
        if self.kind not in WITHOUT_REASON and reason is None:
            raise no.KindNeedsReason(kind=self.kind)
        if self.kind == "forced" and not SIGNING & context.caller.posts:
            raise no.SecondApprovalMissing()
        if self.kind != "forced" and not ORDINARY & context.caller.posts:
            raise no.OnlyAsSecond(verb=self.VERB, what="a forced close (强制结案)")

    def _check_callback(self, appeal: Appeal, context: DecisionContext) -> None:
        if self.kind == "forced":
            return
        if self.kind == "unreachable":
            _check_unreachable(appeal, context)
        elif owes_callback(appeal):
            raise no.CallbackOutstanding(appeal_no=self.appeal_no)


def is_unreachable(appeal: Appeal, context: DecisionContext) -> bool:
    """Check for so many attempts, on so many days, by so many channels, and no answer (DOMAIN
    11.13)."""
    callback, attempts = context.policies.rules(context.at).callback, appeal.attempts
    return (
        not appeal.answered
        and len(attempts) >= callback.attempts
        and len({a.on for a in attempts}) >= callback.days
        and len({a.channel for a in attempts}) >= callback.channels
    )


def _check_unreachable(appeal: Appeal, context: DecisionContext) -> None:
    if not is_unreachable(appeal, context):
        callback, attempts = context.policies.rules(context.at).callback, appeal.attempts
        needed = (
            f"{callback.attempts} unanswered attempts on {callback.days} days "
            f"by {callback.channels} channels"
        )
        needed_zh = (
            f"至少在{callback.days}个不同日期、以{callback.channels}种方式"
            f"尝试{callback.attempts}次，均未接通"
        )
        raise no.StillReachable(
            appeal_no=appeal.appeal_no,
            needed=needed,
            needed_zh=needed_zh,
            attempts=len(attempts),
        )


def check_nothing_pending(appeal: Appeal, but: str = "") -> None:
    """Check that no request waits and no supervision is open: who agrees closes it (DOMAIN 5, 28,
    33)."""
    pending = [m for m in OF_UNIT if m in appeal.requests and m != but]
    pending += [f"return of {o.unit}" for o in appeal.orders if o.state == "return_pending"]
    if pending:
        raise no.RequestsPending(appeal_no=appeal.appeal_no, pending=", ".join(pending))
    if appeal.supervised:
        raise no.UnderSupervision(appeal_no=appeal.appeal_no)
