"""保存筛选: keep a filter of one's own under a name."""

from collections.abc import Sequence

import msgspec

from casework.appeal import texts
from casework.context import DecisionContext
from casework.directory.events import FilterSaved
from casework.facts import Caller, NewFact


class SaveFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody's own. `wanted` is the filter as JSON, as the API takes it."""

    VERB = "save-filter"

    name: str
    wanted: str

    def authorise(self, caller: Caller) -> str:
        """Return the post: whoever is signed in, for themselves."""
        return min(caller.posts)

    def decide(self, context: DecisionContext) -> Sequence[NewFact]:
        """Return it saved, where it is new or another."""
        user = context.caller.user
        texts.public("wanted", self.wanted)
        if context.directory.saved_filter(user, self.name) == self.wanted:
            return []
        fact = FilterSaved(name=self.name, wanted=self.wanted)
        return [NewFact(stream=f"filter/{user}", fact=fact)]
