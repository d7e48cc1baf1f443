"""How does a unit work on it? From signing to the result, with what comes between."""

from datetime import datetime

from api.demo.lives.chapters.delays import delayed
from api.demo.lives.chapters.helping import help_along
from api.demo.lives.chapters.outcomes import handling
from api.demo.lives.chapters.overdue import overdue
from api.demo.lives.story import Story
from api.demo.lives.timing import pace
from api.demo.words import words

FIRST_CONTACT_MINUTES = {"critical": (2, 9), "urgent": (5, 40), "normal": (10, 120)}


def work(story: Story) -> str:
    """Signed, worked on, submitted. Gives back the outcome."""
    at = pace.acknowledged_at(story.rng, story.now, story.intake)
    story.tell(at, story.clerk, "acknowledge")
    _contact(story)
    help_along(story)
    at = delayed(story, pace.handled_at(story))
    if story.intake.pace == "normal":
        _progress(story)
        _urge(story, at)
    at = max(at, story.after(2, 20))
    if at > story.due:
        at = overdue(story, at)
    return _reviewed(story, submit(story, at))


def submit(story: Story, at: datetime, *, again: bool = False) -> str:
    """The result, with what is still missing."""
    fields = handling(story.rng, story.intake, at, again=again)
    if story.helpers:
        fields["parts_missing_reason"] = words().orders.part_missing
    story.tell(at, story.clerk, "handle", **fields)
    return str(fields["outcome"])


def _contact(story: Story) -> None:
    """Called, or visited; nobody can call whoever left no name."""
    if story.intake.nameless or not story.happens("contacted"):
        return
    visited = story.is_ordinary and story.happens("visited")
    story.visited = visited
    story.tell(
        story.after(*FIRST_CONTACT_MINUTES[story.intake.pace]),
        story.clerk,
        "record-contact",
        channel="visit" if visited else "phone",
        connected=True,
        visited=visited,
        met=visited,
        summary=story.rng.choice(words().handling.visits if visited else words().handling.contacts),
    )


def _progress(story: Story) -> None:
    if story.happens("progress"):
        text = story.rng.choice(words().handling.progress)
        at = story.after(20, 200)
        story.tell(at, story.clerk, "record-progress", text=text, visibility="public")


def _urge(story: Story, handled: datetime) -> None:
    """By whoever raised it, or by the centre for them, where there is time to grow impatient."""
    if story.intake.nameless or not story.happens("urged"):
        return
    at = story.after(120, 600)
    if at >= handled:
        return
    if story.intake.account == "resident":
        story.tell(at, "resident", "urge", text=story.rng.choice(words().handling.urges_of_mine))
    else:
        text = story.rng.choice(words().handling.urges)
        story.tell(at, story.operator(), "urge", text=text, by_claimant=True)


def _reviewed(story: Story, outcome: str) -> str:
    """The centre looks at some results; a few have to be made better."""
    if story.happens("sent_back"):
        reason = story.rng.choice(words().handling.sent_back)
        story.tell(
            story.after(30, 200), story.operator(), "review", decision="refuse", reason=reason
        )
        return submit(story, story.after(30, 300))
    if story.happens("accepted"):
        story.tell(story.after(5, 100), story.operator(), "review", decision="accept")
    return outcome
