"""Who else helps? Co-handlers that the centre named, and departments that a street calls."""

from datetime import datetime

from api.demo.lives.story import Story
from api.demo.lives.timing import limits
from api.demo.lives.timing.hours import later
from api.demo.words import words

MARGIN_MINUTES = 2


def help_along(story: Story) -> None:
    """Whoever helps signs and reports; one or the other report is still missing at the end."""
    asked = story.dispatched
    if story.is_ordinary and not story.helpers:
        asked = _whistle(story)
    until = limits.helped_until(story.rule, asked, story.due)
    for unit in list(story.helpers):
        story.tell(story.after(10, 120), story.directory.clerks[unit], "acknowledge")
    for unit in list(story.helpers):
        if story.happens("part_missing"):
            continue
        at = story.after(60, 400)
        late = later(at, MARGIN_MINUTES) > until
        more = {"late_reason": words().orders.late_reason} if late else {}
        result, clerk = story.rng.choice(words().orders.reports), story.directory.clerks[unit]
        story.tell(at, clerk, "report", result=result, **more)
        story.helpers.remove(unit)


def _whistle(story: Story) -> datetime:
    """A street calls, with its head's approval; gives back when whoever helps was asked."""
    called = words().orders.whistles.get(story.intake.topic.category)
    if called is None or not story.lead.startswith("S-") or not story.happens("whistled"):
        return story.dispatched
    at = story.after(20, 200)
    story.helpers = list(called.units)
    return story.ask(at, "whistle", units=list(called.units), task=called.task)
