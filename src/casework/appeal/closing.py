"""What every closing has in common: from then on it can be reopened for a while."""

from hashlib import sha256

from casework.appeal.appeal import Appeal
from casework.appeal.clocks import going
from casework.appeal.deadlines import Deadlines, ruling
from casework.appeal.events import AppealClosed, Limit
from casework.appeal.words import ClosingKind, Status
from casework.context import DecisionContext


def reopening(appeal: Appeal, context: DecisionContext) -> tuple[Limit, ...]:
    """Return the window in which a closed appeal may be reopened; when it ends, it is archived."""
    deadlines = ruling(appeal, context)
    return (deadlines.limit("reopening", deadlines.rules.windows.reopen),)


def to_close(deadlines: Deadlines) -> tuple[Limit, ...]:
    """Return the closing's clock: what is left is the centre's, nobody waits for ever."""
    return (deadlines.limit("closing", deadlines.rules.windows.close),)


def limits_once_told(
    appeal: Appeal, context: DecisionContext, *, called: bool = True
) -> tuple[Limit, ...]:
    """Return the clock once the claimant knows the result: to be called back, or else closed.

    `called` is false for who was not drawn, where only a sample is called.
    """
    deadlines = ruling(appeal, context)
    if not (called and appeal.wants_callback and deadlines.rule.callback):
        return to_close(deadlines)
    return (deadlines.limit("callback", deadlines.rule.callback),)


def nobody_left_to_call(appeal: Appeal, context: DecisionContext) -> tuple[Limit, ...]:
    """Return the closing's clock, where a callback waits that nobody can make any more."""
    waits = appeal.status == Status.FED_BACK and going(appeal.clocks, "callback") is not None
    return to_close(ruling(appeal, context)) if waits else ()


def is_drawn(appeal_no: str, percent: int) -> bool:
    """Return whether an appeal is in a sample of so many in a hundred: always, by its number."""
    return int.from_bytes(sha256(appeal_no.encode()).digest()[:4], "big") % 100 < percent


def owes_callback(appeal: Appeal) -> bool:
    """Return whether somebody is still to be called; what may be closed has a clock for it."""
    may_be_closed = going(appeal.clocks, "closing") is not None
    return appeal.wants_callback and not appeal.answered and not may_be_closed


def closed(
    appeal: Appeal, context: DecisionContext, kind: ClosingKind, reason: str | None
) -> AppealClosed:
    """Return an early end, as late as the handling is by now."""
    late = appeal.late_in_cycle or appeal.is_overdue(context.happened_at)
    return AppealClosed(kind=kind, reason=reason, late=late, limits=reopening(appeal, context))
