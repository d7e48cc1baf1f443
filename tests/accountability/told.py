"""The boards over HTTP, of a city that has lived: `told.get("supervisor", "/returns")`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from api.cli.accounts import open_account
from tests.accountability.lives import Step, live
from tests.api.conftest import serve
from tests.conftest import City

ACCOUNTS: dict[str, tuple[tuple[str, ...], str | None]] = {
    "supervisor": (("supervisor",), None),
    "auditor": (("auditor",), None),
    "operator": (("operator",), None),
    "leader": (("duty_leader",), None),
    "gr": (("department",), "U-GR"),
    "ga": (("unit_head",), "U-GA"),
    "callback": (("caller",), None),
    "resident": (("resident",), None),
}


class Told:
    """A client for each account."""

    def __init__(self, url: str, tokens: dict[str, str], numbers: dict[str, str]) -> None:
        self.numbers, self._tokens = numbers, tokens
        self._client = httpx.Client(base_url=url, timeout=30)

    def names(self, items: list[dict[str, Any]]) -> list[str]:
        """The lives that some rows are of."""
        lives = {number: name for name, number in self.numbers.items()}
        return sorted(lives[item["appeal_no"]] for item in items)

    def get(self, who: str, path: str, **params: Any) -> httpx.Response:
        """A board, or a link of one."""
        path = path if path.startswith("/v1/") else f"/v1/accountability{path}"
        headers = {"Authorization": f"Bearer {self._tokens[who]}"}
        return self._client.get(path, params=params or None, headers=headers)

    def read(self, path: str, who: str = "supervisor", **params: Any) -> dict[str, Any]:
        """What it says."""
        answer = self.get(who, path, **params)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def refused(self, path: str, who: str = "supervisor", **params: Any) -> tuple[int, str, str]:
        """The status, code and sentence of a problem."""
        answer = self.get(who, path, **params)
        return answer.status_code, answer.json()["code"], answer.json()["detail"]

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()


@contextmanager
def telling(city: City, lives: dict[str, list[Step]]) -> Iterator[Told]:
    """A city with these lives, served until the end of the block."""
    with city.open() as casework:
        city.furnish(casework)
        numbers = live(casework, lives)
        tokens = {n: open_account(casework, n, *account) for n, account in ACCOUNTS.items()}
    city.project()
    server, url, thread = serve(city)
    told = Told(url, tokens, numbers)
    yield told
    told.close()
    server.should_exit = True
    thread.join()
