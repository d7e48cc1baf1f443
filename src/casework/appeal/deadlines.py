"""时限计算: makes the clocks that facts carry, from the rule pinned on the order.

`deadlines_of` asks the rules in force now: for a collection, a dispatch, a reopening. Each pins
what it found, and `ruling` counts every later clock by it, whatever is adopted meanwhile.
"""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from math import ceil

import msgspec

from casework.appeal.appeal import Appeal
from casework.appeal.events import Limit
from casework.appeal.words import ClockName
from casework.context import DecisionContext
from casework.policy.amounts import Amount
from casework.policy.calendar import OFFICE, WorkCalendar
from casework.policy.limits import LimitRule
from casework.policy.rules import Rules


class Deadlines:
    """Counts for one appeal under one rule, from one instant. All deadlines are whole seconds.

    `rules` is the version that the rule is of, where it is not the one in force now.
    """

    def __init__(
        self, context: DecisionContext, rule: LimitRule, rules: Rules | None = None
    ) -> None:
        self._context, self.rule = context, rule
        self.rules: Rules = rules or context.policies.rules(context.at)
        self.start = context.begins_at
        self._rule = f"{rule.id}@{self.rules.version}"
        self._second = int(self.start.timestamp())

    @property
    def calendars(self) -> Collection[str]:
        """Return the calendars that an amount may name."""
        return self._context.policies.calendar_names()

    def limit(self, clock: ClockName, amount: Amount | None, unit: str | None = None) -> Limit:
        """Return a clock that starts now and is due when the amount is used up."""
        assert amount is not None, f"rule {self.rule.id} gives no {clock} limit"
        calendar = self._calendar(amount, unit)
        counted = _counted(calendar, self._second, amount, self.rules.escalation.remind)
        return Limit(
            clock=clock,
            due=counted.due,
            amount=counted.amount,
            calendar=calendar.tag,
            rule=self._rule,
            unit=unit,
            remind_at=counted.remind_at,
            provisional=counted.provisional,
        )

    def handling(self, amount: Amount, unit: str) -> Limit:
        """Return the lead's limit, by its own office hours; it goes over to whoever leads next."""
        return msgspec.structs.replace(self.limit("handling", amount, unit), unit=None)

    def until(
        self,
        clock: ClockName,
        due: datetime,
        calendar: WorkCalendar,
        amount: str,
        unit: str | None = None,
    ) -> Limit:
        """Return a clock that starts now and is due then."""
        return Limit(
            clock=clock,
            due=due,
            amount=amount,
            calendar=calendar.tag,
            rule=self._rule,
            unit=unit,
            remind_at=remind_at(calendar, self.start, due, self.rules.escalation.remind),
            provisional=calendar.is_provisional(due),
        )

    def several(self, *given: tuple[ClockName, Amount | None, str | None]) -> tuple[Limit, ...]:
        """Return a clock for each amount that the rule has."""
        return tuple(self.limit(clock, amount, unit) for clock, amount, unit in given if amount)

    def decision(self, matter: str, unit: str) -> Limit:
        """Return 审批时限, until when the centre decides what a unit asks for (DOMAIN 17.2)."""
        limit = self.limit("decision", self.rule.decide_within)
        return msgspec.structs.replace(limit, unit=f"{matter}/{unit}")

    def order(self, unit: str) -> tuple[Limit, ...]:
        """Return what every new order begins with: to be acknowledged, a window to return it."""
        rule = self.rule
        return self.several(
            ("acknowledgement", rule.acknowledge, unit), ("return_window", rule.return_window, unit)
        )

    def co_handling(self, units: Sequence[str], lead_due: datetime) -> tuple[Limit, ...]:
        """Return the clocks of co-handlers: a working day before the lead, if that has so long."""
        if not units:
            return ()
        before = self.rules.co_handling.before_lead
        calendar = self._calendar(before, None)
        due, amount = self.before_lead(lead_due, self.start), f"{before} 前于主办"
        return tuple(self.until("co_handling", due, calendar, amount, unit) for unit in units)

    def before_lead(self, lead_due: datetime, start: datetime) -> datetime:
        """Return until when a co-order that began at `start` may run at most."""
        before = self.rules.co_handling.before_lead
        calendar = self._calendar(before, None)
        length = calendar.worked(start, lead_due) - seconds_of(calendar, start, before)
        return calendar.add(start, length) if length > 0 else lead_due

    def leaves_lead(self, calendar: WorkCalendar, due: datetime, lead_due: datetime) -> bool:
        """Return whether a co-handler due then leaves the lead as long as it is to have."""
        before = self.rules.co_handling.before_lead
        return calendar.worked(due, lead_due) >= seconds_of(calendar, due, before)

    def shortened(self, amount: Amount, unit: str) -> Limit:
        """Return the part of the lead's limit that a rework gets, and at least so much."""
        rework = self.rules.rework
        part = self.handling(amount.part(rework.share), unit)
        if amount.unit == "d":
            return part
        least = rework.at_least
        if amount.unit != "wd":
            least = msgspec.structs.replace(rework.at_least_hours, calendar=amount.calendar)
        return max(part, self.handling(least, unit), key=lambda limit: limit.due)

    def _calendar(self, amount: Amount, unit: str | None) -> WorkCalendar:
        """Return the amount's own, else the rule's; a unit's own office hours go before `work`."""
        name = amount.calendar or self.rule.calendar
        if name == OFFICE and unit:
            known = self._context.directory.unit(unit.rpartition("/")[2], self._context.at)
            name = (known and known.calendar) or name
        return self._context.policies.calendar(name)


def deadlines_of(appeal: Appeal, context: DecisionContext, *, complex: bool = False) -> Deadlines:
    """Return the deadlines under the rule that holds for this appeal now."""
    rule = context.policies.rules(context.at).limit_rule(
        urgency=appeal.urgency,
        type=appeal.type,
        category=appeal.category,
        complex=complex,
        sensitive=appeal.sensitive != "none",
        utility=context.directory.is_utility(appeal.category, context.at),
    )
    return Deadlines(context, rule)


def ruling(appeal: Appeal, context: DecisionContext) -> Deadlines:
    """Return the deadlines under the rule pinned at dispatch, before that at the collection.

    Where none of our rules was, as in a foreign history, the one that holds now.
    """
    return pinned(appeal.ruled_by, context) or deadlines_of(appeal, context)


def pinned(tag: str | None, context: DecisionContext) -> Deadlines | None:
    """Return the deadlines under the rule of a tag ("LR-3@2"); None where it is not ours."""
    rules = context.policies.rules_of(tag) if tag else None
    if tag is None or rules is None:
        return None
    found = next((rule for rule in rules.limits if rule.id == tag.partition("@")[0]), None)
    return Deadlines(context, found, rules) if found else None


def remind_at(
    calendar: WorkCalendar, start: datetime, due: datetime, share: float
) -> datetime | None:
    """Return when that share of a limit is used up; None where it is too short for a reminder."""
    whole = calendar.worked(start, due)
    return calendar.add(start, ceil(whole * share)) if whole >= 60 else None


class _Counted(msgspec.Struct, frozen=True):
    """What counting an amount came to."""

    due: datetime
    remind_at: datetime | None
    provisional: bool
    amount: str


@lru_cache(4_096)
def _counted(calendar: WorkCalendar, second: int, amount: Amount, share: float) -> _Counted:
    """Return what is counted once: what begins in the same second ends together."""
    start = datetime.fromtimestamp(second, UTC)
    due = calendar.due(start, amount)
    reminder = remind_at(calendar, start, due, share)
    provisional = amount.unit != "d" and calendar.is_provisional(due)  # natural days are known
    return _Counted(due, reminder, provisional, str(amount))


def seconds_of(calendar: WorkCalendar, start: datetime, amount: Amount) -> int:
    """Return how many open seconds an amount is, near that instant."""
    if amount.unit == "wd":
        one = Amount(number=1, unit="wd", calendar=None)
        two = Amount(number=2, unit="wd", calendar=None)
        day = calendar.worked(calendar.due(start, one), calendar.due(start, two))
        return amount.number * day
    return calendar.worked(start, calendar.due(start, amount))
