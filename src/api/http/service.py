"""What an API process holds: the door for commands, a pool for reading, the directory."""

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, cast

from api.http.as_of.snapshots import Snapshots
from api.http.pool import ReadingPool
from casework.appeal.access import Reader
from casework.application import Casework, settle
from casework.bulletin.bulletins import Bulletins
from casework.context import DecisionContext
from casework.desk import Result, Waiting
from casework.directory.directory import Account, Directory
from casework.errors import StoreUnavailable
from casework.facts import Caller
from casework.policy.policies import Policies
from casework.requests import Answer, Command, Refresh, Rehearsal
from casework.runtime.database import Database
from casework.runtime.settings import Settings
from casework.vault import Vault
from projections.engine.errors import NotMigrated

LOOK_SECONDS = 1.0


class Service:
    """One API process of one city."""

    def __init__(self, settings: Settings, database: Database, vault: Vault) -> None:
        self.settings, self.city, self.vault = settings, settings.city, vault
        self.casework = Casework(settings, database, vault, deliver=self._deliver)
        self.pool = ReadingPool(database.service_url, self.city)
        self.snapshots = Snapshots(database, self.city, self.pool)
        self._looked = 0.0

    async def open(self) -> None:
        """Start taking commands and readers."""
        self._loop = asyncio.get_running_loop()
        await self.pool.open()
        await self._check_views()
        self.casework.open()
        await self.refresh()

    async def _check_views(self) -> None:
        """Raise `NotMigrated` rather than read rows that another version made."""
        if self.pool.foreign:
            await self.pool.close()  # else its workers keep the process from ending
            raise NotMigrated(view=self.pool.foreign)

    async def close(self) -> None:
        """Settle what waits, then stop."""
        self.snapshots.close()
        await asyncio.to_thread(self.casework.close)
        await self.pool.close()

    @property
    def directory(self) -> Directory:
        """The directory as of the last batch."""
        return self.casework.directory

    @property
    def policies(self) -> Policies:
        """The policies as of the last batch."""
        return self.casework.policies

    @property
    def bulletins(self) -> Bulletins:
        """What was published, as of the last batch."""
        return self.casework.bulletins

    def reach(self, caller: Caller) -> frozenset[str]:
        """Return the units that a caller acts for and reads of: its own and all below it."""
        now = datetime.now(UTC)
        return self.directory.reach(caller.unit, now) if caller.unit else frozenset()

    def context(self, caller: Caller) -> DecisionContext:
        """Return the circumstances of a command that this caller would send now."""
        now = datetime.now(UTC)
        return DecisionContext(
            now, caller, self.directory, self.policies, now, bulletins=self.bulletins
        )

    def reader(self, caller: Caller) -> Reader:
        """Return who a caller is among those who read."""
        now = datetime.now(UTC)
        under = self.directory.above(caller.unit, caller.area, now)
        return Reader.of(caller, self.reach(caller), under)

    async def send(self, command: Command, caller: Caller, **more: Any) -> Answer:
        """Put a command on the desk and await its answer. Raises its refusal."""
        future: asyncio.Future[Answer] = self._loop.create_future()
        self.casework.send(command, caller, future=future, **more)
        return await future

    async def change(self, command: Command, caller: Caller) -> Answer:
        """Send a change of what commands refer to, and know of it from then on."""
        answer = await self.send(command, caller)
        await self.refresh()
        return answer

    async def rehearse(self, command: Command, caller: Caller, **more: Any) -> Rehearsal:
        """Return what the command would do; nothing is stored. Raises what it would be refused
        with."""
        rehearsal: Any = await self.send(command, caller, dry=True, **more)
        return cast(Rehearsal, rehearsal)

    async def refresh(self) -> None:
        """Bring directory, policies and bulletins up to date, as far as the store is there."""
        self._looked = time.monotonic()
        future: asyncio.Future[None] = self._loop.create_future()
        self.casework.begin_refresh(Refresh(future=future))
        try:
            await future
        except StoreUnavailable:
            self._looked = 0.0

    async def account_of(self, token_sha256: str) -> Account | None:
        """Return the account of a token, looked for once more where it is not known yet."""
        account = self.directory.account_of(token_sha256)
        if account is None and time.monotonic() - self._looked > LOOK_SECONDS:
            await self.refresh()
            account = self.directory.account_of(token_sha256)
        return account

    def _deliver(self, results: Sequence[tuple[Waiting, Result]]) -> None:
        self._loop.call_soon_threadsafe(settle, results)
