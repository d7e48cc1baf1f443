"""时序: when an act counts, what it cannot lie before, and what back-dating may not turn round."""

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec.structs import replace

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.commands.resume import ON_ITS_DATE, ResumeAppeal
from casework.appeal.folding import evolve
from casework.context import DecisionContext
from casework.errors import Refusal
from casework.facts import TIMEKEEPER, Actor, Envelope, Fact, NewFact, Recorded
from casework.policy.policies import Policies
from casework.time import CLOCK_SKEW

Facts = Sequence[Fact | NewFact]


def ended_by_time(
    command: AppealCommand, appeal: Appeal, context: DecisionContext
) -> tuple[Sequence[NewFact], Appeal]:
    """Return what time has ended and nobody recorded yet, and the appeal after it.

    A suspension ends on its date, also while the timekeeper is away: whoever acts after it acts on
    an appeal that is being handled again.
    """
    resume = ResumeAppeal(appeal_no=appeal.appeal_no, reason=ON_ITS_DATE)
    end = resume.due_at(appeal)
    over = "suspended" in appeal.marks and end is not None and end <= context.at
    if isinstance(command, ResumeAppeal) or not over:
        return (), appeal
    by = Actor(TIMEKEEPER, TIMEKEEPER)
    [fact] = resume.decide(appeal, context)
    envelope = Envelope(recorded_at=context.at, actor=by, command_id="", occurred_at=end)
    resumed = Recorded(appeal.appeal_no, appeal.version + 1, appeal.position, fact, envelope)
    return (NewFact(appeal.appeal_no, fact, occurred_at=end, by=by),), evolve(appeal, resumed)


def ruled(
    command: AppealCommand, appeal: Appeal, context: DecisionContext
) -> tuple[Facts, DecisionContext]:
    """Return what the rule says of an act at the instant that counts, and the context of it."""
    at = counting(command, appeal, context)
    counted = replace(context, happened_at=at)
    facts = command.decide(appeal, counted)
    check_backdating(command, counted, facts, lambda other: command.decide(appeal, other))
    return facts, counted


def counting(command: AppealCommand, appeal: Appeal, context: DecisionContext) -> datetime:
    """Return the instant at which an act counts. Raises `BeforeTheStep`, `TimeInTheFuture`.

    What time does counts from its own instant, whenever the timekeeper comes by; what people say
    to have been earlier, as far as the policy allows.
    """
    if TIMEKEEPER in context.caller.posts:
        return min(command.due_at(appeal) or context.at, context.at)
    _check_order(command, appeal, context)
    return occurring(command.occurred_at, context.at, context.policies)


def _check_order(command: AppealCommand, appeal: Appeal, context: DecisionContext) -> None:
    """Raise where an act lies before the order it acts on, or before the step that it follows."""
    said, floor = command.occurred_at, command.follows(appeal, context)
    if said is not None and floor is not None and said < floor.replace(microsecond=0):
        raise no.BeforeTheStep(
            verb=command.VERB, value=said.isoformat(), earliest=floor.isoformat()
        )


def check_backdating(
    command: AppealCommand,
    context: DecisionContext,
    facts: Facts,
    decide: Callable[[DecisionContext], Facts],
) -> None:
    """Raise `BackdatingNeedsReason` where what was late when recorded was in time as said."""
    is_said = command.occurred_at is not None and context.happened_at < context.at
    if not is_said or texts.optional("backdating_reason", command.backdating_reason, 500):
        return
    try:
        when_recorded = decide(replace(context, happened_at=context.at))
    except Refusal:
        raise no.BackdatingNeedsReason(recorded=context.at.isoformat()) from None
    pairs = zip(map(_late, facts), map(_late, when_recorded), strict=False)
    if any(late_then and not late for late, late_then in pairs):
        raise no.BackdatingNeedsReason(recorded=context.at.isoformat())


def _late(decided: Fact | NewFact) -> bool:
    fact = decided.fact if isinstance(decided, NewFact) else decided
    return bool(getattr(fact, "late", False))


def occurring(said: datetime | None, at: datetime, policies: Policies) -> datetime:
    """Return the instant said, where recorded within the window for it (DOMAIN 5, invariant 8).

    What is recorded later than that counts from when it is recorded, and keeps what was said
    beside it. Nothing happens in the future, but for clocks that differ a little.
    """
    if said is None:
        return at
    if said > at + CLOCK_SKEW:
        raise no.TimeInTheFuture(field="occurred_at", value=said.isoformat())
    window = policies.rules(at).windows.back_dating
    calendar = policies.calendar(window.calendar or "24x7")
    if said < at and calendar.due(said, window) < at:
        return at
    return min(said, at)
