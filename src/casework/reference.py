"""What rules refer to beside the appeals: directory, policies, what was published and searched."""

from casework.bulletin.bulletins import Bulletins, is_bulletin
from casework.directory.directory import Directory
from casework.facts import Recorded
from casework.policy.policies import Policies, is_policy
from casework.searching.searches import Searches, is_search


class Reference:
    """All of them, grown by the facts of their streams in the order of the log."""

    def __init__(self) -> None:
        self.directory, self.policies, self.bulletins = Directory(), Policies(), Bulletins()
        self.searches = Searches()
        self.position = 0

    def apply(self, recorded: Recorded) -> None:
        """Take in one more fact, sorted to whom it belongs."""
        self._owner(recorded.stream).apply(recorded)
        self.position = max(self.position, recorded.position)

    def version(self, stream: str) -> int:
        """Return how many facts a stream has."""
        return self._owner(stream).versions.get(stream, 0)

    def _owner(self, stream: str) -> Directory | Policies | Bulletins | Searches:
        if is_bulletin(stream):
            return self.bulletins
        if is_search(stream):
            return self.searches
        return self.policies if is_policy(stream) else self.directory
