"""反馈: tell the result to the claimant and to the centre."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import going
from casework.appeal.closing import is_drawn, told
from casework.appeal.commands.command import LEAD, AppealCommand
from casework.appeal.events import AppealFedBack
from casework.appeal.words import ReplyChannel, Status
from casework.facts import Fact
from casework.scene import Scene


class FeedBack(AppealCommand, frozen=True, kw_only=True):
    """The lead unit tells the claimant; the centre may do it for the unit."""

    VERB = "feed-back"
    POSTS = frozenset({"operator", "duty_leader"})
    UNITS = LEAD
    IN = frozenset({Status.HANDLED})
    NOT_NOW = no.NotAwaitingFeedback

    channel: ReplyChannel
    delivered: bool

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Fact]:
        """Fed back; where nobody left a name, only to the centre."""
        if appeal.anonymous and self.delivered:
            raise no.NobodyToTell(appeal_no=self.appeal_no)
        clock = going(appeal.clocks, "feedback")
        return [
            AppealFedBack(
                channel=self.channel,
                delivered=self.delivered,
                to_claimant=not appeal.anonymous,
                late=clock is not None and clock.is_late(scene.happened_at),
                limits=told(appeal, scene, called=self._is_called(scene)),
            )
        ]

    def _is_called(self, scene: Scene) -> bool:
        policy = scene.policies.rules(scene.at).callback
        return policy.who == "all" or is_drawn(self.appeal_no, policy.percent)
