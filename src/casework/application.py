"""The one door: every page, program, import and timer sends its commands through here."""

from collections.abc import Callable, Container, Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from casework.desk import Deliver, Desk, Result
from casework.directory.commands import RegisterEntries
from casework.facts import Caller
from casework.policy.defaults import STREAMS, defaults
from casework.requests import Answer, Command, Rehearsal, Request, command_id, fingerprint
from casework.runtime.database import Database
from casework.runtime.settings import Settings
from casework.store.store import Store
from casework.vault import Vault

SYSTEM = Caller("system", frozenset({"admin"}))


class Casework:
    """One city, open for commands. Use it as a context manager, or `open` and `close` it."""

    def __init__(
        self, settings: Settings, database: Database, vault: Vault,
        deliver: Deliver | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:  # fmt: skip
        self.settings, self.database, self.vault = settings, database, vault
        self._store = Store(database.service_url, settings.city, vault)
        self.desk = Desk(self._store, deliver or settle, clock, settings.appeal_prefix)

    def open(self) -> Self:
        """Start taking commands."""
        self.desk.open()
        return self

    def close(self) -> None:
        """Settle what waits, then give the connections back."""
        self.desk.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self.open()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def send(self, command: Command, caller: Caller, **more: Any) -> Request:
        """Put a command on the desk; `request.future` will hold its answer or its refusal."""
        request = Request(command=command, caller=caller, fingerprint=fingerprint(command), **more)
        self.desk.submit(request)
        return request

    def do(self, command: Command, caller: Caller, **more: Any) -> Answer:
        """Send and wait. Raises what the command was refused with."""
        answer: Answer = self.send(command, caller, **more).future.result()
        return answer

    def look(self) -> None:
        """Bring directory and policies up to date: a change of nothing reads what is new."""
        self.do(RegisterEntries(entries=()), Caller("command-line", frozenset({"admin"})))

    def adopt_defaults(self, wanted: Container[str] = STREAMS) -> None:
        """Publish the calendars and adopt the policies; done twice at once, it is done once."""
        for stream, command in defaults().items():
            if stream in wanted:
                self.do(command, SYSTEM, command_id=command_id("default", stream))

    def rehearse(self, command: Command, caller: Caller, **more: Any) -> Rehearsal:
        """What the command would do; nothing is stored. Raises what it would be refused with."""
        rehearsal: Rehearsal = self.send(command, caller, dry=True, **more).future.result()
        return rehearsal


def settle(results: Sequence[tuple[Request, Result]]) -> None:
    """Give each result to its future, in the desk's own thread."""
    for request, result in results:
        if isinstance(result, Answer | Rehearsal):
            request.future.set_result(result)
        else:
            request.future.set_exception(result)
