"""What never becomes an order? What the centre answers, does not accept, or transfers at once."""

from api.demo.chance import weighted
from api.demo.stages.case import DemoCase
from api.demo.stages.outcomes import public_text
from api.demo.timing.hours import by_day, later
from api.demo.words import words
from api.demo.words.offices import NotAccepted, Transfer
from casework.appeal.words import EMERGENCY_LINES

BY = "指挥中心"
IN_PETITION_CHANCE = 0.3
SIGNED_AFTER_MINUTES = 12
TO_APPROVE = "duty"


def is_settled_by_centre(case: DemoCase) -> bool:
    """Return whether it ended at the centre; then its last step is there."""
    if _is_answered(case):
        _answer(case)
    elif line := _transfer_of(case):
        _transfer(case, line)
    elif case.is_ordinary and not case.intake.nameless and case.happens("not_accepted"):
        _refuse(case)
    else:
        return False
    return True


def _is_answered(case: DemoCase) -> bool:
    """Return whether it is no task for a unit: thanks, and most enquiries."""
    intake = case.intake
    if intake.type == "thanks":
        return True
    return intake.type == "enquiry" and bool(intake.answer) and case.happens("answered_directly")


def _answer(case: DemoCase) -> None:
    intake, rng = case.intake, case.rng
    body = intake.answer if intake.type == "enquiry" else rng.choice(words().replies.thanked)
    at = later(case.now, rng.triangular(2, 40, 6))
    answer = public_text(rng, intake, body, BY)
    case.add(at, case.operator(), "answer-directly", answer=answer)


def _transfer_of(case: DemoCase) -> Transfer | None:
    """Return who takes over an emergency, or what has a body of its own."""
    line = words().triage.transfers.get(case.intake.topic.category)
    critical = case.intake.urgency == "critical"
    if line is None or (line.to in EMERGENCY_LINES) != critical:
        return None
    return line if case.happens("transferred_out") else None


def _transfer(case: DemoCase, line: Transfer) -> None:
    emergency = line.to in EMERGENCY_LINES
    minutes = case.rng.uniform(1, 4) if emergency else case.rng.uniform(20, 120)
    at = later(case.now, minutes)
    case.add(at, case.operator(), "transfer-out", to=line.to, reason=line.reason)
    if not emergency:
        signed_at = later(case.now, SIGNED_AFTER_MINUTES)
        case.add(signed_at, TO_APPROVE, "transfer-out", to=line.to, reason=line.reason)


def _refuse(case: DemoCase) -> None:
    rows = [
        (words().triage.in_petition, IN_PETITION_CHANCE),
        (_not_accepted(case.intake.topic.category), 1 - IN_PETITION_CHANCE),
    ]
    why = weighted(case.rng, rows)
    at = by_day(later(case.now, case.rng.uniform(10, 90)))
    case.add(
        at,
        case.operator(),
        "refuse",
        ground=why.ground,
        reason=why.reason,
        advice=why.advice,
        told_claimant_at=case.now,
    )


def _not_accepted(category: str) -> NotAccepted:
    """Return why this category is not accepted; any may be with the petition office already."""
    triage = words().triage
    own = (one for one in triage.not_accepted if category in one.categories)
    return next(own, triage.in_petition)
