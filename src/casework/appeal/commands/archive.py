"""归档: after the window for reopening nothing is added any more."""

from collections.abc import Sequence
from datetime import datetime

from casework.appeal import refusals as no
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import find
from casework.appeal.commands.command import AppealCommand
from casework.appeal.digest import digest
from casework.appeal.events import AppealArchived
from casework.appeal.words import Status
from casework.context import DecisionContext
from casework.facts import Fact


class ArchiveAppeal(AppealCommand, frozen=True, kw_only=True):
    """The hash is of every fact before, so that the archived case can be compared with it."""

    VERB = "archive"
    POSTS = frozenset({"duty_leader", "timekeeper"})
    IN = frozenset({Status.CLOSED})
    NOT_NOW = no.NotInThisState
    BARS = {"supervised": no.UnderSupervision}
    WHILE = frozenset({"erased", "merged"})
    WHOLE = True

    def due_at(self, appeal: Appeal) -> datetime | None:
        """Return when the window for reopening ended."""
        window = find(appeal.clocks, "reopening")
        return window.due if window else None

    @classmethod
    def check_now(cls, appeal: Appeal, context: DecisionContext) -> None:
        """Check that the window is over."""
        window = find(appeal.clocks, "reopening")
        if window is not None and not window.is_late(context.at):
            until = window.due.isoformat()
            raise no.ReopenWindowStillOpen(appeal_no=appeal.appeal_no, until=until)

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: archived."""
        self.check_now(appeal, context)
        return [AppealArchived(package_hash=digest(context.history))]
