"""查看诉求人信息: read the claimant's data in clear; that it was read is a fact of the case."""

from collections.abc import Sequence
from datetime import timedelta

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import LEAD, AppealCommand
from casework.appeal.events import ClaimantRevealed
from casework.appeal.fields import Texts
from casework.appeal.words import ANY
from casework.context import DecisionContext
from casework.directory.words import POSTS_OF_UNITS
from casework.facts import Fact

FIELDS = ("claimant_name", "claimant_phone", "address")
A_DAY = 20


class RevealClaimant(AppealCommand, frozen=True, kw_only=True):
    """With a purpose. Units never learn who raised a confidential appeal (DOMAIN 11.10)."""

    VERB = "reveal-claimant"
    POSTS = frozenset(
        {"operator", "duty_leader", "caller", "supervisor", "auditor", "data_officer"}
    )
    UNITS = LEAD
    IN = ANY
    NOT_NOW = no.NotInThisState
    BESIDE = True
    WHILE = frozenset({"suspended", "merged"})
    WHOLE = True

    purpose: str
    fields: Texts = FIELDS

    @classmethod
    def check_now(cls, appeal: Appeal, context: DecisionContext) -> None:
        """Check the post: units work on what is confidential without the claimant's identity."""
        centre = cls.POSTS & context.caller.posts
        if appeal.confidential and not centre and POSTS_OF_UNITS & context.caller.posts:
            raise no.ConfidentialToUnits(appeal_no=appeal.appeal_no)

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: revealed."""
        self.check_now(appeal, context)
        self._check_times(context)
        for field in self.fields or ("",):
            if field not in FIELDS:
                raise no.UnknownField(field=repr(field[:30]), known=", ".join(FIELDS))
        if appeal.anonymous:
            raise no.NothingToReveal(appeal_no=self.appeal_no)
        purpose = texts.public("purpose", self.purpose, 500)
        return [ClaimantRevealed(fields=self.fields, purpose=purpose)]

    def _check_times(self, context: DecisionContext) -> None:
        """Check that one person asks only so often within a day, and no more."""
        user, since = context.caller.user, context.at - timedelta(days=1)
        times = sum(
            r.envelope.actor.user == user and r.envelope.recorded_at > since
            for r in context.history
            if isinstance(r.fact, ClaimantRevealed)
        )
        if times >= A_DAY:
            raise no.RevealsUsedUp(user=user, appeal_no=self.appeal_no, count=times)
