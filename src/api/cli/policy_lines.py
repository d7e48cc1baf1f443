"""Policies in plain lines, as `casework policy show` prints them."""

from collections.abc import Iterator

from msgspec.structs import asdict

from casework.policy.assessment import AssessmentPolicy, Terms
from casework.policy.catalogue import Catalogue
from casework.policy.limits import LimitRule, When
from casework.policy.rules import Rules

_CLOCKS = (
    "dispatch",
    "acknowledge",
    "return_window",
    "contact",
    "handle",
    "feed_back",
    "callback",
)
_TABLES = ("windows", "maxima", "callback", "escalation", "rework", "co_handling")


def told_rules(rules: Rules) -> Iterator[str]:
    """Yield the rules in plain lines, the first to hold first."""
    yield f"rules, version {rules.version}"
    for rule in sorted(rules.limits, key=lambda rule: -rule.rank):
        yield from _told_limit(rule)
    for name in _TABLES:
        yield ""
        yield f"[{name}]"
        for key, value in asdict(getattr(rules, name)).items():
            yield f"  {key} = {_format(value)}"


def told_catalogue(catalogue: Catalogue) -> Iterator[str]:
    """Yield the catalogue, a line an item: id, category, area, unit, basis."""
    yield f"catalogue, version {catalogue.version}"
    for item in catalogue.items:
        area = item.area or "*"
        yield f"{item.id:<12} {item.category:<8} {area:<14} {item.unit:<12} {item.basis}"


def told_assessment(policy: AssessmentPolicy) -> Iterator[str]:
    """Yield an assessment policy: its terms, its weights, its lists."""
    yield f"assessment {policy.id}, version {policy.version}"
    for key in Terms.__struct_fields__:
        yield f"  {key} = {_format(getattr(policy, key))}"
    yield ""
    yield "[weights]"
    for figure, weight in policy.weights.items():
        yield f"  {figure} = {weight}"
    for each in policy.lists:
        yield ""
        yield f"{each.id} {each.name}"
        yield from (f"  {key}  {_format(getattr(each, key)) or '-'}" for key in ("kinds", "units"))


def _told_limit(rule: LimitRule) -> Iterator[str]:
    yield ""
    yield f"{rule.id} {rule.name} (rank {rule.rank}, calendar {rule.calendar})"
    yield f"  for    {' or '.join(map(_condition, rule.when)) or 'every appeal'}"
    absent = {"handle": "by law"}
    clocks = [f"{name} {getattr(rule, name) or absent.get(name, 'none')}" for name in _CLOCKS]
    yield f"  limits {' · '.join(clocks)}"
    yield f"  basis  {rule.basis}"


def _condition(when: When) -> str:
    asked = {name: value for name, value in asdict(when).items() if value not in ((), None)}
    return " and ".join(f"{name} {_format(value)}" for name, value in asked.items())


def _format(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
