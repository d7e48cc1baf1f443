"""结案: the centre ends the case, never the unit that handled it."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.commands.record_callback import ATTEMPTS
from casework.appeal.events import AppealClosed
from casework.appeal.words import ClosingKind, Status
from casework.facts import Fact
from casework.scene import Scene

BY_HAND = {"normal", "normal_late", "unsolved_explained", "refused_by_law", "unreachable", "forced"}
WITHOUT_REASON = {"normal", "normal_late"}
APPROVERS = frozenset({"duty_leader", "supervisor"})


class CloseAppeal(AppealCommand, frozen=True, kw_only=True):
    """The kind is chosen; whether it was late is known, so normal becomes normal_late by itself."""

    VERB = "close"
    POSTS = frozenset({"caller", "duty_leader"})
    IN = frozenset({Status.CALLED_BACK, Status.FED_BACK})
    NOT_NOW = no.NotAwaitingClosing

    kind: ClosingKind
    reason: str | None = None
    approved_by: str | None = None

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Fact]:
        """Closed, with its lateness frozen."""
        if appeal.handled_by == scene.caller.user:
            raise no.SameHands(user=scene.caller.user)
        reason = texts.optional("reason", self.reason)
        self._check_kind(reason, scene)
        self._check_callback(appeal)
        return [
            AppealClosed(
                kind=self._kind(late=appeal.late),
                reason=reason,
                late=appeal.late,
                approved_by=self.approved_by,
            )
        ]

    def _kind(self, *, late: bool) -> ClosingKind:
        if self.kind in WITHOUT_REASON:
            return "normal_late" if late else "normal"
        return self.kind

    def _check_kind(self, reason: str | None, scene: Scene) -> None:
        if self.kind not in BY_HAND:
            raise no.KindHasItsOwnVerb(kind=self.kind)
        if self.kind not in WITHOUT_REASON and reason is None:
            raise no.KindNeedsReason(kind=self.kind)
        if self.kind == "forced" and not self._approved_twice(scene):
            raise no.SecondApprovalMissing()

    def _approved_twice(self, scene: Scene) -> bool:
        second = scene.directory.account(self.approved_by) if self.approved_by else None
        return (
            "duty_leader" in scene.caller.posts
            and second is not None
            and second.name != scene.caller.user
            and bool(APPROVERS & set(second.posts))
        )

    def _check_callback(self, appeal: Appeal) -> None:
        if self.kind == "forced":
            return
        if self.kind == "unreachable":
            if appeal.answered or appeal.attempts < ATTEMPTS:
                raise no.StillReachable(
                    appeal_no=self.appeal_no, attempts=appeal.attempts, needed=ATTEMPTS
                )
        elif appeal.wants_callback and not appeal.answered:
            raise no.CallbackOutstanding(appeal_no=self.appeal_no)
