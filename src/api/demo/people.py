"""Who works in the grids? Made-up people, one to a post."""

from random import Random

from api.demo.model import Area, Person
from api.demo.words import words

POSTS = {
    "grid": ("party_guide", "grid_worker"),
    "micro_grid": ("micro_grid_worker",),
}


def people(rng: Random, areas: tuple[Area, ...]) -> tuple[Person, ...]:
    """A guide and a full-time worker to each base grid, one worker to each micro-grid."""
    held = [(post, area.code) for area in areas for post in POSTS.get(area.level, ())]
    return tuple(
        Person(f"P-{n:05}", made_up_name(rng), post, code)
        for n, (post, code) in enumerate(held, start=1)
    )


def made_up_name(rng: Random) -> str:
    """A Chinese name of two or three characters, the frequent surnames more often."""
    names = words().names
    surname = names.surnames[int(len(names.surnames) * rng.random() ** 2)]
    return surname + rng.choice(names.given)
