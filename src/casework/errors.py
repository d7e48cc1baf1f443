"""Why the write side says no.

CaseworkError
├── Refusal                a rule says no; each names its rule
│   ├── Forbidden          this caller may not, whatever the state
│   └── NotInState         the state is in the way; when it has changed, the same may be right
├── UnknownAppeal          there is no such appeal
├── VersionConflict        the appeal moved on since the caller looked
├── KeyReused              one idempotency key, two different requests
├── StoreUnavailable       the database is away or cannot take more
├── UnknownCalendar        a fact was counted by a calendar that was never published
├── WrongMasterKey         this process holds another master key than the city
└── UnreadableFact         a stored fact that this version cannot read

The docstring of each is its message; `{names}` in it are filled from what the error carries.
"""

from collections.abc import Sequence
from inspect import cleandoc
from typing import Any, ClassVar, Protocol

from casework.facts import Recorded


class State(Protocol):
    """What a rule looked at, as far as this floor knows: where it is, and its version."""

    @property
    def status(self) -> str:
        """Return the state, by its stored name."""

    @property
    def version(self) -> int:
        """Return the number of its facts."""


class CaseworkError(Exception):
    """Something went wrong in the write side."""

    def __init__(self, **details: Any) -> None:
        self.details = details
        super().__init__(cleandoc(type(self).__doc__ or "").format(**details))

    @property
    def code(self) -> str:
        """Return the stable name of this error, for programs."""
        return type(self).__name__


class Refusal(CaseworkError):
    """The rules do not allow this. `appeal` is the state they looked at, where there was one."""

    rule: ClassVar[str] = "R-00"
    appeal: State | None = None


class Forbidden(Refusal):
    """This account may not do that."""

    rule = "R-PER-00"


class NotInState(Refusal):
    """The state is in the way (状态不符)."""

    rule = "R-APL-00"


class UnknownAppeal(CaseworkError):
    """There is no appeal numbered {appeal_no}."""


class VersionConflict(CaseworkError):
    """{appeal_no} is at version {version}, not {expected}: look at what came since, then decide."""

    appeal: State | None = None

    def __init__(
        self, *, appeal_no: str, version: int, expected: int, since: Sequence[Recorded]
    ) -> None:
        super().__init__(appeal_no=appeal_no, version=version, expected=expected)
        self.since = since


class KeyReused(CaseworkError):
    """This idempotency key was used before for a different request; use a new key."""


class StoreUnavailable(CaseworkError):
    """The database is not available; send the same request with the same key again later."""


class UnknownCalendar(CaseworkError):
    """The calendar {tag} was never published, so what was counted by it cannot be counted again."""


class WrongMasterKey(CaseworkError):
    """The master key of this service is not the one that {stream} is sealed under."""


class UnreadableFact(CaseworkError):
    """The stored fact {stream}/{version} ({topic}) cannot be read: {reason}."""
