"""发布通报: freeze a board as a fact; a later one of the same period is a new version beside it."""

from collections.abc import Sequence

import msgspec

from casework.appeal import texts
from casework.bulletin import refusals as no
from casework.bulletin.bulletins import stream_of
from casework.bulletin.events import BulletinPublished
from casework.context import DecisionContext
from casework.facts import Caller, NewFact


class PublishBulletin(msgspec.Struct, frozen=True, kw_only=True):
    """`replaces` is the version that the differences were taken against, 0 for the first."""

    VERB = "publish-bulletin"

    bulletin: BulletinPublished
    replaces: int = 0

    def authorise(self, caller: Caller) -> str:
        """Return the post: a supervisor's, or a duty leader's."""
        for post in ("supervisor", "duty_leader"):
            if post in caller.posts:
                return post
        raise no.BulletinsAreTheSupervisors()

    def decide(self, context: DecisionContext) -> Sequence[NewFact]:
        """Return it published, once the period is over, where it says anything new."""
        board = self.bulletin.board
        if (self.bulletin.reason or "").strip():
            texts.public("reason", self.bulletin.reason or "")
        if board.ends > context.at:
            raise no.PeriodStillRuns(period=board.period, ends=board.ends.isoformat())
        stream = stream_of(board.policy, board.period)
        latest = context.bulletins.latest(stream)
        if latest is not None and latest.version != self.replaces:
            raise no.PublishedMeanwhile(version=latest.version)
        if latest is not None and latest.digest == self.bulletin.digest:
            said = latest.published_at.isoformat()
            raise no.NothingToCorrect(version=latest.version, published_at=said)
        if latest is not None and not (self.bulletin.reason or "").strip():
            raise no.CorrectionNeedsReason()
        return [NewFact(stream=stream, fact=self.bulletin)]
