"""The shapes of the word files: one struct a file, with a field for each key of it."""

from typing import Annotated

from msgspec import Meta, Struct

Texts = Annotated[tuple[str, ...], Meta(min_length=1)]
ByKind = dict[str, Texts]


class Shape(Struct, frozen=True, forbid_unknown_fields=True):
    """What a file or a part of one may hold: a key misspelt is an error when it is read."""


class AppealText(Shape):
    """One appeal in a resident's words; `answer` replies to an enquiry or a suggestion."""

    type: str
    title: str
    content: str
    answer: str = ""


class ReplyText(Shape):
    """What a unit writes; `fits` counts the topic's matters from 1."""

    fits: tuple[int, ...]
    text: str


class Topic(Shape):
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


class TopicFile(Shape):
    """Topics from one walk of life."""

    topic: tuple[Topic, ...]


class Names(Shape):
    """Made-up names: `surnames` holds one a character, the frequent first."""

    surnames: str
    given: Texts


class Slots(Shape):
    """What fills the braces in a resident's words; `spots` by the kind of place."""

    slots: ByKind
    spots: ByKind


class Phrases(Shape):
    """What frames a resident's words, and what the centre writes to the unit."""

    nameless: Texts
    greetings: ByKind
    endings: ByKind
    instructions: ByKind


class NotAccepted(Shape):
    """Why an appeal is not accepted, and where to turn instead; for these categories or any."""

    ground: str
    reason: str
    advice: str
    categories: tuple[str, ...] = ()


class Transfer(Shape):
    """Which line or body takes it over, and why."""

    to: str
    reason: str


class Triage(Shape):
    """What the centre says where an appeal never becomes an order of its own."""

    merged: Texts
    in_petition: NotAccepted
    not_accepted: tuple[NotAccepted, ...]
    transfers: dict[str, Transfer]


class Whistle(Shape):
    """Which departments a street calls (吹哨), and what for."""

    units: Texts
    task: str


class Orders(Shape):
    """What units write about whose an order is, and when they help each other."""

    beside_the_catalogue: str
    returns: Texts
    legal_basis: str
    return_accepted: Texts
    kept: Texts
    return_refused: Texts
    designated: str
    reports: Texts
    late_reason: str
    part_missing: str
    tasks: dict[str, str]
    whistles: dict[str, Whistle]


class Reopening(Shape):
    """Why a closed appeal is opened again."""

    basis: str
    reason: str


class Handling(Shape):
    """What is said while a unit handles: contacts, progress, more time, waiting, oversight."""

    contacts: Texts
    visits: Texts
    progress: Texts
    extensions: Texts
    extension_approved: Texts
    extension_refused: Texts
    suspensions: Texts
    suspension_approved: Texts
    resumed: str
    urges: Texts
    urges_of_mine: Texts
    demands: Texts
    supervision_replies: Texts
    supervision_results: Texts
    false_visit_reply: str
    false_visit_result: str
    sent_back: Texts
    reworks: Texts
    unreached: Texts
    again: Texts
    reopenings: tuple[Reopening, ...]


class Unsolved(Shape):
    """What was done about a matter that is not solved for now, and until when it is to be."""

    measures: str
    plan: str


class Replies(Shape):
    """What units write when the topic itself has no words for it."""

    partly: Texts
    not_found: Texts
    explained: Texts
    thanked: Texts
    by_law: Texts
    private: Texts
    openings: ByKind
    closes: ByKind
    reasons: ByKind
    unsolved: dict[str, Unsolved]


class Callbacks(Shape):
    """What residents tell the centre, and what the centre writes when it closes."""

    not_contacted: Texts
    verified_by_number: str
    verified_by_account: str
    withdrawals: Texts
    withdrawals_of_mine: Texts
    opinions: ByKind
    opinions_of_answers: ByKind
    opinions_of_thanks: ByKind
    slow: ByKind
    closing: ByKind


class Note(Shape):
    """Texts of a note along the way: after which verb, by whom, and who may read it."""

    after: str
    by: str
    visibility: str
    texts: Texts


class Notes(Shape):
    """All notes."""

    note: tuple[Note, ...]


class Words(Shape):
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
