"""The shapes of what the centre and the units write: one struct a file, a field for each key."""

from typing import Literal

from api.demo.reading import Texts, TomlShape


class NotAccepted(TomlShape, frozen=True):
    """Why an appeal is not accepted, and where to turn instead; for these categories or any."""

    ground: str
    reason: str
    advice: str
    categories: tuple[str, ...] = ()


class Transfer(TomlShape, frozen=True):
    """Which line or body takes it over, and why."""

    to: str
    reason: str


class Triage(TomlShape, frozen=True):
    """What the centre says where an appeal never becomes an order of its own."""

    merged: Texts
    in_petition: NotAccepted
    not_accepted: tuple[NotAccepted, ...]
    transfers: dict[str, Transfer]


class Whistle(TomlShape, frozen=True):
    """Which departments a street calls (吹哨), and what for."""

    units: Texts
    task: str


class Orders(TomlShape, frozen=True):
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


class Reopening(TomlShape, frozen=True):
    """Why a closed appeal is opened again."""

    basis: str
    reason: str


class Handling(TomlShape, frozen=True):
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


class Unsolved(TomlShape, frozen=True):
    """What was done about a matter that is not solved for now, and until when it is to be."""

    measures: str
    plan: str


class Replies(TomlShape, frozen=True):
    """What units write when the topic itself has no words for it."""

    partly: Texts
    not_found: Texts
    explained: Texts
    thanked: Texts
    by_law: Texts
    private: Texts
    openings: dict[str, Texts]
    closes: dict[str, Texts]
    reasons: dict[str, Texts]
    unsolved: dict[str, Unsolved]


class Note(TomlShape, frozen=True):
    """Texts of a note along the way: after which verb, by whom, and who may read it."""

    after: str
    by: str
    visibility: Literal["internal", "public"]
    texts: Texts


class Notes(TomlShape, frozen=True):
    """All notes."""

    note: tuple[Note, ...]
