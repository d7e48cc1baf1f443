"""What comes between? The end of the year, waiting, withdrawals and notes."""

from datetime import datetime, timedelta
from random import Random

from api.demo.lives.hours import awake, later
from api.demo.lives.intake import ONLY_ANSWERED, Intake
from api.demo.lives.pace import DAY_MINUTES
from api.demo.model import Step
from api.demo.words.callbacks import WITHDRAWALS
from api.demo.words.notes import NOTES

WITHDRAWN_CHANCE = 0.028
NOTE_CHANCES = (0.25, 0.08)

# Some appeals of the last days wait: (after which verb, collected within days, chance).
WAITING = (
    ("collect", 3, 0.6),
    ("dispatch", 60, 0.06),
    ("acknowledge", 45, 0.08),
    ("handle", 12, 0.5),
    ("feed-back", 14, 0.35),
    ("record-callback", 14, 0.4),
)


def turns(rng: Random, steps: list[Step], intake: Intake, until: datetime) -> list[Step]:
    """The life as it really went, up to `until`."""
    if not intake.nameless and intake.urgency != "critical" and rng.random() < WITHDRAWN_CHANCE:
        steps = _withdrawn(rng, steps)
    steps = [step for step in steps if step.at <= until]
    if intake.urgency == "normal":
        steps = _waiting(rng, steps, until)
    if not intake.nameless and intake.type not in ONLY_ANSWERED:
        for chance in NOTE_CHANCES:
            if rng.random() < chance:
                steps = _noted(rng, steps, intake, until)
    return steps


def _withdrawn(rng: Random, steps: list[Step]) -> list[Step]:
    kept = rng.randint(1, len(steps) - 1)
    before = steps[kept - 1]
    at = awake(later(before.at, rng.uniform(15, 1.5 * DAY_MINUTES)))
    fields: dict[str, object] = {"reason": rng.choice(WITHDRAWALS)}
    return [*steps[:kept], Step(at, before.appeal, "operator", "withdraw", fields)]


def _waiting(rng: Random, steps: list[Step], until: datetime) -> list[Step]:
    for verb, days, chance in WAITING:
        recent = steps[0].at > until - timedelta(days=days)
        if recent and rng.random() < chance:
            return _through(steps, verb)
    return steps


def _through(steps: list[Step], verb: str) -> list[Step]:
    """The steps up to the first with this verb, or all when there is none."""
    verbs = [step.verb for step in steps]
    return steps[: verbs.index(verb) + 1] if verb in verbs else steps


def _noted(rng: Random, steps: list[Step], intake: Intake, until: datetime) -> list[Step]:
    """The life with one more note, where there is room for one while the appeal is open."""
    n = rng.randrange(len(steps))
    before = steps[n]
    fitting = [note for note in NOTES if note[0] == before.verb]
    if not fitting or before.fields.get("connected") is False:
        return steps
    ends = steps[n + 1].at if n + 1 < len(steps) else until
    at = _between(rng, before.at, ends)
    if at < later(before.at, 1) or at > later(ends, -1):
        return steps
    _, who, visibility, texts = rng.choice(fitting)
    fields: dict[str, object] = {"text": rng.choice(texts), "visibility": visibility}
    if any(step.fields == fields for step in steps):
        return steps
    account = intake.clerk if who == "lead" else who
    return [*steps[: n + 1], Step(at, before.appeal, account, "add-note", fields), *steps[n + 1 :]]


def _between(rng: Random, starts: datetime, ends: datetime) -> datetime:
    """An instant by day, within three days of the start; the day may move it past the end."""
    room = min((ends - starts).total_seconds() / 60, 3 * DAY_MINUTES)
    return awake(later(starts, room * rng.uniform(0.1, 0.9)))
