"""One Chinese sentence for every fact: what a supervisor reads. Only here, and only from the fact.

A sentence holds no personal text: names, numbers and the resident's words stay in the details.
"""

from collections.abc import Callable
from typing import Any

from casework.facts import Recorded
from projections.timeline.sentences import (
    handling,
    intake,
    judging,
    names,
    orders,
    oversight,
    requests,
)

_SENTENCES: dict[type, Callable[[str, Any], str]] = {
    **intake.SENTENCES,
    **orders.SENTENCES,
    **handling.SENTENCES,
    **judging.SENTENCES,
    **oversight.SENTENCES,
    **requests.SENTENCES,
}


def marked(recorded: Recorded) -> str:
    """Return what happened, with marks where a reader is told names."""
    fact = recorded.fact
    return _SENTENCES[type(fact)](names.actor(recorded.envelope.actor), fact)


def sentence(recorded: Recorded, by: names.Names = names.codes) -> str:
    """Return what happened, for a reader."""
    return names.with_names(marked(recorded), by)
