"""The city that wrong requests are sent to: an appeal in every state, an account for every post."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import httpx
from anyio.from_thread import start_blocking_portal

from api.cli.accounts import open_account
from api.http.app import create_app, surrounded
from api.http.service import Service
from tests.conftest import City
from tests.refusals.lives import ACCOUNTS, APPEAL, INSTANTS, LIVES, OTHERWISE, instants


class Door:
    """Sends requests to a city by the names of its accounts and appeals, and reads answers."""

    def __init__(self, request: Callable[..., httpx.Response], tokens: dict[str, str]) -> None:
        self._request, self._tokens = request, tokens
        self.called = instants()

    def send(self, request: dict[str, Any]) -> httpx.Response:
        """Send `{who, method, path, headers, body}` with every name in it replaced."""
        headers = {n: self._meant(v) for n, v in request.get("headers", {}).items()}
        if who := request.get("who"):
            headers.setdefault("Authorization", f"Bearer {self._tokens[who]}")
        body = request.get("body")
        if body is not None:
            headers.setdefault("Content-Type", "application/json")
        path = self._meant(request["path"])
        content = None if body is None else self._meant(body).encode("utf-8", "surrogatepass")
        return self._request(request["method"], path, headers=headers, content=content)

    def live(self) -> None:
        """Take in every appeal of the city and bring it as far as it has come."""
        for name, steps in LIVES.items():
            who, more = OTHERWISE.get(name, ("operator", {}))
            body = {**APPEAL, **more}
            answer = self._done(who, "/v1/appeals", body, {"Idempotency-Key": f"key-{name}"})
            self.called[f"{{{name}}}"] = number = answer["appeal_no"]
            self.called[f"{{code of {name}}}"] = answer.get("query_code", "")
            if name == "waiting":
                self.called["{later}"] = self._after_the_deadline(number)
            for by, verb, words in steps:
                self._done(by, f"/v1/appeals/{number}/{verb}", words, {"If-Match": "*"})

    def _after_the_deadline(self, number: str) -> str:
        """Return an instant that an extension may last until: a day after the limit."""
        path = f"/v1/appeals/{number}/dispatch?dry_run=true"
        clocks = self._done("operator", path, {"lead_unit": "U-GR"}, {"If-Match": "*"})["clocks"]
        [due] = [each["due"] for each in clocks if each["clock"] == "handling"]
        return (datetime.fromisoformat(due) + timedelta(days=1)).isoformat()

    def _done(self, who: str, path: str, body: Any, headers: dict[str, str]) -> Any:
        text = None if body is None else json.dumps(body, ensure_ascii=False)
        request = {"who": who, "method": "POST", "path": path, "headers": headers, "body": text}
        answer = self.send(request)
        assert answer.is_success, f"{path}: {answer.text}"
        return answer.json()

    def _meant(self, text: str) -> str:
        for name, value in self.called.items():
            text = text.replace(name, value)
        text = text.replace("«half»", "\ud800")
        return re.sub(r"«([^«]+)×(\d+)»", lambda found: found[1] * int(found[2]), text)

    def answered(self, answer: httpx.Response) -> dict[str, Any]:
        """Return what is kept of an answer: nothing that another day or another run changes."""
        kept: dict[str, Any] = {"status": answer.status_code}
        if answer.headers.get("Content-Type") != "application/problem+json":
            return kept
        told = answer.json()
        kept |= {name: self._named(told[name]) for name in _KEPT if told.get(name)}
        if "errors" in told:
            kept["places"] = [self._named(each["field"]) for each in told["errors"]]
            kept["problems"] = [self._named(each["problem"]) for each in told["errors"]]
            kept["problems_zh"] = [
                self._named(each["problem_zh"]) for each in told["errors"] if "problem_zh" in each
            ]
        return kept

    def _named(self, text: str) -> str:
        for name, value in self.called.items():
            text = text.replace(value, name) if value and name not in INSTANTS else text
        return without_times(text)


def without_times(text: str) -> str:
    """Return a text with every day and instant in it put as `{then}`, every position as `{n}`."""
    for told, instead in _TOLD_ANEW:
        text = told.sub(instead, text)
    return text


_KEPT = ("code", "title", "rule", "detail", "detail_zh")
_TOLD_ANEW = (
    (re.compile(r"20\d\d-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?([+]\d\d:\d\d|Z)?)?"), "{then}"),
    (re.compile(r"(20\d\d年)?\d{1,2}月\d{1,2}日 ?(\d\d:\d\d)?"), "{then}"),
    (re.compile(r"(position |序号为)\d+"), r"\1{n}"),
)


@contextmanager
def furnished(city: City) -> Iterator[Door]:
    """The city with its accounts, its appeals and its views at the end of the log."""
    with city.open() as casework:
        city.furnish(casework, but=ACCOUNTS)
        tokens = {
            n: open_account(casework, n, posts, unit) for n, (posts, unit) in ACCOUNTS.items()
        }
    app = create_app(lambda: Service(city.settings, city.database, city.vault))
    served = surrounded(app, city.settings)
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(app.router.lifespan_context(app)),
        portal.wrap_async_context_manager(_client(served)) as client,
    ):
        door = Door(lambda *a, **more: portal.call(partial(client.request, *a, **more)), tokens)
        door.live()
        city.project()
        yield door


def _client(served: Any) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(served, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://casework")
