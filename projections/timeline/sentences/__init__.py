"""One Chinese sentence for every fact: what a supervisor reads. Only here, and only from the fact.

A sentence holds no personal text: names, numbers and the resident's words stay in the details.
"""

from collections.abc import Callable
from typing import Any

from casework.facts import Recorded
from projections.timeline.sentences import handling, intake, judging, orders, oversight

_SENTENCES: dict[type, Callable[[str, Any], str]] = {
    **intake.SENTENCES,
    **orders.SENTENCES,
    **handling.SENTENCES,
    **judging.SENTENCES,
    **oversight.SENTENCES,
}

_NAMES = {"timekeeper": "时限提醒", "standing_orders": "自动流程"}


def sentence(recorded: Recorded) -> str:
    """What happened, for a reader."""
    user, fact = recorded.envelope.actor.user, recorded.fact
    return _SENTENCES[type(fact)](_NAMES.get(user, user), fact)
