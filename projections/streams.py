"""Which row a fact touches, for every view of appeals."""

from casework.facts import Recorded


def appeal_of(recorded: Recorded) -> str | None:
    """Return the appeal that a fact belongs to; the streams of reference data hold a slash."""
    return None if "/" in recorded.stream else recorded.stream
