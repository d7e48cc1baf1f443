"""How does the demo city get in? By the same commands as everything else, on a played clock."""

import json
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

from api.demo.city import city as make_city
from api.demo.model import City, Step
from api.demo.year import year
from casework.appeal import commands as c
from casework.application import Casework
from casework.directory import events as e
from casework.directory.commands import OpenAccount, RegisterEntries
from casework.facts import Caller, Fact
from casework.requests import Request, command_id, fingerprint
from casework.runtime.private_files import write_whole
from casework.runtime.settings import Settings

SEED = 211081
PATIENCE_SECONDS = 120.0
LONGER_AGO = timedelta(days=400)
_ADMIN = Caller("command-line", frozenset({"admin"}))

_VERBS: Mapping[str, type[c.AppealCommand]] = {v.VERB: v for v in c.VERBS}


class DemoBook:
    """What the demo remembers beside the log: its tokens, its end of time, whether it is loaded."""

    def __init__(self, settings: Settings) -> None:
        self._path = settings.data / f"demo-{settings.city}.json"
        self._kept: dict[str, Any] = (
            json.loads(self._path.read_text()) if self._path.exists() else _new_book()
        )

    @property
    def loaded(self) -> bool:
        """Whether the whole city is in."""
        return bool(self._kept["loaded"])

    @property
    def until(self) -> datetime:
        """The end of the played year."""
        return datetime.fromisoformat(self._kept["until"])

    def token(self, name: str) -> str:
        """The token of an account, made at the first asking."""
        tokens: dict[str, str] = self._kept["tokens"]
        return tokens.setdefault(name, secrets.token_urlsafe(24))

    def keep(self, *, loaded: bool) -> None:
        """Write it down, for the owner's eyes only."""
        self._kept["loaded"] = loaded
        write_whole(self._path, json.dumps(self._kept))


def demo_city() -> City:
    """The city of the demo, always the same."""
    return make_city(SEED)


def load(
    casework: Casework, book: DemoBook, progress: Callable[[int], None] = lambda done: None
) -> None:
    """Load city and year. Interrupted and called again, it goes on: nothing enters twice."""
    city = demo_city()
    for account in city.accounts:
        book.token(account.name)
    book.keep(loaded=False)
    _register(casework, city, book.until - LONGER_AGO)
    _open_accounts(casework, city, book)
    _play(casework, city, book.until, progress)
    book.keep(loaded=True)


def _new_book() -> dict[str, Any]:
    return {"loaded": False, "until": datetime.now(UTC).isoformat(), "tokens": {}}


def _register(casework: Casework, city: City, at: datetime) -> None:
    command = RegisterEntries(entries=tuple(_entries(city)))
    casework.do(command, _ADMIN, at=at, command_id=command_id("demo", "city"), until=_patient())


def _entries(city: City) -> list[tuple[str, Fact]]:
    areas = [
        (f"area/{a.code}", e.AreaRegistered(name=a.name, level=a.level, parent=a.parent_code))
        for a in city.areas
    ]
    units = [
        (
            f"unit/{u.code}",
            e.UnitRegistered(
                name=u.name,
                kind=u.kind,
                parent=u.parent_code,
                areas=u.area_codes,
                may_lead=u.may_lead,
            ),
        )
        for u in city.units
    ]
    categories = [
        (
            f"category/{k.code}",
            e.CategoryRegistered(name=k.name, parent=k.parent_code, usual_lead=k.lead),
        )
        for k in city.categories
    ]
    people = [
        (f"person/{p.person_id}", e.PersonRegistered(name=p.name, post=p.post, area=p.area_code))
        for p in city.people
    ]
    return [*areas, *units, *categories, *people]


def _open_accounts(casework: Casework, city: City, book: DemoBook) -> None:
    for account in city.accounts:
        command = OpenAccount(
            name=account.name,
            posts=account.posts,
            unit=account.unit,
            display_name=account.display_name,
            token_sha256=sha256(book.token(account.name).encode()).hexdigest(),
        )
        casework.do(
            command, _ADMIN,
            at=book.until - LONGER_AGO, command_id=command_id("demo", "account", account.name),
        )  # fmt: skip


def _play(casework: Casework, city: City, until: datetime, progress: Callable[[int], None]) -> None:
    """Every step of the year, in order; an appeal's later steps wait for its number."""
    callers = {a.name: Caller(a.name, frozenset(a.posts), a.unit) for a in city.accounts}
    numbers: dict[int, Request] = {}
    sent: list[Request] = []
    counter = count()
    for step in year(city, SEED, until):
        command = _command(step, numbers)
        request = Request(
            command=command,
            caller=callers[step.account],
            command_id=command_id("demo", "step", str(next(counter))),
            fingerprint=fingerprint(command),
            at=step.at,
            until=_patient(),
        )
        casework.desk.submit(request)
        sent.append(request)
        if step.verb == "collect":
            numbers[step.appeal] = request
        progress(len(sent))
    for request in sent:
        request.future.result()


def _command(step: Step, numbers: dict[int, Request]) -> c.AppealCommand:
    fields: dict[str, Any] = dict(step.fields)
    if step.verb == "collect":
        claimant, location = fields.pop("claimant"), fields.pop("location")
        return c.CollectAppeal(
            **fields,
            claimant=c.Claimant(**claimant) if claimant else None,
            location=c.Location(**location),
        )
    if isinstance(fields.get("contacted"), str):
        fields["contacted"] = fields["contacted"] == "yes"
    appeal_no = numbers[step.appeal].future.result().appeal_no
    return _VERBS[step.verb](appeal_no=appeal_no, **fields)


def _patient() -> float:
    return monotonic() + PATIENCE_SECONDS


def tokens(book: DemoBook) -> list[tuple[str, str, str, str]]:
    """The table of accounts: name, who it is, posts, token."""
    return [
        (a.name, a.display_name, ", ".join(a.posts), book.token(a.name))
        for a in demo_city().accounts
    ]


def book_of(settings: Settings) -> DemoBook:
    """The demo's book in the data folder."""
    Path(settings.data).mkdir(mode=0o700, parents=True, exist_ok=True)
    return DemoBook(settings)
