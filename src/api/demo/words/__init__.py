"""Everything that is said in the demo: TOML files, read once into their shapes."""

from functools import cache
from typing import get_type_hints

from api.demo.reading import TomlShape, read
from api.demo.words.offices import Handling, Notes, Orders, Replies, Triage
from api.demo.words.residents import Callbacks, Names, Phrases, Slots, Topic, TopicFile

# The order is part of the seed: topics are drawn by their place.
WALKS_OF_LIFE = (
    "warmth",
    "housing",
    "streets",
    "surroundings",
    "countryside",
    "livelihood",
    "together",
)


class WordFiles(TomlShape, frozen=True):
    """All word files but those of the topics, a field each."""

    names: Names
    slots: Slots
    phrases: Phrases
    triage: Triage
    orders: Orders
    handling: Handling
    replies: Replies
    callbacks: Callbacks
    notes: Notes


@cache
def words() -> WordFiles:
    """Return what is said by and to the centre and the units, a field for each file."""
    shapes = get_type_hints(WordFiles)
    return WordFiles(**{name: read(__name__, name, shape) for name, shape in shapes.items()})


@cache
def topics() -> tuple[Topic, ...]:
    """Return what residents raise and how it ends, a topic for each second-level category."""
    walks = (read(__name__, f"topics/{walk}", TopicFile) for walk in WALKS_OF_LIFE)
    return tuple(topic for walk in walks for topic in walk.topic)
