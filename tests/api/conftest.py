"""The API over real HTTP: a server of its own on a fresh city, with its projector beside it."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
import uvicorn

from api.cli.accounts import open_account
from api.http.app import create_app, surrounded
from api.http.service import Service
from casework.application import Casework
from projections import VIEWS
from projections.engine.runner import Runner
from tests.conftest import City

ACCOUNTS: dict[str, tuple[tuple[str, ...], str | None]] = {
    "operator": (("operator", "collector"), None),
    "collector": (("collector",), None),
    "gr": (("department",), "U-GR"),
    "gr2": (("department",), "U-GR"),
    "ga": (("department",), "U-GA"),
    "callback": (("caller",), None),
    "duty": (("duty_leader",), None),
    "supervisor": (("supervisor",), None),
    "gr-head": (("unit_head",), "U-GR"),
    "officer": (("data_officer",), None),
    "arbiter": (("arbitrator",), None),
    "resident": (("resident",), None),
    "auditor": (("auditor",), None),
    "admin": (("admin",), None),
}


class Site:
    """A running service with its accounts: `site.post("operator", path, json)`."""

    def __init__(self, city: City, url: str, tokens: dict[str, str]) -> None:
        self.city, self.url, self.tokens = city, url, tokens
        self.client = httpx.Client(base_url=url, timeout=20)
        self._keys = 0

    def headers(self, who: str, **more: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens[who]}", **more}

    def get(self, who: str, path: str, **params: Any) -> httpx.Response:
        return self.client.get(path, params=params, headers=self.headers(who))

    def open(self, who: str, link: str) -> httpx.Response:
        """What lies behind a link of an answer."""
        return self.client.get(link, headers=self.headers(who))

    def collect(self, who: str = "operator", key: str | None = None, **more: Any) -> httpx.Response:
        self._keys += 1
        headers = self.headers(who, **{"Idempotency-Key": key or f"key-{self._keys}"})
        return self.client.post("/v1/appeals", json={**APPEAL, **more}, headers=headers)

    def verb(
        self,
        who: str,
        appeal_no: str,
        verb: str,
        body: Any = None,
        if_match: str | None = "*",
        **headers: str,
    ) -> httpx.Response:
        if if_match is not None:
            headers["If-Match"] = if_match
        if verb == "dispatch" and body and body.get("lead_unit") not in (None, "", "U-GR"):
            body = {"basis": "不归目录所列单位", **body}  # against the catalogue it says why
        path = f"/v1/appeals/{appeal_no}/{verb}"
        return self.client.post(path, json=body, headers=self.headers(who, **headers))

    def live(self, until: str = "close", **more: Any) -> str:
        """A new appeal that has come as far as a verb."""
        answer = self.collect(**more)
        assert answer.status_code == 201, answer.text
        appeal_no: str = answer.json()["appeal_no"]
        for who, verb, body in LIFE[: [v for _, v, _ in LIFE].index(until) + 1 if until else 0]:
            assert self.verb(who, appeal_no, verb, body).status_code == 200
        return appeal_no

    def settle(self) -> None:
        """Every view knows of all that happened."""
        self.city.project()

    def position(self) -> int:
        [(position,)] = self.city.query("SELECT max(notification_id) FROM {city}.events")
        assert isinstance(position, int)
        return position


APPEAL: dict[str, Any] = {
    "channel": "phone",
    "type": "help",
    "title": "暖气不热",
    "content": "老人受不了。",
    "category": "0101",
    "urgency": "normal",
    "claimant": {"name": "王秀兰", "phone": "13904190001"},
    "location": {"grid": "211081001001", "address": "幸福家园3号楼", "lat": 41.42, "lng": 123.34},
}
LIFE: list[tuple[str, str, Any]] = [
    ("operator", "dispatch", {"lead_unit": "U-GR"}),
    ("gr", "acknowledge", None),
    (
        "gr",
        "handle",
        {
            "outcome": "solved",
            "facts_true": "yes",
            "measures": "上门排气。",
            "public_reply": "您好，室温已恢复。",
        },
    ),
    ("gr", "feed-back", {"channel": "phone", "delivered": True}),
    (
        "callback",
        "record-callback",
        {
            "channel": "phone",
            "connected": True,
            "contacted": True,
            "solved": "yes",
            "satisfied": "very",
            "opinion": "很快",
        },
    ),
    ("duty", "close", {"kind": "normal"}),
]


def serve(city: City) -> tuple[uvicorn.Server, str, threading.Thread]:
    listener = socket.create_server(("127.0.0.1", 0))
    app = create_app(lambda: Service(city.settings, city.database, city.vault))
    served = surrounded(app, city.settings)
    server = uvicorn.Server(uvicorn.Config(served, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    return server, f"http://127.0.0.1:{listener.getsockname()[1]}", thread


@contextmanager
def opened(
    new_city: Callable[[], City], also: Callable[[Casework], dict[str, str]] = lambda _: {}
) -> Iterator[Site]:
    """A service, furnished with the directory of the examples and an account for every post.

    `also` furnishes more, and gives the tokens of its accounts.
    """
    city = new_city()
    with city.open() as casework:
        city.furnish(casework, but=ACCOUNTS)
        tokens = {
            n: open_account(casework, n, posts, unit) for n, (posts, unit) in ACCOUNTS.items()
        }
        tokens |= also(casework)
    stop = threading.Event()
    runner = Runner(city.database.connect, city.name, VIEWS)
    projector = threading.Thread(target=runner.run, args=(stop,))
    projector.start()
    server, url, thread = serve(city)
    found = Site(city, url, tokens)
    try:
        yield found
    finally:
        found.client.close()
        server.should_exit = True
        stop.set()
        thread.join()
        projector.join()


@pytest.fixture(scope="session")
def site(new_city) -> Iterator[Site]:
    """The service that the tests share."""
    with opened(new_city) as found:
        yield found


@pytest.fixture(scope="module")
def own_site(new_city) -> Iterator[Site]:
    """A service of a module's own, in which it may change what holds for all."""
    with opened(new_city) as found:
        yield found
