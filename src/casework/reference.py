"""What rules refer to beside the appeals: the directory and the policies, as of one position."""

from casework.directory.directory import Directory
from casework.facts import Recorded
from casework.policy.policies import Policies, is_policy


class Reference:
    """Both, grown by the facts of their streams in the order of the log."""

    def __init__(self) -> None:
        self.directory, self.policies = Directory(), Policies()
        self.position = 0

    def apply(self, recorded: Recorded) -> None:
        """One more fact, sorted to whom it belongs."""
        owner = self.policies if is_policy(recorded.stream) else self.directory
        owner.apply(recorded)
        self.position = max(self.position, recorded.position)

    def version(self, stream: str) -> int:
        """How many facts a stream has."""
        owner = self.policies if is_policy(stream) else self.directory
        return owner.versions.get(stream, 0)
