"""The shapes of what residents say: one struct a file, with a field for each key of it."""

from api.demo.reading import Texts, TomlShape


class AppealText(TomlShape, frozen=True):
    """One appeal in a resident's words; `answer` replies to an enquiry or a suggestion."""

    type: str
    title: str
    content: str
    answer: str = ""


class ReplyText(TomlShape, frozen=True):
    """What a unit writes; `fits` counts the topic's matters from 1."""

    fits: tuple[int, ...]
    text: str


class Topic(TomlShape, frozen=True):
    """All that is said about one second-level category.

    `where` is home, road, village or any; `mood` decides urgency (see seasons.py for `season`);
    `share` is the part of a year's appeals, relative to the other topics.
    """

    category: str
    where: str
    mood: str
    season: str
    share: int
    matters: tuple[AppealText, ...]
    solved: tuple[ReplyText, ...] = ()
    explained: tuple[ReplyText, ...] = ()


class TopicFile(TomlShape, frozen=True):
    """Topics from one walk of life."""

    topic: tuple[Topic, ...]


class Names(TomlShape, frozen=True):
    """Made-up names: `surnames` holds one a character, the frequent first."""

    surnames: str
    given: Texts


class Slots(TomlShape, frozen=True):
    """What fills the braces in a resident's words; `spots` by the kind of place."""

    slots: dict[str, Texts]
    spots: dict[str, Texts]


class Phrases(TomlShape, frozen=True):
    """What frames a resident's words, and what the centre writes to the unit."""

    nameless: Texts
    greetings: dict[str, Texts]
    endings: dict[str, Texts]
    instructions: dict[str, Texts]


class Callbacks(TomlShape, frozen=True):
    """What residents tell the centre, and what the centre writes when it closes."""

    not_contacted: Texts
    verified_by_number: str
    verified_by_account: str
    withdrawals: Texts
    withdrawals_of_mine: Texts
    opinions: dict[str, Texts]
    opinions_of_answers: dict[str, Texts]
    opinions_of_thanks: dict[str, Texts]
    slow: dict[str, Texts]
    closing: dict[str, Texts]
