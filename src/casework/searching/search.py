"""查找个人诉求: a data officer looks for a person's appeals; it is recorded before it tells."""

from collections.abc import Sequence

import msgspec

from casework.appeal import texts
from casework.context import DecisionContext
from casework.facts import Caller, NewFact
from casework.searching import refusals as no
from casework.searching.events import PersonSearched
from casework.searching.searches import stream_of


class SearchPerson(msgspec.Struct, frozen=True, kw_only=True):
    """The number and the name come hashed: no command, log or fact holds them in plain."""

    VERB = "search-person"

    purpose: str
    phone_ref: str
    found: int
    name_ref: str | None = None

    def authorise(self, caller: Caller) -> str:
        """Return the post: a data officer's alone, who answers people about their data."""
        if "data_officer" not in caller.posts:
            raise no.SearchesAreTheOfficers()
        return "data_officer"

    def decide(self, context: DecisionContext) -> Sequence[NewFact]:
        """Return it searched; a second time is a second act."""
        fact = PersonSearched(
            purpose=texts.public("purpose", self.purpose, 500),
            phone_ref=self.phone_ref,
            found=self.found,
            name_ref=self.name_ref,
        )
        return [NewFact(stream=stream_of(context.caller.user), fact=fact)]
