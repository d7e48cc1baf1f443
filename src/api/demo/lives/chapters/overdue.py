"""What follows when a limit passes? The timekeeper tells it, and some cases are supervised."""

from datetime import datetime

from api.demo.lives.story import TIMEKEEPER, Story
from api.demo.lives.timing import limits
from api.demo.words.handling import DEMANDS, SUPERVISION_REPLIES, SUPERVISION_RESULTS


def told_overdue(story: Story, handled: datetime) -> datetime:
    """Level by level until it is handled; gives back when that is."""
    supervised = story.intake.urgency == "normal" and story.happens("supervised")
    told = limits.overdue_at(story.rule, story.dispatched, story.due)
    for level, at in enumerate(told, 1):
        if at < handled:
            story.tell(at, TIMEKEEPER, "escalate", clock="handling", level=level)
        if level == 1 and supervised:
            handled = max(handled, _supervised(story))
    return handled


def _supervised(story: Story) -> datetime:
    """A supervisor demands, the unit replies; gives back when it can be handled at the earliest."""
    demand, reply = story.rng.choice(DEMANDS), story.rng.choice(SUPERVISION_REPLIES)
    story.tell(story.after(30, 300), "supervisor", "supervise", level="routine", demand=demand)
    story.tell(story.after(60, 500), story.clerk, "reply-supervision", reply=reply)
    story.supervised = True
    return story.after(30, 300)


def release(story: Story) -> None:
    """The supervisor closes what is open, before the case can be closed."""
    if story.supervised:
        result = story.rng.choice(SUPERVISION_RESULTS)
        story.tell(story.after(30, 200), "supervisor", "close-supervision", result=result)
        story.supervised = False
