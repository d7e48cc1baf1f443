"""How does the demo city get in? By the same commands as everything else, on a played clock."""

import json
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

from api.demo.city import city as make_city
from api.demo.commands import LOOKS_AT_ANOTHER, callers, command_of
from api.demo.model import DemoCity
from api.demo.seed import account_opening, catalogue, registration
from api.demo.timekeeping import with_timekeeper
from api.demo.year import year
from casework.application import Casework
from casework.callers import ADMIN
from casework.requests import Request, command_id
from casework.runtime.private_files import write_whole
from casework.runtime.settings import Settings

SEED = 211081
PATIENCE_SECONDS = 120.0
LONGER_AGO = timedelta(days=400)
NEWCOMERS = ("operator", "u-gr", "u-gr-head", "callback", "supervisor")


class DemoBook:
    """What the demo remembers beside the log: its tokens, its end of time, whether it is loaded."""

    def __init__(self, settings: Settings) -> None:
        self._path = settings.data / f"demo-{settings.city}.json"
        self._kept: dict[str, Any] = (
            json.loads(self._path.read_text()) if self._path.exists() else _new_book()
        )

    @property
    def loaded(self) -> bool:
        """Return whether the whole city is in."""
        return bool(self._kept["loaded"])

    @property
    def until(self) -> datetime:
        """Return the end of the played year."""
        return datetime.fromisoformat(self._kept["until"])

    def token(self, name: str) -> str:
        """Return the token of an account, made when it is first wanted."""
        tokens: dict[str, str] = self._kept["tokens"]
        return tokens.setdefault(name, secrets.token_urlsafe(24))

    def keep(self, *, loaded: bool) -> None:
        """Write it down, for the owner's eyes only."""
        self._kept["loaded"] = loaded
        write_whole(self._path, json.dumps(self._kept))


def demo_city() -> DemoCity:
    """Return the city of the demo, always the same."""
    return make_city(SEED)


def load(
    casework: Casework, book: DemoBook, progress: Callable[[int], None] = lambda done: None
) -> None:
    """Load city and year. Interrupted and called again, it goes on: nothing enters twice."""
    city = demo_city()
    for account in city.accounts:
        book.token(account.name)
    book.keep(loaded=False)
    _seed(casework, city, book)
    _play(casework, city, book.until, progress)
    book.keep(loaded=True)


def _new_book() -> dict[str, Any]:
    return {"loaded": False, "until": datetime.now(UTC).isoformat(), "tokens": {}}


def _seed(casework: Casework, city: DemoCity, book: DemoBook) -> None:
    at, until = book.until - LONGER_AGO, _patient()
    registered = command_id("demo", "city")
    casework.do(registration(city), ADMIN, at=at, command_id=registered, until=until)
    adopted = command_id("demo", "catalogue")
    casework.do(catalogue(city, at), ADMIN, at=at, command_id=adopted)
    for account in city.accounts:
        digest = sha256(book.token(account.name).encode()).hexdigest()
        opened = command_id("demo", "account", account.name)
        casework.do(account_opening(account, digest), ADMIN, at=at, command_id=opened)


def _play(
    casework: Casework, city: DemoCity, until: datetime, progress: Callable[[int], None]
) -> None:
    """Send every step of the year, in order; an appeal's later steps wait for its number.

    A command that looks at another appeal may be decided after those behind it on the desk, so
    these wait until it is.
    """
    senders = callers(city)
    numbers: dict[int, Request] = {}
    sent: list[Request] = []
    counter = count()
    for step in with_timekeeper(city, year(city, SEED, until), until):
        command = command_of(step, lambda n: numbers[n].future.result().appeal_no)
        request = casework.send(
            command,
            senders[step.account],
            command_id=command_id("demo", "step", str(next(counter))),
            at=step.at,
            until=_patient(),
        )
        sent.append(request)
        if step.verb == "collect":
            numbers[step.appeal] = request
        elif step.verb in LOOKS_AT_ANOTHER:
            request.future.result()
        progress(len(sent))
    for request in sent:
        request.future.result()


def _patient() -> float:
    return monotonic() + PATIENCE_SECONDS


def tokens(book: DemoBook) -> list[tuple[str, str, str, str]]:
    """Return the table of accounts: name, who it is, posts, token."""
    return [
        (a.name, a.display_name, ", ".join(a.posts), book.token(a.name))
        for a in demo_city().accounts
    ]


def book_of(settings: Settings) -> DemoBook:
    """Return the demo's book in the data folder."""
    Path(settings.data).mkdir(mode=0o700, parents=True, exist_ok=True)
    return DemoBook(settings)
