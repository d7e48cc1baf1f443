"""To whom is it sent? Mostly to the right unit at once; some say that it is not theirs."""

from datetime import datetime

from api.demo.stages.case import DemoCase
from api.demo.timing import durations, limits
from api.demo.words import words
from casework.policy.amounts import Amount

# Whom an order goes to by mistake: units that are easily taken for one another.
MISTAKEN = ("U-CG", "U-ZJ", "U-SC")
# The law's own limit for a report, by the unit that decides on it.
STATUTORY = {
    "U-SC": ("15 wd", "《市场监督管理投诉举报处理暂行办法》第三十一条"),
    "U-RS": ("60 wd", "《关于实施〈劳动保障监察条例〉若干规定》办案期限"),
}
STATUTORY_ELSEWHERE = ("10 wd", "承办单位执法规程规定的核查期限")


def send_to_unit(case: DemoCase) -> None:
    """Dispatch it, until it is with the unit that keeps it."""
    at = durations.dispatched_at(case.rng, case.now, case.intake)
    right = case.intake.lead.code
    if case.is_ordinary and case.happens("arbitrated"):
        _arbitrated(case, at, right)
    elif case.is_ordinary and case.happens("returned"):
        _returned(case, at, _mistaken(right)[0], right)
        _dispatch(case, case.after(5, 60), right)
    elif case.is_ordinary and case.happens("co_handled"):
        _dispatch_with_help(case, at, right)
    else:
        _dispatch(case, at, right)
        if case.is_ordinary and case.happens("return_refused"):
            _return_refused(case)


def _dispatch(case: DemoCase, at: datetime, unit: str, **more: object) -> None:
    """Dispatch it to a unit; what is sent again keeps the deadline of its first dispatch."""
    case.lead = unit
    amount = case.rule.handle
    if amount is None:
        limit, basis = STATUTORY.get(unit, STATUTORY_ELSEWHERE)
        amount = Amount.parse(limit)
        more |= {"statutory_limit": limit, "basis": basis}
    elif unit != case.intake.lead.code:
        more |= {"basis": words().orders.beside_the_catalogue}
    instruction = case.rng.choice(_instructions(case))
    at = case.add(at, case.operator(), "dispatch", lead_unit=unit, instruction=instruction, **more)
    if at < case.dispatched:
        case.dispatched, case.due = at, limits.due(case.rule, at, amount)


def _instructions(case: DemoCase) -> tuple[str, ...]:
    intake = case.intake
    instructions = words().phrases.instructions
    return instructions.get(intake.type) or instructions[intake.urgency]


def _dispatch_with_help(case: DemoCase, at: datetime, right: str) -> None:
    location = case.intake.fields["location"]
    assert isinstance(location, dict)
    street = f"S-{location['grid'][:9]}"
    helper = street if right.startswith("U-") else "U-CG"
    case.rule = limits.rule_of(case.intake.fields, helped=True)
    case.helpers = [helper]
    task = words().orders.tasks["street" if helper == street else "department"]
    _dispatch(case, at, right, co_handlers=[{"unit": helper, "task": task}])


def _mistaken(right: str) -> list[str]:
    return [unit for unit in MISTAKEN if unit != right]


def _returned(case: DemoCase, at: datetime, unit: str, right: str) -> None:
    _dispatch(case, at, unit)
    _ask_back(case, case.rng.choice(words().orders.returns), right)
    reason = case.rng.choice(words().orders.return_accepted)
    at = case.after(15, 150)
    case.add(at, case.dispatcher, "decide-return", decision="accept", reason=reason)


def _ask_back(case: DemoCase, reason: str, suggested: str) -> None:
    name = case.index.units[suggested].name
    case.add_approved(
        case.after(20, 300),
        "request-return",
        ground="not_our_duty",
        reason=reason.format(unit=name),
        legal_basis=words().orders.legal_basis,
        suggested_unit=suggested,
    )


def _return_refused(case: DemoCase) -> None:
    _ask_back(case, case.rng.choice(words().orders.kept), _mistaken(case.lead)[0])
    reason = case.rng.choice(words().orders.return_refused)
    at = case.after(15, 150)
    case.add(at, case.dispatcher, "decide-return", decision="refuse", reason=reason)


def _arbitrated(case: DemoCase, at: datetime, right: str) -> None:
    """Let two units return it: the second return opens arbitration (争议裁定) by itself."""
    first, second = _mistaken(right)[:2]
    _returned(case, at, first, second)
    _returned(case, case.after(5, 60), second, right)
    case.add(
        case.after(60, 300),
        "arbitrator",
        "decide-arbitration",
        unit=right,
        basis=words().orders.designated.format(unit=case.index.units[right].name),
        units_heard=[first, second, right],
    )
    case.lead = right
