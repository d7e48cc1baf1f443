"""督办回复: a supervised unit answers the demand."""

from collections.abc import Sequence
from datetime import datetime

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal, Supervision
from casework.appeal.clocks import going
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import SupervisionReplied
from casework.appeal.fields import SupervisionNumber
from casework.appeal.words import ANY, Status
from casework.context import DecisionContext
from casework.directory.words import POSTS_OF_UNITS
from casework.facts import Fact
from casework.words import NOTHING


class ReplySupervision(AppealCommand, frozen=True, kw_only=True):
    """Any unit that owes one, also one without an order by now."""

    VERB = "reply-supervision"
    POSTS = POSTS_OF_UNITS
    IN = ANY - {Status.ARCHIVED}
    NOT_NOW = no.NotInThisState
    NEEDS = {"supervised": no.NotSupervised}
    WHILE = frozenset({"suspended", "merged"})

    reply: str
    supervision: SupervisionNumber | None = None

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: replied, late where the time for it had passed."""
        owed, unit = self._owed(appeal, context)
        clock = going(appeal.clocks, "supervision", f"{owed.number}/{unit}")
        return [
            SupervisionReplied(
                supervision=owed.number,
                unit=unit,
                reply=texts.public("reply", self.reply),
                late=clock is not None and clock.is_late(context.happened_at),
            )
        ]

    def follows(self, appeal: Appeal, context: DecisionContext) -> datetime | None:
        """Return when it was demanded: no reply lies before that."""
        owed, unit = self._owed(appeal, context)
        clock = going(appeal.clocks, "supervision", f"{owed.number}/{unit}")
        return clock.started_at if clock else appeal.raised_at

    def _owed(self, appeal: Appeal, context: DecisionContext) -> tuple[Supervision, str]:
        for each in appeal.supervised:
            mine = [u for u in each.owing if u in context.reach]
            if mine and self.supervision in (None, each.number):
                return each, mine[0]
        raise no.NotAskedToReply(
            unit=context.caller.unit or NOTHING,
            supervision=self.supervision or "",
            appeal_no=self.appeal_no,
        )
