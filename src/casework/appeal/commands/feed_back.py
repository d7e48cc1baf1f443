"""反馈: tell the result to the claimant and to the centre."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import going
from casework.appeal.closing import is_drawn, limits_once_told
from casework.appeal.commands.command import LEAD, AppealCommand
from casework.appeal.events import AppealFedBack, FeedbackFailed
from casework.appeal.words import ReplyChannel, Status
from casework.context import DecisionContext
from casework.facts import Fact


class FeedBack(AppealCommand, frozen=True, kw_only=True):
    """The lead unit tells the claimant; the centre may do it for the unit.

    What did not arrive is tried again, by another way or at another time. After the attempts that
    the rules ask for it may be declared undeliverable, with the reason.
    """

    VERB = "feed-back"
    POSTS = frozenset({"operator", "duty_leader"})
    UNITS = LEAD
    IN = frozenset({Status.HANDLED})
    NOT_NOW = no.NotAwaitingFeedback

    channel: ReplyChannel
    delivered: bool
    reason: str | None = None
    undeliverable: bool = False

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: fed back; where nobody left a name, only to the centre."""
        if appeal.anonymous and self.delivered:
            raise no.NobodyToTell(appeal_no=self.appeal_no)
        tried = appeal.feedback_attempts + (0 if self.delivered or appeal.anonymous else 1)
        reason = texts.optional("reason", self.reason, 500)
        if not (self.delivered or appeal.anonymous or self.undeliverable):
            return [FeedbackFailed(channel=self.channel, attempt=tried, reason=reason)]
        given_up = None if self.delivered or appeal.anonymous else self._given_up(tried, context)
        clock = going(appeal.clocks, "feedback")
        return [
            AppealFedBack(
                channel=self.channel,
                delivered=self.delivered,
                to_claimant=not appeal.anonymous,
                late=clock is not None and clock.is_late(context.happened_at),
                undeliverable=given_up,
                attempts=tried if given_up else 0,
                parts_open=tuple(
                    o.unit for o in appeal.orders if not o.lead and o.state != "reported"
                ),
                limits=limits_once_told(appeal, context, called=self._is_called(context)),
            )
        ]

    def _given_up(self, tried: int, context: DecisionContext) -> str:
        """Return why nobody can be told, after as many attempts as it takes to say so."""
        needed = context.policies.rules(context.at).maxima.feedback_attempts
        if tried < needed:
            raise no.StillToBeTried(attempts=tried, needed=needed)
        return texts.required("reason", self.reason or "", 500)

    def _is_called(self, context: DecisionContext) -> bool:
        policy = context.policies.rules(context.at).callback
        return policy.who == "all" or is_drawn(self.appeal_no, policy.percent)
