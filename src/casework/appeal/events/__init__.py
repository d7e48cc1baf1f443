"""The facts of an appeal, a file a chapter. Stored for ever: see `tests/casework/golden`.

A fact says what happened in the past tense, with what was known then: names stand beside codes,
so that a case keeps the names of its own time. What starts a clock or moves a deadline carries it.
"""

from casework.appeal.events import (
    handling,
    intake,
    judging,
    orders,
    oversight,
    requests,
    resident,
    result,
)
from casework.appeal.events.handling import *
from casework.appeal.events.intake import *
from casework.appeal.events.judging import *
from casework.appeal.events.orders import *
from casework.appeal.events.oversight import *
from casework.appeal.events.parts import *
from casework.appeal.events.requests import *
from casework.appeal.events.resident import *
from casework.appeal.events.result import *
from casework.facts import Fact

CHAPTERS = (intake, orders, handling, result, resident, judging, requests, oversight)

# In the order of a life: chapter by chapter, and as they stand in each.
FACTS: tuple[type[Fact], ...] = tuple(
    each
    for chapter in CHAPTERS
    for each in vars(chapter).values()
    if isinstance(each, type) and issubclass(each, Fact) and each.__module__ == chapter.__name__
)
