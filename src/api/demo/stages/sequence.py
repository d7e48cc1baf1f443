"""What comes between, and after? The end of the year, waiting, withdrawals, notes."""

from datetime import datetime, timedelta
from random import Random

from api.demo.collecting.intake import ONLY_ANSWERED, Intake
from api.demo.model import DemoStep
from api.demo.stages.case import STANDING_ORDERS, DemoCase
from api.demo.timing.durations import DAY_MINUTES
from api.demo.timing.hours import by_day, later
from api.demo.words import words

NOTE_CHANCES = (0.25, 0.08)

ENDS = ("close", "answer-directly", "refuse", "transfer-out")
SUPERVISED = {"supervise": True, "close-supervision": False}

# Some appeals of the last days wait: (after which verb, collected within days, chance).
WAITING = (
    ("request-return", 60, 0.5),
    ("request-extension", 40, 0.5),
    ("approve", 60, 0.5),
    ("collect", 3, 0.6),
    ("dispatch", 60, 0.06),
    ("acknowledge", 45, 0.08),
    ("handle", 12, 0.5),
    ("feed-back", 14, 0.35),
    ("record-callback", 21, 0.6),
)


def sequence(case: DemoCase, until: datetime) -> list[DemoStep]:
    """Return the steps as they went up to `until`, with withdrawal, waiting and notes."""
    rng, steps, intake = case.rng, case.steps, case.intake
    if not intake.nameless and intake.urgency != "critical" and case.happens("withdrawn"):
        steps = _withdrawn(rng, steps)
    steps = [step for step in steps if step.at <= until]
    if intake.priority == "normal":
        steps = _waiting(rng, steps, until)
    if not intake.nameless and intake.type not in ONLY_ANSWERED:
        for chance in NOTE_CHANCES:
            if rng.random() < chance:
                steps = _noted(rng, steps, intake, until)
    return steps


def _withdrawn(rng: Random, steps: list[DemoStep]) -> list[DemoStep]:
    """Return the steps up to a withdrawal; who has an account of their own asks for it there."""
    kept = steps[: rng.choice(_places_to_stop(steps))]
    appeal, at = steps[0].appeal, by_day(later(kept[-1].at, rng.uniform(15, 1.5 * DAY_MINUTES)))
    texts = words().callbacks
    verified = texts.verified_by_number
    if steps[0].account == "resident":
        asked: dict[str, object] = {"reason": rng.choice(texts.withdrawals_of_mine)}
        kept.append(DemoStep(at, appeal, "resident", "request-withdrawal", asked))
        at, verified = by_day(later(at, rng.uniform(10, 300))), texts.verified_by_account
    reason = rng.choice(texts.withdrawals)
    fields: dict[str, object] = {"reason": reason, "verified_by": verified}
    return [*kept, DemoStep(at, appeal, "operator", "withdraw", fields)]


def _places_to_stop(steps: list[DemoStep]) -> list[int]:
    """Return after how many steps it may be withdrawn: not while a supervisor waits."""
    places, supervised = list[int](), False
    for n, step in enumerate(steps, 1):
        if step.verb in ENDS:
            break
        supervised = SUPERVISED.get(step.verb, supervised)
        if not supervised and not _is_automatic_next(steps, n):
            places.append(n)
    return places


def _is_automatic_next(steps: list[DemoStep], n: int) -> bool:
    """Return whether the standing orders take the next step: what they find, they do at once."""
    return n < len(steps) and steps[n].account == STANDING_ORDERS


def _waiting(rng: Random, steps: list[DemoStep], until: datetime) -> list[DemoStep]:
    for verb, days, chance in WAITING:
        recent = steps[0].at > until - timedelta(days=days)
        verbs = [step.verb for step in steps]
        if recent and verb in verbs and rng.random() < chance:
            n = verbs.index(verb) + 1
            return steps[: n + _is_automatic_next(steps, n)]
    return steps


def _noted(rng: Random, steps: list[DemoStep], intake: Intake, until: datetime) -> list[DemoStep]:
    """Return the steps with one more note, if there is room for one while the appeal is open."""
    n = rng.randrange(len(steps))
    before = steps[n]
    fitting = [note for note in words().notes.note if note.after == before.verb]
    if not fitting or before.fields.get("connected") is False or _did_not_arrive(before):
        return steps
    ends = steps[n + 1].at if n + 1 < len(steps) else until
    at = _between(rng, before.at, ends)
    if at < later(before.at, 1) or at > later(ends, -1):
        return steps
    note = rng.choice(fitting)
    fields: dict[str, object] = {"text": rng.choice(note.texts), "visibility": note.visibility}
    if any(step.fields == fields for step in steps):
        return steps
    account = before.account if note.by == "lead" else note.by
    noted = DemoStep(at, before.appeal, account, "add-note", fields)
    return [*steps[: n + 1], noted, *steps[n + 1 :]]


def _did_not_arrive(step: DemoStep) -> bool:
    """Return whether a feedback is to be tried again, so that no callback desk reads it yet."""
    settled = step.fields.get("delivered") or step.fields.get("undeliverable")
    return step.verb == "feed-back" and not settled


def _between(rng: Random, starts: datetime, ends: datetime) -> datetime:
    """Draw an instant by day, within three days of the start; it may come after the end."""
    room = min((ends - starts).total_seconds() / 60, 3 * DAY_MINUTES)
    return by_day(later(starts, room * rng.uniform(0.1, 0.9)))
