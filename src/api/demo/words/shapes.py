"""The shapes of the word tables: what residents say, and what fits as an answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Matter:
    """One appeal in a resident's words; `answer` replies to an enquiry or a suggestion."""

    type: str
    title: str
    content: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a unit writes; `fits` counts the topic's matters from 1."""

    fits: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Topic:
    """All that is said about one second-level category.

    `where` is home, road, village or any; `mood` decides urgency (see seasons.py for `season`);
    `share` is the part of a year's appeals, relative to the other topics.
    """

    category: str
    where: str
    mood: str
    season: str
    share: int
    matters: tuple[Matter, ...]
    solved: tuple[Answer, ...] = ()
    explained: tuple[Answer, ...] = ()
