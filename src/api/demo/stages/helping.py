"""Who else helps? Co-handlers that the centre named, and departments that a street calls."""

from datetime import datetime

from api.demo.stages.case import DemoCase
from api.demo.timing import limits
from api.demo.timing.hours import later
from api.demo.words import words

MARGIN_MINUTES = 2


def co_handle(case: DemoCase) -> None:
    """Let each co-handler sign and report; some reports are still missing at the end."""
    asked = case.dispatched
    if case.is_ordinary and not case.helpers:
        asked = _whistle(case)
    until = limits.report_due(case.rule, asked, case.due)
    for unit in list(case.helpers):
        case.add(case.after(10, 120), case.index.clerks[unit], "acknowledge")
    for unit in list(case.helpers):
        if case.happens("part_missing"):
            continue
        at = case.after(60, 400)
        late = later(at, MARGIN_MINUTES) > until
        more = {"late_reason": words().orders.late_reason} if late else {}
        result, clerk = case.rng.choice(words().orders.reports), case.index.clerks[unit]
        case.add(at, clerk, "report", result=result, **more)
        case.helpers.remove(unit)


def _whistle(case: DemoCase) -> datetime:
    """Let a street call departments (吹哨); return when the co-handlers were asked."""
    called = words().orders.whistles.get(case.intake.topic.category)
    if called is None or not case.lead.startswith("S-") or not case.happens("whistled"):
        return case.dispatched
    at = case.after(20, 200)
    case.helpers = list(called.units)
    return case.add_approved(at, "whistle", units=list(called.units), task=called.task)
