"""保存筛选: keep a filter of one's own under a name."""

from collections.abc import Sequence

import msgspec

from casework.appeal import texts
from casework.directory.events import FilterSaved
from casework.facts import Caller, Decided
from casework.scene import Scene


class SaveFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody's own. `wanted` is the filter as JSON, as the API takes it."""

    VERB = "save-filter"

    name: str
    wanted: str

    def authorise(self, caller: Caller) -> str:
        """Return the post: whoever is signed in, for themselves."""
        return min(caller.posts)

    def decide(self, scene: Scene) -> Sequence[Decided]:
        """Return it saved, where it is new or another."""
        user = scene.caller.user
        texts.public("wanted", self.wanted)
        if scene.directory.saved_filter(user, self.name) == self.wanted:
            return []
        fact = FilterSaved(name=self.name, wanted=self.wanted)
        return [Decided(stream=f"filter/{user}", fact=fact)]
