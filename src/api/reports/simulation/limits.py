"""The clocks that a fact starts, counted again from the same instant by what is supposed to hold.

Clocks are counted again, never invented: nobody could have kept a limit that was never set.
"""

from datetime import datetime

from msgspec.structs import replace

from casework.appeal import events as e
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import going
from casework.appeal.commands.add_co_handler import co_limits
from casework.appeal.commands.order_rework import original, shortened
from casework.appeal.commands.reopen import afresh
from casework.appeal.deadlines import Deadlines, deadlines_of, ruling
from casework.appeal.events import Limit
from casework.appeal.words import ClockName
from casework.context import DecisionContext
from casework.facts import Fact
from casework.policy.amounts import Amount
from casework.policy.limits import LimitRule
from casework.policy.rules import Rules

# What the rules in force are asked for; all else is counted by the rule pinned before.
_ASKED_ANEW = (
    e.AppealCollected,
    e.IntakeAmended,
    e.AppealUnmerged,
    e.AppealDispatched,
    e.AppealReopened,
    e.SupervisionOpened,
)


class Counting:
    """Counts the limits of one fact of one appeal.

    `then` is the context as it was, `instead` as it is supposed to have been; they differ in the
    rules. `appeal` is as the fact met it.
    """

    def __init__(
        self, fact: Fact, appeal: Appeal, then: DecisionContext, instead: DecisionContext
    ) -> None:
        self._fact, self._appeal, self._then, self._instead = fact, appeal, then, instead
        if isinstance(fact, _ASKED_ANEW):
            complex = isinstance(fact, e.AppealDispatched) and _is_complex(fact, appeal, then)
            self._deadlines = deadlines_of(appeal, instead, complex=complex)
        else:
            self._deadlines = ruling(appeal, instead)

    def limits(self, stored: tuple[Limit, ...]) -> tuple[Limit, ...]:
        """Return each again; one for which the other rules have no limit is left out."""
        counted = (self._counted(limit) for limit in stored)
        return tuple(limit for limit in counted if limit is not None)

    def _counted(self, limit: Limit) -> Limit | None:
        if not _is_ours(limit.rule) or limit.clock == "suspension":
            return limit
        if limit.clock == "handling":
            return self._handling(limit)
        if limit.clock == "co_handling":
            return self._co_handling(limit)
        if limit.clock == "decision":
            matter, _, unit = (limit.unit or "").rpartition("/")
            return self._deadlines.decision(matter, unit)
        amount = amount_of(limit.clock, self._deadlines.rule, self._deadlines.rules)
        return self._deadlines.limit(limit.clock, amount, limit.unit) if amount else None

    def _handling(self, limit: Limit) -> Limit:
        fact = self._fact
        if isinstance(fact, e.AppealReopened):
            return afresh(
                self._appeal, fact.basis or "false_result", fact.unit or "", self._instead
            )
        if isinstance(fact, e.ReworkOrdered):
            return shortened(*self._original(), fact.unit)
        if isinstance(fact, e.AppealReassigned):
            deadlines, amount = self._original()
            return deadlines.handling(amount, fact.to_unit) if amount else limit
        unit = fact.lead_unit if isinstance(fact, e.AppealDispatched) else None
        deadlines, amount = self._promised(limit)
        return replace(deadlines.limit("handling", amount, unit), unit=None)

    def _promised(self, limit: Limit) -> tuple[Deadlines, Amount]:
        """Return what the rule gives; what was typed in stays, also what is to be typed in now."""
        rules, amount = self._then.policies.rules(self._then.at), self._deadlines.rule.handle
        rule = _rule_of(limit.rule, rules)
        if rule.handle is None or amount is None:
            return Deadlines(self._then, rule), Amount.parse(limit.amount)
        return self._deadlines, amount

    def _original(self) -> tuple[Deadlines, Amount | None]:
        """Return what the first limit would be now; what was typed in is still the law's own."""
        deadlines, amount = original(self._appeal, self._instead)
        first = next((c for c in self._appeal.clocks if c.name == "handling"), None)
        rules = self._then.policies.rules_of(first.rule) if first else None
        if first and rules and _rule_of(first.rule, rules).handle is None:
            return deadlines, Amount.parse(first.amount)
        return deadlines, amount

    def _co_handling(self, limit: Limit) -> Limit:
        fact, unit = self._fact, limit.unit or ""
        if isinstance(fact, e.AppealDispatched):
            [limit] = self._deadlines.co_handling([unit], self._lead_due(fact))
            return limit
        orders = fact.orders if isinstance(fact, e.WhistleBlown) else (fact.order,)  # type: ignore[attr-defined]
        mine = [order for order in orders if order.unit == unit]
        counted = co_limits(mine, self._appeal, self._instead)
        return next(each for each in counted if each.clock == "co_handling")

    def _lead_due(self, fact: e.AppealDispatched) -> datetime:
        """Return the lead's deadline: the clock that goes on, or the one that begins."""
        if running := going(self._appeal.clocks, "handling"):
            return running.due
        return self._handling(next(x for x in fact.limits if x.clock == "handling")).due


def amount_of(clock: ClockName, rule: LimitRule, rules: Rules) -> Amount | None:
    """Return what a rule gives a clock that has an amount of its own, or the windows do."""
    return {
        "dispatch": rule.dispatch,
        "acknowledgement": rule.acknowledge,
        "return_window": rule.return_window,
        "contact": rule.contact,
        "feedback": rule.feed_back,
        "callback": rule.callback,
        "info": rules.windows.info,
        "supervision": rules.windows.supervision,
        "reopening": rules.windows.reopen,
        "closing": rules.windows.close,
        "objection": rules.windows.objection,
        "decision": rule.decide_within,
    }[clock]


def _rule_of(tag: str, rules: Rules) -> LimitRule:
    """Return the rule that a limit names."""
    return next(rule for rule in rules.limits if rule.id == tag.partition("@")[0])


def _is_ours(rule: str) -> bool:
    """Return whether a rule of this city counted it; a foreign history brings its own deadlines."""
    return "@" in rule


def _is_complex(fact: e.AppealDispatched, appeal: Appeal, then: DecisionContext) -> bool:
    """Return whether it was called complex: seen from helpers, or from the rule it came to."""
    if fact.co_orders:
        return True
    plain, complex = (deadlines_of(appeal, then, complex=each).rule.id for each in (False, True))
    return fact.limit_rule == complex != plain
