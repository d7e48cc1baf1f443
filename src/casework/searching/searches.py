"""What was looked for, as far as the next search must know: how many searches each made."""

from casework.facts import Recorded


class Searches:
    """The versions of the streams of searches. It grows by `apply`."""

    def __init__(self) -> None:
        self.versions: dict[str, int] = {}

    def apply(self, recorded: Recorded) -> None:
        """Take in one more search."""
        self.versions[recorded.stream] = recorded.version


def stream_of(user: str) -> str:
    """Return the stream of what an account looked for."""
    return f"search/{user}"


def is_search(stream: str) -> bool:
    """Return whether a stream is that of searches."""
    return stream.startswith("search/")
