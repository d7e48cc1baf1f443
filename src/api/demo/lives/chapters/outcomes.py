"""How does it end? What the unit writes, what the resident says of it, how it is closed."""

from datetime import datetime, timedelta
from random import Random

from api.demo.chance import weighted
from api.demo.lives.raising.intake import ONLY_ANSWERED, Intake
from api.demo.lives.timing.hours import LOCAL
from api.demo.words import words
from api.demo.words.shapes import ReplyText

Said = dict[str, object]

OUTCOMES = (("solved", 68.0), ("partly", 13.0), ("explained", 10.0), ("not_solved", 9.0))
BY_LAW_CHANCE = 0.13
DONE_BY_EXPLAINING = ("enquiry", "suggestion", "thanks")
UNTRUE_CHANCE = 0.25
HALF_TRUE_CHANCE = 0.12

SOLVED = {
    "solved": (("yes", 78.0), ("basically", 18.0), ("no", 2.0), ("unclear", 2.0)),
    "partly": (("yes", 15.0), ("basically", 65.0), ("no", 15.0), ("unclear", 5.0)),
    "explained": (("yes", 55.0), ("basically", 28.0), ("no", 9.0), ("unclear", 8.0)),
    "not_solved": (("yes", 2.0), ("basically", 13.0), ("no", 78.0), ("unclear", 7.0)),
    "not_ours_by_law": (("yes", 5.0), ("basically", 20.0), ("no", 60.0), ("unclear", 15.0)),
}
SATISFIED = {
    "yes": (("very", 42.0), ("yes", 44.0), ("basically", 10.0), ("no", 1.0), ("refuses", 3.0)),
    "basically": (("very", 5.0), ("yes", 38.0), ("basically", 47.0), ("no", 5.0), ("refuses", 5.0)),
    "unclear": (("yes", 20.0), ("basically", 40.0), ("no", 15.0), ("refuses", 25.0)),
    "no": (("yes", 6.0), ("basically", 24.0), ("no", 66.0), ("refuses", 4.0)),
}
DISPLEASED_CHANCE = 0.45
UNCONTACTED_CHANCE = 0.3  # among those who say nothing was solved
UNANSWERED: Said = {
    "contacted": None,
    "solved": None,
    "satisfied": None,
    "opinion": None,
}

PLAIN_CLOSE: dict[str, object] = {"kind": "normal", "reason": None}


def handling(
    rng: Random, intake: Intake, at: datetime, *, again: bool = False
) -> dict[str, object]:
    """The fields of the handle step; no personal data, as the title holds none either.

    What is done `again`, in a further round, is done.
    """
    outcome = "solved" if again else _outcome(rng, intake)
    facts_true = _facts_true(rng, intake, outcome)
    more: dict[str, object] = {}
    if outcome == "not_solved":
        reason = rng.choice(words().replies.reasons[intake.topic.category[:2]])
        why = words().replies.unsolved[reason]
        measures = why.measures
        more = {"unsolved_reason": reason, "plan": why.plan.format(by=_month(rng, at))}
    else:
        measures = _measures(rng, intake, outcome, facts_true, again=again)
    text = measures + str(more.get("plan", ""))
    return {
        "outcome": outcome,
        "facts_true": facts_true,
        "measures": measures,
        "public_reply": public_text(rng, intake, text, intake.lead.name),
        **more,
    }


def public_text(rng: Random, intake: Intake, body: str, unit: str) -> str:
    """What the resident reads: an opening, what there is to say, and a kind word."""
    kind = intake.type if intake.type in ONLY_ANSWERED else "problem"
    opening = rng.choice(words().replies.openings[kind])
    close = rng.choice(words().replies.closes[kind])
    return opening.format(title=intake.title, unit=unit) + body + close


def answers(rng: Random, intake: Intake, outcome: str, *, slow: bool) -> Said:
    """What a resident says when the callback reaches him; a slow life displeases."""
    if intake.type == "thanks":
        return _pleased(rng)
    solved = weighted(rng, SOLVED[outcome])
    if solved == "no" and rng.random() < UNCONTACTED_CHANCE:
        said: Said = {"contacted": "no", "solved": solved, "satisfied": "no"}
        return said | {"opinion": rng.choice(words().callbacks.not_contacted)}
    satisfied, opinions = weighted(rng, SATISFIED[solved]), _opinions(intake)
    if slow and rng.random() < DISPLEASED_CHANCE:
        satisfied, opinions = "no" if solved == "no" else "basically", words().callbacks.slow
    opinion = rng.choice(opinions[satisfied])
    return {"contacted": "yes", "solved": solved, "satisfied": satisfied, "opinion": opinion}


def closing(rng: Random, outcome: str, said: Said) -> dict[str, object]:
    """How the duty leader closes after the last callback."""
    if said["contacted"] is None:
        return _closed(rng, "unreachable", "unreachable")
    if outcome == "not_ours_by_law":
        return _closed(rng, "refused_by_law", "refused_by_law")
    if said["contacted"] == "no":
        return _closed(rng, "unsolved_explained", "uncontacted")
    if said["solved"] in ("no", "unclear"):
        return _closed(rng, "unsolved_explained", "unsolved_explained")
    return dict(PLAIN_CLOSE)


def unsolved(rng: Random) -> dict[str, object]:
    """How an appeal is closed that is not solved for now."""
    return _closed(rng, "unsolved_explained", "unsolved_explained")


def closing_uncalled(rng: Random, intake: Intake, outcome: str) -> dict[str, object]:
    """How an appeal is closed when there is nobody to call, or nobody is called."""
    if outcome == "not_ours_by_law":
        return _closed(rng, "refused_by_law", "refused_by_law")
    explained = outcome == "explained" and intake.type in DONE_BY_EXPLAINING
    if outcome != "solved" and not explained:
        return _closed(rng, "unsolved_explained", "unsolved_explained")
    return _closed(rng, "normal", "nameless") if intake.nameless else dict(PLAIN_CLOSE)


def _closed(rng: Random, kind: str, why: str) -> dict[str, object]:
    return {"kind": kind, "reason": rng.choice(words().callbacks.closing[why])}


def _pleased(rng: Random) -> Said:
    satisfied, opinions = rng.choice(list(words().callbacks.opinions_of_thanks.items()))
    opinion = rng.choice(opinions)
    return {"contacted": "yes", "solved": "yes", "satisfied": satisfied, "opinion": opinion}


def _opinions(intake: Intake) -> dict[str, tuple[str, ...]]:
    said = words().callbacks
    return said.opinions_of_answers if intake.type in ONLY_ANSWERED else said.opinions


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


def _measures(rng: Random, intake: Intake, outcome: str, facts_true: str, *, again: bool) -> str:
    replies = words().replies
    if again:
        return rng.choice(words().handling.again)
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
    if facts_true == "no":
        return words().replies.not_found
    return _fitting(intake.topic.explained, intake.number) or words().replies.explained


def _fitting(texts: tuple[ReplyText, ...], number: int) -> tuple[str, ...]:
    return tuple(one.text for one in texts if number in one.fits)


def _month(rng: Random, at: datetime) -> str:
    by = at.astimezone(LOCAL) + timedelta(days=rng.randint(40, 260))
    return f"{by.year}年{by.month}月底"
