"""How is it closed? As the callback heard it, or as the outcome says where nobody was called."""

from random import Random

from api.demo.collecting.intake import Intake
from api.demo.stages.calling import CallbackResult
from api.demo.words import words

DONE_BY_EXPLAINING = ("enquiry", "suggestion", "thanks")


def closing(rng: Random, outcome: str, result: CallbackResult) -> dict[str, object]:
    """Return how the duty leader closes after the last callback."""
    if result["contacted"] is None:
        return _closed(rng, "unreachable", "unreachable")
    if outcome == "not_ours_by_law":
        return _closed(rng, "refused_by_law", "refused_by_law")
    if result["contacted"] == "no":
        return _closed(rng, "unsolved_explained", "uncontacted")
    return unsolved(rng) if result["solved"] in ("no", "unclear") else _plain()


def closing_uncalled(rng: Random, intake: Intake, outcome: str) -> dict[str, object]:
    """Return how an appeal is closed when there is nobody to call, or nobody is called."""
    if outcome == "not_ours_by_law":
        return _closed(rng, "refused_by_law", "refused_by_law")
    explained = outcome == "explained" and intake.type in DONE_BY_EXPLAINING
    if outcome != "solved" and not explained:
        return unsolved(rng)
    return _closed(rng, "normal", "nameless") if intake.nameless else _plain()


def unsolved(rng: Random) -> dict[str, object]:
    """Return how an appeal is closed that is not solved for now."""
    return _closed(rng, "unsolved_explained", "unsolved_explained")


def _plain() -> dict[str, object]:
    return {"kind": "normal", "reason": None}


def _closed(rng: Random, kind: str, why: str) -> dict[str, object]:
    return {"kind": kind, "reason": rng.choice(words().callbacks.closing[why])}
