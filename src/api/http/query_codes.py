"""查询码: who has the number of an appeal and its query code is its claimant.

The code is told once, when the appeal is taken in. What is kept is a keyed hash of it, sealed with
the appeal's own key: erasing the person erases it. Who guesses is slowed down, whoever it is.
"""

import asyncio
import hmac
import secrets
import time
from collections.abc import Awaitable, Callable

import msgspec

from api.http.problems import Problem
from api.http.service import Service
from api.visibility import masking
from casework.appeal.events import AppealCollected
from casework.appeal.permission import CLAIMANT
from casework.facts import Caller
from casework.same.digits import digits
from casework.vault import ERASED, is_sealed
from projections.appeal_history.queries import facts_of

DIGITS = 10
FREE_GUESSES, MOST_WAITING = 3, 5
LONGEST_SECONDS, FORGOTTEN_SECONDS, MOST_KEPT = 8.0, 3_600.0, 10_000


def new_code() -> str:
    """Return a code to be read out: ten digits, from the system's source of secrets."""
    return "".join(secrets.choice("0123456789") for _ in range(DIGITS))


class _Guessing:
    """How often somebody guessed wrongly, and one turn after the other."""

    def __init__(self) -> None:
        self.failures, self.waiting, self.last = 0, 0, time.monotonic()
        self.turn = asyncio.Lock()


class SlowDown:
    """Makes each wrong guess dearer than the one before, per number and per address."""

    def __init__(self, pause: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        self._pause, self._known = pause, dict[str, _Guessing]()

    async def guarded(self, keys: list[str], guess: Callable[[], Awaitable[bool]]) -> bool:
        """Return whether the guess is right, after the pause that earlier ones have earned.

        429 where too many wait for their turn already.
        """
        among = [self._of(key) for key in keys]
        if any(each.waiting >= MOST_WAITING for each in among):
            raise Problem(429, "TooManyGuesses", "Too many tries at once (请稍后再试).")
        first = among[0]
        for each in among:
            each.waiting += 1
        try:
            async with first.turn:
                await self._pause(max(_seconds(each.failures) for each in among))
                right = await guess()
        finally:
            for each in among:
                each.waiting -= 1
        for each in among:
            each.failures, each.last = 0 if right else each.failures + 1, time.monotonic()
        return right

    def _of(self, key: str) -> _Guessing:
        now = time.monotonic()
        if len(self._known) >= MOST_KEPT:
            stale = [k for k, g in self._known.items() if now - g.last > FORGOTTEN_SECONDS]
            for each in stale or list(self._known)[: MOST_KEPT // 2]:
                if not self._known[each].waiting:
                    del self._known[each]
        return self._known.setdefault(key, _Guessing())


def _seconds(failures: int) -> float:
    over = failures - FREE_GUESSES
    return 0.0 if over < 0 else min(0.25 * 2**over, LONGEST_SECONDS)


async def claimant_of(
    service: Service, slow: SlowDown, appeal_no: str, code: str | None, ip: str | None
) -> Caller:
    """Return the claimant of an appeal by its code. 401 without one, 404 where the two do not fit.

    One answer for a wrong code, an unknown number and an erased person: it tells nobody which.
    """
    if not code:
        raise Problem(401, "QueryCodeMissing", "Send the header Query-Code (查询码).")
    given = service.vault.query_ref(digits(code))

    async def guess() -> bool:
        kept = await _kept(service, appeal_no)
        return hmac.compare_digest(kept.encode(), given.encode())

    if not await slow.guarded([f"no/{appeal_no}", f"ip/{ip}"], guess):
        raise Problem(
            404, "NumberAndCodeDoNotFit", "No appeal has this number and code (无此诉求)."
        )
    return Caller(appeal_no, frozenset({CLAIMANT}))


async def _kept(service: Service, appeal_no: str) -> str:
    """Return the hash that was kept; one that nothing fits where there is none, at the same
    cost."""
    async with service.pool.connection() as conn:
        facts = await facts_of(conn, service.city, appeal_no)
        keys = await masking.keys_of(conn, service.city, service.vault, [appeal_no])
    first = facts[0].fact if facts else None
    token = first.query_ref if isinstance(first, AppealCollected) else None
    if not is_sealed(token):
        return service.vault.query_ref(secrets.token_hex(8))
    opened = masking.revealed(facts[:1], keys, ["query_ref"])["query_ref"]
    return service.vault.query_ref(secrets.token_hex(8)) if opened == ERASED else str(opened)


class Taken(msgspec.Struct, frozen=True):
    """A code just made: what is told once, and what is kept."""

    code: str
    ref: str


def taken(service: Service) -> Taken:
    """Return a new code for an appeal that is being taken in."""
    code = new_code()
    return Taken(code, service.vault.query_ref(code))
