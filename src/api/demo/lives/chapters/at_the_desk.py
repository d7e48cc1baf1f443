"""What never becomes an order? What the centre answers, does not accept, or transfers at once."""

from api.demo.chance import weighted
from api.demo.lives.chapters.outcomes import public_text
from api.demo.lives.story import Story
from api.demo.lives.timing.hours import awake, later
from api.demo.words.desk import IN_PETITION, NOT_ACCEPTED_OF, TRANSFERS
from api.demo.words.replies import THANKED
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
    body = intake.answer if intake.type == "enquiry" else rng.choice(THANKED)
    at = later(story.now, rng.triangular(2, 40, 6))
    answer = public_text(rng, intake, body, BY)
    story.tell(at, story.operator(), "answer-directly", answer=answer)


def _is_transferred(story: Story) -> bool:
    """An emergency, or what has a body of its own."""
    intake = story.intake
    line = TRANSFERS.get(intake.topic.category)
    if line is None or (line[0] in EMERGENCY_LINES) != (intake.urgency == "critical"):
        return False
    return story.happens("transferred_out")


def _transfer(story: Story) -> None:
    to, reason = TRANSFERS[story.intake.topic.category]
    emergency = to in EMERGENCY_LINES
    minutes = story.rng.uniform(1, 4) if emergency else story.rng.uniform(20, 120)
    at = later(story.now, minutes)
    story.tell(at, story.operator(), "transfer-out", to=to, reason=reason)
    if not emergency:
        signed_at = later(story.now, SIGNED_AFTER_MINUTES)
        story.tell(signed_at, TO_APPROVE, "transfer-out", to=to, reason=reason)


def _refuse(story: Story) -> None:
    own = NOT_ACCEPTED_OF.get(story.intake.topic.category)
    rows = [(IN_PETITION, IN_PETITION_CHANCE), (own or IN_PETITION, 1 - IN_PETITION_CHANCE)]
    ground, reason, advice = weighted(story.rng, rows)
    at = awake(later(story.now, story.rng.uniform(10, 90)))
    story.tell(
        at,
        story.operator(),
        "refuse",
        ground=ground,
        reason=reason,
        advice=advice,
        told_claimant_at=story.now,
    )
