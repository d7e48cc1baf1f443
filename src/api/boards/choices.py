"""Which policy, which period and which list is meant."""

from datetime import datetime

from api.boards import refusals as no
from casework.policy.assessment import AssessmentPolicy
from casework.policy.periods import Period, containing, period_of
from casework.policy.policies import Policies
from projections.accountability.figures.names import OTHERS


def chosen_policy(policies: Policies, name: str, at: datetime) -> AssessmentPolicy:
    """Return the version of a policy that holds at an instant, or the very one that a tag names."""
    return policies.assessment_of(name) if "@" in name else policies.assessment(name, at)


def chosen_period(label: str | None, policy: AssessmentPolicy, at: datetime) -> Period:
    """Return the period of that label; without one, that which runs at an instant."""
    return period_of(label, policy.period, now=at) if label else containing(at, policy.period)


def check_list(policy: AssessmentPolicy, listing: str | None) -> None:
    """Raise `NoSuchList` for a list that the policy does not have."""
    there = [*(each.id for each in policy.lists), OTHERS]
    if listing not in (None, *there):
        raise no.NoSuchList(policy=policy.tag, there=", ".join(there))
