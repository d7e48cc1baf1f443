"""联系记录: the unit has called or visited the claimant."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import going
from casework.appeal.commands.command import EITHER, HANDED, AppealCommand
from casework.appeal.events import ContactRecorded
from casework.appeal.words import ReplyChannel, Status
from casework.context import DecisionContext
from casework.facts import Fact


class RecordContact(AppealCommand, frozen=True, kw_only=True):
    """Feeds the response rate; a claimed visit is checked by the callback later (DOMAIN 11.15).

    Of an anonymous claimant nobody is reached; the place may be visited all the same (11.9).
    """

    VERB = "record-contact"
    UNITS = EITHER | HANDED
    IN = frozenset({Status.HANDLING})
    NOT_NOW = no.NotBeingHandled

    channel: ReplyChannel
    connected: bool
    visited: bool = False
    met: bool = False
    summary: str | None = None

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: recorded; the first that connects ends the contact clock."""
        if appeal.anonymous and (self.connected or self.met):
            raise no.NobodyToCall(appeal_no=self.appeal_no)
        unit = self.order_unit(appeal, context)
        clock = going(appeal.clocks, "contact", unit)
        return [
            ContactRecorded(
                unit=unit,
                channel=self.channel,
                connected=self.connected,
                visited=self.visited,
                met=self.met,
                summary=texts.optional("summary", self.summary),
                late=clock is not None and clock.is_late(context.happened_at),
            )
        ]
