"""The one door: every page, program, import and timer sends its commands through here."""

from collections.abc import Callable, Container, Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from casework.bulletin.bulletins import Bulletins
from casework.callers import SYSTEM
from casework.desk import Deliver, Desk, Result, Waiting
from casework.directory.directory import Directory
from casework.facts import Caller
from casework.policy.defaults import STREAMS, defaults
from casework.policy.policies import Policies
from casework.requests import Answer, Command, Refresh, Rehearsal, Request, command_id, fingerprint
from casework.runtime.database import Database
from casework.runtime.settings import Settings
from casework.store.store import Store
from casework.vault import Vault


class Casework:
    """One city, open for commands. Use it as a context manager, or `open` and `close` it."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        vault: Vault,
        deliver: Deliver | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.settings, self.database, self.vault = settings, database, vault
        self._store = Store(database.service_url, settings.city, vault)
        self._desk = Desk(self._store, deliver or settle, clock, settings.appeal_prefix)

    @property
    def directory(self) -> Directory:
        """Return the directory as of the last batch or refresh."""
        return self._desk.reference.directory

    @property
    def policies(self) -> Policies:
        """Return the policies as of the last batch or refresh."""
        return self._desk.reference.policies

    @property
    def bulletins(self) -> Bulletins:
        """Return what was published, as of the last batch or refresh."""
        return self._desk.reference.bulletins

    def open(self) -> Self:
        """Start taking commands."""
        self._desk.open()
        return self

    def close(self) -> None:
        """Settle what waits, then give the connections back."""
        self._desk.close()
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
        self._desk.submit(request)
        return request

    def do(self, command: Command, caller: Caller, **more: Any) -> Answer:
        """Send and wait. Raises what the command was refused with."""
        answer: Answer = self.send(command, caller, **more).future.result()
        return answer

    def refresh(self) -> None:
        """Bring directory, policies and bulletins up to date. Raises `StoreUnavailable`."""
        self.begin_refresh(wish := Refresh())
        wish.future.result()

    def begin_refresh(self, wish: Refresh) -> None:
        """Ask for them to be brought up to date; the future of the wish is done when they are."""
        self._desk.submit(wish)

    def adopt_defaults(self, wanted: Container[str] = STREAMS) -> None:
        """Publish the calendars and adopt the policies; done twice at once, it is done once."""
        for stream, command in defaults().items():
            if stream in wanted:
                self.do(command, SYSTEM, command_id=command_id("default", stream))

    def rehearse(self, command: Command, caller: Caller, **more: Any) -> Rehearsal:
        """Return what the command would do, unstored. Raises what it would be refused with."""
        rehearsal: Rehearsal = self.send(command, caller, dry=True, **more).future.result()
        return rehearsal


def settle(results: Sequence[tuple[Waiting, Result]]) -> None:
    """Give each result to its future; who has left, or was answered before, is skipped."""
    for request, result in results:
        if request.future.done():
            continue
        if isinstance(result, Exception):
            request.future.set_exception(result)
        else:
            request.future.set_result(result)
