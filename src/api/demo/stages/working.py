"""How does a unit work on it? From signing to the result, with what comes between."""

from datetime import datetime

from api.demo.stages.case import DemoCase
from api.demo.stages.delays import handled_after_delays
from api.demo.stages.helping import co_handle
from api.demo.stages.outcomes import handling
from api.demo.stages.overdue import handled_after_supervision
from api.demo.timing import durations
from api.demo.words import words

FIRST_CONTACT_MINUTES = {"critical": (2, 9), "urgent": (5, 40), "normal": (10, 120)}


def work(case: DemoCase) -> str:
    """Acknowledge it, work on it and submit the result; return the outcome."""
    at = durations.acknowledged_at(case.rng, case.now, case.intake)
    case.add(at, case.clerk, "acknowledge")
    _contact(case)
    co_handle(case)
    at = handled_after_delays(case, durations.handled_at(case))
    if case.intake.priority == "normal":
        _progress(case)
        _urge(case, at)
    at = max(at, case.after(2, 20))
    if at > case.due:
        at = handled_after_supervision(case, at)
    return _reviewed(case, submit(case, at))


def submit(case: DemoCase, at: datetime, *, again: bool = False) -> str:
    """Submit the result, with what is still missing; return the outcome."""
    fields = handling(case.rng, case.intake, at, again=again)
    if case.helpers:
        fields["parts_missing_reason"] = words().orders.part_missing
    case.add(at, case.clerk, "handle", **fields)
    return str(fields["outcome"])


def _contact(case: DemoCase) -> None:
    """Call or visit the resident, if there is a name to call."""
    if case.intake.nameless or not case.happens("contacted"):
        return
    visited = case.is_ordinary and case.happens("visited")
    case.visited = visited
    case.add(
        case.after(*FIRST_CONTACT_MINUTES[case.intake.priority]),
        case.clerk,
        "record-contact",
        channel="visit" if visited else "phone",
        connected=True,
        visited=visited,
        met=visited,
        summary=case.rng.choice(words().handling.visits if visited else words().handling.contacts),
    )


def _progress(case: DemoCase) -> None:
    if case.happens("progress"):
        text = case.rng.choice(words().handling.progress)
        at = case.after(20, 200)
        case.add(at, case.clerk, "record-progress", text=text, visibility="public")


def _urge(case: DemoCase, handled: datetime) -> None:
    """Let the resident urge it (催办), or the centre for them, if it takes long enough."""
    if case.intake.nameless or not case.happens("urged"):
        return
    at = case.after(120, 600)
    if at >= handled:
        return
    if case.intake.account == "resident":
        case.add(at, "resident", "urge", text=case.rng.choice(words().handling.urges_of_mine))
    else:
        text = case.rng.choice(words().handling.urges)
        case.add(at, case.operator(), "urge", text=text, by_claimant=True)


def _reviewed(case: DemoCase, outcome: str) -> str:
    """Review some results at the centre; a few are sent back. Return the outcome."""
    if case.happens("sent_back"):
        reason = case.rng.choice(words().handling.sent_back)
        case.add(case.after(30, 200), case.operator(), "review", decision="refuse", reason=reason)
        return submit(case, case.after(30, 300))
    if case.happens("accepted"):
        case.add(case.after(5, 100), case.operator(), "review", decision="accept")
    return outcome
