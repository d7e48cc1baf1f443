"""What follows when a limit passes? The timekeeper tells it; some cases are supervised."""

from datetime import datetime

from api.demo.lives.story import Story
from api.demo.lives.timing.hours import after_office
from api.demo.words import words


def overdue(story: Story, handled: datetime) -> datetime:
    """What is done about it before it is handled; gives back when that is."""
    if story.intake.pace == "normal" and story.happens("supervised"):
        return max(handled, _supervised(story))
    return handled


def _supervised(story: Story) -> datetime:
    """A supervisor demands, the unit replies; gives back when it can be handled at the earliest."""
    demand = story.rng.choice(words().handling.demands)
    reply = story.rng.choice(words().handling.supervision_replies)
    seen = max(story.after(5, 30), after_office(story.due, story.rng.uniform(30, 300)))
    story.tell(seen, "supervisor", "supervise", level="routine", demand=demand)
    story.tell(story.after(60, 500), story.clerk, "reply-supervision", reply=reply)
    story.supervised = True
    return story.after(30, 300)


def release(story: Story) -> None:
    """The supervisor closes what is open, before the case can be closed."""
    if story.supervised:
        result = story.rng.choice(words().handling.supervision_results)
        story.tell(story.after(30, 200), "supervisor", "close-supervision", result=result)
        story.supervised = False
