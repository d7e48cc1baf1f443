"""Who works in the grids? Made-up people, one to a post."""

from random import Random

from api.demo.words import words
from casework.directory.values import Area, Person

POSTS = {
    "grid": ("party_guide", "grid_worker"),
    "micro_grid": ("micro_grid_worker",),
}


def people(rng: Random, areas: tuple[Area, ...]) -> tuple[Person, ...]:
    """Return a guide and a full-time worker to each base grid, one worker to each micro-grid."""
    held = [(post, area.code) for area in areas for post in POSTS.get(area.level, ())]
    return tuple(
        Person(f"P-{n:05}", made_up_name(rng), post, code, None)
        for n, (post, code) in enumerate(held, start=1)
    )


def made_up_name(rng: Random) -> str:
    """Draw a Chinese name of two or three characters, the frequent surnames more often."""
    names = words().names
    surname = names.surnames[int(len(names.surnames) * rng.random() ** 2)]
    return surname + rng.choice(names.given)
