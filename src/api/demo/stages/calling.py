"""Who is reached by the centre's callback (回访), and what do they say?"""

from random import Random

from api.demo.chance import weighted
from api.demo.collecting.intake import ONLY_ANSWERED, Intake
from api.demo.stages.case import DemoCase
from api.demo.timing import durations
from api.demo.words import words

CallbackResult = dict[str, object]

REACHED_CHANCES = (0.87, 0.6, 0.4)
ATTEMPT_CHANNELS = ("phone", "phone", "wechat")
CALLERS = ("callback", "callback2")

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
UNREACHED: CallbackResult = {
    "contacted": None,
    "solved": None,
    "satisfied": None,
    "opinion": None,
}


def call_back(case: DemoCase, outcome: str, *, delivered: bool) -> CallbackResult:
    """Add up to three attempts on three days by two channels; return what the last one heard."""
    rng, fed_back = case.rng, case.now
    caller, slow = rng.choice(CALLERS), fed_back - case.steps[0].at > durations.SLOW
    at, result = durations.called_at(rng, fed_back, case.intake), UNREACHED
    for channel, chance in zip(ATTEMPT_CHANNELS, REACHED_CHANCES, strict=True):
        connected = rng.random() < (chance if delivered else chance / 2)
        result = _result(case, outcome, slow=slow) if connected else UNREACHED
        fields = {"channel": channel, "connected": connected, **result}
        called = case.add(at, caller, "record-callback", **fields)
        if connected:
            break
        at = durations.called_again_at(rng, called)
    return result


def _result(case: DemoCase, outcome: str, *, slow: bool) -> CallbackResult:
    """Draw a result; where the unit says that it visited, the resident is asked about that too."""
    result = _answers(case.rng, case.intake, outcome, slow=slow)
    if not case.visited:
        return result
    return {**result, "visited": result["contacted"] == "yes"}


def _answers(rng: Random, intake: Intake, outcome: str, *, slow: bool) -> CallbackResult:
    """Draw what a resident says when the callback reaches him; what was slow displeases."""
    texts = words().callbacks
    if intake.type == "thanks":
        satisfied, opinions = rng.choice(list(texts.opinions_of_thanks.items()))
        return _answered("yes", "yes", satisfied, rng.choice(opinions))
    solved = weighted(rng, SOLVED[outcome])
    if solved == "no" and rng.random() < UNCONTACTED_CHANCE:
        return _answered("no", solved, "no", rng.choice(texts.not_contacted))
    satisfied = weighted(rng, SATISFIED[solved])
    by_kind = texts.opinions_of_answers if intake.type in ONLY_ANSWERED else texts.opinions
    if slow and rng.random() < DISPLEASED_CHANCE:
        satisfied, by_kind = "no" if solved == "no" else "basically", texts.slow
    return _answered("yes", solved, satisfied, rng.choice(by_kind[satisfied]))


def _answered(contacted: str, solved: str, satisfied: str, opinion: str) -> CallbackResult:
    return {
        "contacted": contacted,
        "solved": solved,
        "satisfied": satisfied,
        "opinion": opinion,
    }
