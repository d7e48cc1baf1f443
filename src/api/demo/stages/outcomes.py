"""What does the unit write? The outcome of the handling, what was done, the public reply."""

from datetime import datetime, timedelta
from random import Random

from api.demo.chance import weighted
from api.demo.collecting.intake import ONLY_ANSWERED, Intake
from api.demo.timing.hours import LOCAL
from api.demo.words import words
from api.demo.words.residents import ReplyText

OUTCOMES = (("solved", 68.0), ("partly", 13.0), ("explained", 10.0), ("not_solved", 9.0))
BY_LAW_CHANCE = 0.13
UNTRUE_CHANCE = 0.25
HALF_TRUE_CHANCE = 0.12


def handling(
    rng: Random, intake: Intake, at: datetime, *, again: bool = False
) -> dict[str, object]:
    """Return the fields of the handle step; no personal data, as the title holds none either.

    What is done `again`, in a further round, is done.
    """
    outcome = "solved" if again else _outcome(rng, intake)
    facts_true = _facts_true(rng, intake, outcome)
    more: dict[str, object] = {}
    if outcome == "not_solved":
        measures, more = _unsolved(rng, intake, at)
    elif again:
        measures = rng.choice(words().handling.again)
    else:
        measures = _measures(rng, intake, outcome, facts_true)
    text = measures + str(more.get("plan", ""))
    return {
        "outcome": outcome,
        "facts_true": facts_true,
        "measures": measures,
        "public_reply": public_text(rng, intake, text, intake.lead.name),
        **more,
    }


def public_text(rng: Random, intake: Intake, body: str, unit: str) -> str:
    """Return what the resident reads: an opening, what there is to say, and a kind word."""
    kind = intake.type if intake.type in ONLY_ANSWERED else "problem"
    opening = rng.choice(words().replies.openings[kind])
    close = rng.choice(words().replies.closes[kind])
    return opening.format(title=intake.title, unit=unit) + body + close


def _unsolved(rng: Random, intake: Intake, at: datetime) -> tuple[str, dict[str, object]]:
    replies = words().replies
    reason = rng.choice(replies.reasons[intake.topic.category[:2]])
    why = replies.unsolved[reason]
    plan = why.plan.format(by=_month(rng, at))
    return why.measures, {"unsolved_reason": reason, "plan": plan}


def _outcome(rng: Random, intake: Intake) -> str:
    if intake.type == "suggestion":
        return weighted(rng, (("explained", 3.0), ("partly", 1.0)))
    if intake.answer or intake.type == "thanks":
        return "explained"
    if intake.topic.category in words().replies.private and rng.random() < BY_LAW_CHANCE:
        return "not_ours_by_law"
    return weighted(rng, OUTCOMES)


def _facts_true(rng: Random, intake: Intake, outcome: str) -> str:
    if intake.answer or intake.type == "thanks":
        return "yes"
    if outcome == "explained" and intake.type != "help" and rng.random() < UNTRUE_CHANCE:
        return "no"
    return "partly" if rng.random() < HALF_TRUE_CHANCE else "yes"


def _measures(rng: Random, intake: Intake, outcome: str, facts_true: str) -> str:
    replies = words().replies
    if intake.answer:
        return intake.answer
    if intake.type == "thanks":
        return rng.choice(replies.thanked)
    if outcome == "not_ours_by_law":
        return rng.choice(replies.by_law)
    if outcome == "explained":
        return rng.choice(_explained(intake, facts_true))
    done = rng.choice(_fitting(intake.topic.solved, intake.number))
    return done + rng.choice(replies.partly) if outcome == "partly" else done


def _explained(intake: Intake, facts_true: str) -> tuple[str, ...]:
    replies = words().replies
    if facts_true == "no":
        return replies.not_found
    return _fitting(intake.topic.explained, intake.number) or replies.explained


def _fitting(texts: tuple[ReplyText, ...], number: int) -> tuple[str, ...]:
    return tuple(one.text for one in texts if number in one.fits)


def _month(rng: Random, at: datetime) -> str:
    by = at.astimezone(LOCAL) + timedelta(days=rng.randint(40, 260))
    return f"{by.year}年{by.month}月底"
