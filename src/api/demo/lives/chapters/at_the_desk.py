"""What never becomes an order? What the centre answers, does not accept, or transfers at once."""

from api.demo.chance import weighted
from api.demo.lives.chapters.outcomes import public_text
from api.demo.lives.story import Story
from api.demo.lives.timing.hours import awake, later
from api.demo.words import words
from api.demo.words.shapes import NotAccepted
from casework.appeal.words import EMERGENCY_LINES

BY = "指挥中心"
IN_PETITION_CHANCE = 0.3
SIGNED_AFTER_MINUTES = 12
TO_APPROVE = "duty"


def settled_at_the_desk(story: Story) -> bool:
    """Whether it ended there; then its last step is told."""
    if _is_answered(story):
        _answer(story)
        return True
    if _is_transferred(story):
        _transfer(story)
        return True
    if story.is_ordinary and not story.intake.nameless and story.happens("not_accepted"):
        _refuse(story)
        return True
    return False


def _is_answered(story: Story) -> bool:
    """Thanks are no task for anybody; most enquiries need none either."""
    intake = story.intake
    if intake.type == "thanks":
        return True
    return intake.type == "enquiry" and bool(intake.answer) and story.happens("answered_directly")


def _answer(story: Story) -> None:
    intake, rng = story.intake, story.rng
    body = intake.answer if intake.type == "enquiry" else rng.choice(words().replies.thanked)
    at = later(story.now, rng.triangular(2, 40, 6))
    answer = public_text(rng, intake, body, BY)
    story.tell(at, story.operator(), "answer-directly", answer=answer)


def _is_transferred(story: Story) -> bool:
    """An emergency, or what has a body of its own."""
    intake = story.intake
    line = words().triage.transfers.get(intake.topic.category)
    if line is None or (line.to in EMERGENCY_LINES) != (intake.urgency == "critical"):
        return False
    return story.happens("transferred_out")


def _transfer(story: Story) -> None:
    line = words().triage.transfers[story.intake.topic.category]
    emergency = line.to in EMERGENCY_LINES
    minutes = story.rng.uniform(1, 4) if emergency else story.rng.uniform(20, 120)
    at = later(story.now, minutes)
    story.tell(at, story.operator(), "transfer-out", to=line.to, reason=line.reason)
    if not emergency:
        signed_at = later(story.now, SIGNED_AFTER_MINUTES)
        story.tell(signed_at, TO_APPROVE, "transfer-out", to=line.to, reason=line.reason)


def _refuse(story: Story) -> None:
    rows = [
        (words().triage.in_petition, IN_PETITION_CHANCE),
        (_not_accepted(story.intake.topic.category), 1 - IN_PETITION_CHANCE),
    ]
    why = weighted(story.rng, rows)
    at = awake(later(story.now, story.rng.uniform(10, 90)))
    story.tell(
        at,
        story.operator(),
        "refuse",
        ground=why.ground,
        reason=why.reason,
        advice=why.advice,
        told_claimant_at=story.now,
    )


def _not_accepted(category: str) -> NotAccepted:
    """Return why this category is not accepted; any may be with the petition office already."""
    triage = words().triage
    own = (one for one in triage.not_accepted if category in one.categories)
    return next(own, triage.in_petition)
