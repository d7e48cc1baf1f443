"""The fact of a search. One stream an officer: `search/<account>`."""

from casework.facts import Fact


class PersonSearched(Fact, frozen=True, kw_only=True):
    """查找个人诉求: somebody's appeals were looked for, for this purpose, and so many were found.

    What was asked is kept as keyed hashes: equal numbers can be told, no number can be read.
    """

    TOPIC = "person.searched"

    purpose: str
    phone_ref: str
    found: int
    name_ref: str | None = None


FACTS: tuple[type[Fact], ...] = (PersonSearched,)
