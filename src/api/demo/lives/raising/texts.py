"""How do residents put it? Fills the word tables with a place, numbers and a tone."""

from random import Random

from api.demo.lives.raising.whereabouts import Place
from api.demo.words.phrases import ENDINGS, GREETINGS, NAMELESS
from api.demo.words.shapes import Matter
from api.demo.words.slots import SLOTS, SPOTS

GREETING_OF = dict(GREETINGS)
ENDING_OF = dict(ENDINGS)
SPOT_OF = dict(SPOTS)


def slots(rng: Random, place: Place) -> dict[str, str]:
    """What fills the braces for one appeal: the same word in title, content and answer."""
    drawn = {name: rng.choice(values) for name, values in SLOTS}
    return drawn | {
        "place": place.name,
        "road": place.road,
        "building": place.building,
        "spot": rng.choice(SPOT_OF[place.kind]),
    }


def told(
    rng: Random, matter: Matter, words: dict[str, str], channel: str, *, nameless: bool
) -> str:
    """The content: a greeting that suits the channel, the matter, and perhaps an ending."""
    greeting = rng.choice(GREETING_OF[channel])
    ending = rng.choice(NAMELESS if nameless else ENDING_OF[matter.type])
    return greeting + matter.content.format_map(words) + ending
