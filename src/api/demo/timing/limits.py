"""Which limits hold? Those of the rules that a new city adopts, counted as the service counts."""

from datetime import datetime
from functools import cache

from api.demo.tables.categories import UTILITIES
from api.demo.timing.hours import calendar
from casework.appeal.deadlines import seconds_of
from casework.policy.amounts import Amount
from casework.policy.defaults import default_rules
from casework.policy.limits import LimitRule
from casework.policy.rules import Rules, read_rules


@cache
def rules() -> Rules:
    """Return the rules of a new city."""
    return read_rules(default_rules(), 1)


def rule_of(fields: dict[str, object], *, helped: bool = False) -> LimitRule:
    """Return the rule for what was collected with these fields; `helped` by co-handlers."""
    return rules().limit_rule(
        urgency=str(fields["urgency"]),
        type=str(fields["type"]),
        category=str(fields["category"]),
        complex=helped,
        sensitive=False,
        utility=str(fields["category"]).startswith(UTILITIES),
    )


def due(rule: LimitRule, start: datetime, amount: Amount) -> datetime:
    """Return when an amount that begins to count then is used up."""
    return calendar(amount.calendar or rule.calendar).due(start, amount)


def part_used_at(rule: LimitRule, start: datetime, end: datetime, share: float) -> datetime:
    """Return when that share of the time between two instants is used up; 1 is the end."""
    counted = calendar(rule.calendar)
    return counted.add(start, int(counted.worked(start, end) * share))


def report_due(rule: LimitRule, start: datetime, end: datetime) -> datetime:
    """Return when a co-handler's report is due: so long before the lead's own deadline."""
    counted, before = calendar(rule.calendar), rules().co_handling.before_lead
    left = counted.worked(start, end) - seconds_of(counted, start, before)
    return counted.add(start, left) if left > 0 else end


def due_after_suspension(
    rule: LimitRule, suspended: datetime, due: datetime, resumed: datetime
) -> datetime:
    """Return the deadline after a suspension: what was left of the time begins to run again."""
    counted = calendar(rule.calendar)
    return counted.add(resumed, counted.worked(suspended, due))
