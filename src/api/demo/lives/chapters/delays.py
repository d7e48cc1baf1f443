"""What takes longer? A deadline is extended, or the clock stands until something can be done."""

from datetime import datetime, timedelta

from api.demo.lives.story import Story
from api.demo.lives.timing import limits
from api.demo.lives.timing.hours import after_office, due, later
from api.demo.words import words

EXTENDED_WORKING_DAYS = (2, 3, 4)
SUSPENDED_DAYS = (60, 180)
TOLD_MINUTES = 20


def delayed(story: Story, at: datetime) -> datetime:
    """When it is handled, which was to be at `at`. A unit asks with its head's approval."""
    if not story.is_ordinary or story.intake.nameless:
        return at
    if story.happens("suspended"):
        return _suspended(story)
    if story.happens("extended"):
        return _extended(story, _ask_for_more(story))
    if story.happens("extension_refused"):
        _ask_for_more(story)
        reason = story.rng.choice(words().handling.extension_refused)
        at_most = story.after(15, 150)
        story.tell(at_most, "duty", "decide-extension", decision="refuse", reason=reason)
    return at


def _ask_for_more(story: Story) -> datetime:
    """Before the deadline, the claimant told, until some working days after it: until when."""
    share = story.rng.uniform(0.55, 0.8)
    at = max(limits.part(story.rule, story.dispatched, story.due, share), later(story.now, 2))
    until = due(story.due, story.rng.choice(EXTENDED_WORKING_DAYS))
    story.ask(
        at,
        "request-extension",
        until=until,
        reason=story.rng.choice(words().handling.extensions),
        claimant_informed_at=later(at, -TOLD_MINUTES),
    )
    return until


def _extended(story: Story, until: datetime) -> datetime:
    reason = story.rng.choice(words().handling.extension_approved)
    at = story.after(15, 150)
    story.tell(at, story.dispatcher, "decide-extension", decision="accept", reason=reason)
    old, story.due = story.due, until
    return limits.part(story.rule, old, until, story.rng.uniform(0.1, 0.9))


def _suspended(story: Story) -> datetime:
    """Two sign before the clock stands; the centre lets it run again before the day."""
    days = story.rng.randint(*SUSPENDED_DAYS)
    at = story.after(30, 400)
    story.ask(
        at,
        "request-suspension",
        until=after_office(later(at, days * 24 * 60), 0),
        reason=story.rng.choice(words().handling.suspensions),
    )
    for who in ("duty", "supervisor"):
        reason = story.rng.choice(words().handling.suspension_approved)
        at = story.after(15, 200)
        story.tell(at, who, "decide-suspension", decision="accept", reason=reason)
    halted = story.now
    waited = timedelta(days=days * story.rng.uniform(0.6, 0.95))
    resumed = after_office(story.now + waited, story.rng.uniform(5, 200))
    story.tell(resumed, story.operator(), "resume", reason=words().handling.resumed)
    story.due = limits.given_back(story.rule, halted, story.due, story.now)
    return after_office(story.now, story.rng.uniform(60, 600))
