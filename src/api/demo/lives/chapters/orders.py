"""To whom is it sent? Mostly to the right unit at once; some say that it is not theirs."""

from datetime import datetime

from api.demo.lives.story import Story
from api.demo.lives.timing import limits, pace
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


def send_to_a_unit(story: Story) -> None:
    """Dispatched, and in the hands of the unit that keeps it."""
    at = pace.dispatched_at(story.rng, story.now, story.intake)
    right = story.intake.lead.code
    if story.is_ordinary and story.happens("arbitrated"):
        _arbitrated(story, at, right)
    elif story.is_ordinary and story.happens("returned"):
        _returned(story, at, _mistaken(right)[0], right)
        _dispatch(story, story.after(5, 60), right)
    elif story.is_ordinary and story.happens("co_handled"):
        _dispatch_with_help(story, at, right)
    else:
        _dispatch(story, at, right)
        if story.is_ordinary and story.happens("return_refused"):
            _return_refused(story)


def _dispatch(story: Story, at: datetime, unit: str, **more: object) -> None:
    """The deadline is that of the first dispatch: what is sent again keeps its clock."""
    story.lead = unit
    amount = story.rule.handle
    if amount is None:
        limit, basis = STATUTORY.get(unit, STATUTORY_ELSEWHERE)
        amount = Amount.parse(limit)
        more |= {"statutory_limit": limit, "basis": basis}
    elif unit != story.intake.lead.code:
        more |= {"basis": words().orders.beside_the_catalogue}
    instruction = story.rng.choice(_instructions(story))
    at = story.tell(
        at, story.operator(), "dispatch", lead_unit=unit, instruction=instruction, **more
    )
    if at < story.dispatched:
        story.dispatched, story.due = at, limits.due(story.rule, at, amount)


def _instructions(story: Story) -> tuple[str, ...]:
    intake = story.intake
    instructions = words().phrases.instructions
    return instructions.get(intake.type) or instructions[intake.urgency]


def _dispatch_with_help(story: Story, at: datetime, right: str) -> None:
    location = story.intake.fields["location"]
    assert isinstance(location, dict)
    street = f"S-{location['grid'][:9]}"
    helper = street if right.startswith("U-") else "U-CG"
    story.rule = limits.rule_of(story.intake.fields, helped=True)
    story.helpers = [helper]
    task = words().orders.tasks["street" if helper == street else "department"]
    _dispatch(story, at, right, co_handlers=[{"unit": helper, "task": task}])


def _mistaken(right: str) -> list[str]:
    return [unit for unit in MISTAKEN if unit != right]


def _returned(story: Story, at: datetime, unit: str, right: str) -> None:
    _dispatch(story, at, unit)
    _ask_back(story, story.rng.choice(words().orders.returns), right)
    reason = story.rng.choice(words().orders.return_accepted)
    at = story.after(15, 150)
    story.tell(at, story.dispatcher, "decide-return", decision="accept", reason=reason)


def _ask_back(story: Story, reason: str, suggested: str) -> None:
    name = story.directory.units[suggested].name
    story.ask(
        story.after(20, 300),
        "request-return",
        ground="not_our_duty",
        reason=reason.format(unit=name),
        legal_basis=words().orders.legal_basis,
        suggested_unit=suggested,
    )


def _return_refused(story: Story) -> None:
    _ask_back(story, story.rng.choice(words().orders.kept), _mistaken(story.lead)[0])
    reason = story.rng.choice(words().orders.return_refused)
    at = story.after(15, 150)
    story.tell(at, story.dispatcher, "decide-return", decision="refuse", reason=reason)


def _arbitrated(story: Story, at: datetime, right: str) -> None:
    """The second unit's return opens arbitration by itself."""
    first, second = _mistaken(right)[:2]
    _returned(story, at, first, second)
    _returned(story, story.after(5, 60), second, right)
    story.tell(
        story.after(60, 300),
        "arbitrator",
        "decide-arbitration",
        unit=right,
        basis=words().orders.designated.format(unit=story.directory.units[right].name),
        units_heard=[first, second, right],
    )
    story.lead = right
