"""Why a view does not move.

EngineError
├── Fenced         another runner moved this view first; nothing is lost, look again
├── ViewStopped    a fact that the view cannot fold; old rows stay readable
├── RebuildFailed  a view could not be made anew; the live one stays
└── NotMigrated    the view's tables are not there
"""

from inspect import cleandoc


class EngineError(Exception):
    """The projection engine cannot go on."""

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(cleandoc(type(self).__doc__ or "").format(**details))


class Fenced(EngineError):
    """View {view} was moved on from position {position} by another runner."""


class ViewStopped(EngineError):
    """View {view} stopped at position {position} ({topic} of {stream}): {reason}."""


class RebuildFailed(EngineError):
    """View {view} could not be rebuilt, the live one stays: {reason}"""


class NotMigrated(EngineError):
    """The tables of view {view} are missing or of another version: run `casework migrate`."""
