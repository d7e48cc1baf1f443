"""Everything that is said in the demo: TOML files, read once into their shapes."""

from functools import cache
from importlib.resources import files
from typing import TypeVar, get_type_hints

from msgspec import toml

from api.demo.words.shapes import Shape, Topic, TopicFile, Words

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
Read = TypeVar("Read", bound=Shape)


@cache
def words() -> Words:
    """Return what is said by and to the centre and the units, a field for each file."""
    shapes = get_type_hints(Words)
    return Words(**{name: _read(name, shape) for name, shape in shapes.items()})


@cache
def topics() -> tuple[Topic, ...]:
    """Return what residents raise and how it ends, a topic for each second-level category."""
    return tuple(
        topic for walk in WALKS_OF_LIFE for topic in _read(f"topics/{walk}", TopicFile).topic
    )


def _read(name: str, shape: type[Read]) -> Read:
    """Return one file; raise `msgspec.ValidationError` where it has another shape."""
    return toml.decode(files(__package__).joinpath(f"{name}.toml").read_bytes(), type=shape)
