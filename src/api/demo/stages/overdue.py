"""What follows when a limit passes? The timekeeper notices it; some cases are supervised (督办)."""

from datetime import datetime

from api.demo.stages.case import DemoCase
from api.demo.timing.hours import after_office
from api.demo.words import words


def handled_after_supervision(case: DemoCase, handled: datetime) -> datetime:
    """Return when an overdue case is handled: not before its unit has replied to a supervision."""
    if case.intake.priority == "normal" and case.happens("supervised"):
        return max(handled, _supervised(case))
    return handled


def _supervised(case: DemoCase) -> datetime:
    """Supervise it, and let the unit reply; return when it can be handled at the earliest."""
    demand = case.rng.choice(words().handling.demands)
    reply = case.rng.choice(words().handling.supervision_replies)
    seen = max(case.after(5, 30), after_office(case.due, case.rng.uniform(30, 300)))
    case.add(seen, "supervisor", "supervise", level="routine", demand=demand)
    case.add(case.after(60, 500), case.clerk, "reply-supervision", reply=reply)
    case.supervised = True
    return case.after(30, 300)


def close_supervision(case: DemoCase) -> None:
    """Close the supervision that is open, before the case can be closed."""
    if case.supervised:
        result = case.rng.choice(words().handling.supervision_results)
        case.add(case.after(30, 200), "supervisor", "close-supervision", result=result)
        case.supervised = False
