"""What takes longer? A deadline is extended, or the clock is suspended until a day (挂账)."""

from datetime import datetime, timedelta

from api.demo.stages.case import DemoCase
from api.demo.timing import limits
from api.demo.timing.hours import after_office, due, later
from api.demo.words import words

EXTENDED_WORKING_DAYS = (2, 3, 4)
SUSPENDED_DAYS = (60, 180)
INFORMED_MINUTES = 20


def handled_after_delays(case: DemoCase, at: datetime) -> datetime:
    """Return when it is handled, which was to be at `at`, after what its unit asks for."""
    if not case.is_ordinary or case.intake.nameless:
        return at
    if case.happens("suspended"):
        return _suspended(case)
    if case.happens("extended"):
        return _extended(case, _ask_for_more(case))
    if case.happens("extension_refused"):
        _ask_for_more(case)
        reason = case.rng.choice(words().handling.extension_refused)
        at_most = case.after(15, 150)
        case.add(at_most, "duty", "decide-extension", decision="refuse", reason=reason)
    return at


def _ask_for_more(case: DemoCase) -> datetime:
    """Ask before the deadline, the claimant informed; return until when, some days after it."""
    share = case.rng.uniform(0.55, 0.8)
    at = max(limits.part_used_at(case.rule, case.dispatched, case.due, share), later(case.now, 2))
    until = due(case.due, case.rng.choice(EXTENDED_WORKING_DAYS))
    case.add_approved(
        at,
        "request-extension",
        until=until,
        reason=case.rng.choice(words().handling.extensions),
        claimant_informed_at=later(at, -INFORMED_MINUTES),
    )
    return until


def _extended(case: DemoCase, until: datetime) -> datetime:
    """Extend the deadline; return when it is handled."""
    reason = case.rng.choice(words().handling.extension_approved)
    at = case.after(15, 150)
    case.add(at, case.dispatcher, "decide-extension", decision="accept", reason=reason)
    old, case.due = case.due, until
    return limits.part_used_at(case.rule, old, until, case.rng.uniform(0.1, 0.9))


def _suspended(case: DemoCase) -> datetime:
    """Suspend the clock, signed by two, and resume before the day; return when it is handled."""
    days = case.rng.randint(*SUSPENDED_DAYS)
    at = case.after(30, 400)
    case.add_approved(
        at,
        "request-suspension",
        until=after_office(later(at, days * 24 * 60), 0),
        reason=case.rng.choice(words().handling.suspensions),
    )
    for who in ("duty", "supervisor"):
        reason = case.rng.choice(words().handling.suspension_approved)
        at = case.after(15, 200)
        case.add(at, who, "decide-suspension", decision="accept", reason=reason)
    suspended = case.now
    waited = timedelta(days=days * case.rng.uniform(0.6, 0.95))
    resumed = after_office(case.now + waited, case.rng.uniform(5, 200))
    case.add(resumed, case.operator(), "resume", reason=words().handling.resumed)
    case.due = limits.due_after_suspension(case.rule, suspended, case.due, case.now)
    return after_office(case.now, case.rng.uniform(60, 600))
