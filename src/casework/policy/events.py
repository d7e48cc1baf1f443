"""The facts of a policy (政策).

Streams: `policy/rules`, `policy/catalogue`, and `policy/assessment/<id>` for each way to assess.
"""

from datetime import datetime

from casework.facts import Fact


class PolicyAdopted(Fact, frozen=True, kw_only=True):
    """采纳政策: the whole text of a policy, and the instant (aware) from which it holds.

    Its version is this fact's in its stream. What was decided before keeps the version of its time.
    """

    TOPIC = "policy.adopted"

    text: str
    effective_from: datetime
    title: str = ""


FACTS: tuple[type[Fact], ...] = (PolicyAdopted,)
