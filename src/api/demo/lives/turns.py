"""What comes between, and after? The end of the year, waiting, withdrawals, notes."""

from datetime import datetime, timedelta
from random import Random

from api.demo.lives.raising.intake import ONLY_ANSWERED, Intake
from api.demo.lives.story import STANDING_ORDERS, Story
from api.demo.lives.timing.hours import awake, later
from api.demo.lives.timing.pace import DAY_MINUTES
from api.demo.model import Step
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


def turns(story: Story, until: datetime) -> list[Step]:
    """The life as it really went, up to `until`."""
    rng, steps, intake = story.rng, story.steps, story.intake
    if not intake.nameless and intake.urgency != "critical" and story.happens("withdrawn"):
        steps = _withdrawn(rng, steps)
    steps = [step for step in steps if step.at <= until]
    if intake.pace == "normal":
        steps = _waiting(rng, steps, until)
    if not intake.nameless and intake.type not in ONLY_ANSWERED:
        for chance in NOTE_CHANCES:
            if rng.random() < chance:
                steps = _noted(rng, steps, intake, until)
    return steps


def _withdrawn(rng: Random, steps: list[Step]) -> list[Step]:
    """Taken back while it was open; who has an account of their own asks for it there."""
    kept = steps[: rng.choice(_places_to_stop(steps))]
    appeal, at = steps[0].appeal, awake(later(kept[-1].at, rng.uniform(15, 1.5 * DAY_MINUTES)))
    said = words().callbacks
    verified = said.verified_by_number
    if steps[0].account == "resident":
        asked: dict[str, object] = {"reason": rng.choice(said.withdrawals_of_mine)}
        kept.append(Step(at, appeal, "resident", "request-withdrawal", asked))
        at, verified = awake(later(at, rng.uniform(10, 300))), said.verified_by_account
    reason = rng.choice(said.withdrawals)
    fields: dict[str, object] = {"reason": reason, "verified_by": verified}
    return [*kept, Step(at, appeal, "operator", "withdraw", fields)]


def _places_to_stop(steps: list[Step]) -> list[int]:
    """After how many steps it may be taken back: not while a supervisor waits for an answer."""
    places, supervised = list[int](), False
    for n, step in enumerate(steps, 1):
        if step.verb in ENDS:
            break
        supervised = SUPERVISED.get(step.verb, supervised)
        if not supervised and not _obeyed_at(steps, n):
            places.append(n)
    return places


def _obeyed_at(steps: list[Step], n: int) -> bool:
    """Whether the standing orders do the next thing: what they find, they do at once."""
    return n < len(steps) and steps[n].account == STANDING_ORDERS


def _waiting(rng: Random, steps: list[Step], until: datetime) -> list[Step]:
    for verb, days, chance in WAITING:
        recent = steps[0].at > until - timedelta(days=days)
        verbs = [step.verb for step in steps]
        if recent and verb in verbs and rng.random() < chance:
            n = verbs.index(verb) + 1
            return steps[: n + _obeyed_at(steps, n)]
    return steps


def _noted(rng: Random, steps: list[Step], intake: Intake, until: datetime) -> list[Step]:
    """The life with one more note, where there is room for one while the appeal is open."""
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
    return [*steps[: n + 1], Step(at, before.appeal, account, "add-note", fields), *steps[n + 1 :]]


def _did_not_arrive(step: Step) -> bool:
    """A feedback that is to be tried again: the callback desk does not read the appeal yet."""
    told = step.fields.get("delivered") or step.fields.get("undeliverable")
    return step.verb == "feed-back" and not told


def _between(rng: Random, starts: datetime, ends: datetime) -> datetime:
    """An instant by day, within three days of the start; the day may move it past the end."""
    room = min((ends - starts).total_seconds() / 60, 3 * DAY_MINUTES)
    return awake(later(starts, room * rng.uniform(0.1, 0.9)))
