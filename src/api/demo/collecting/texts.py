"""How do residents put it? Fills the word files with a place, numbers and a tone."""

from random import Random

from api.demo.collecting.location import AppealSite
from api.demo.words import words
from api.demo.words.residents import AppealText

# Other channels have greetings of their own.
MANNERS = {
    "phone": "spoken",
    "window": "spoken",
    "wechat": "written",
    "web": "written",
    "app": "written",
    "mailbox": "written",
}


def slots(rng: Random, site: AppealSite) -> dict[str, str]:
    """Draw what fills the braces of one appeal: the same word in title, content and answer."""
    known = words().slots
    drawn = {name: rng.choice(values) for name, values in known.slots.items()}
    return drawn | {
        "place": site.name,
        "road": site.road,
        "building": site.building,
        "spot": rng.choice(known.spots[site.kind]),
    }


def content(
    rng: Random, matter: AppealText, slots: dict[str, str], channel: str, *, nameless: bool
) -> str:
    """Return a greeting that suits the channel, the matter, and perhaps an ending."""
    phrases = words().phrases
    greeting = rng.choice(phrases.greetings[MANNERS.get(channel, channel)])
    ending = rng.choice(phrases.nameless if nameless else phrases.endings[matter.type])
    return greeting + matter.content.format_map(slots) + ending
