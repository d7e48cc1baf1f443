"""Clients that keep sending while things break, and remember what they were answered."""

import threading
from typing import Any

import httpx

from tests.journeys.conftest import Served, token

APPEAL: dict[str, Any] = {
    "channel": "phone",
    "type": "help",
    "content": "压力测试",
    "category": "0101",
    "urgency": "normal",
    "claimant": None,
    "location": {},
}


class Load:
    """A few clients collecting appeals, each under a key that is also its title."""

    def __init__(self, served: Served, clients: int = 6, content: str = "压力测试") -> None:
        self._served, self._stop, self._content = served, threading.Event(), content
        self.sent: list[str] = []
        self.answered: dict[str, str] = {}
        self.statuses: set[int] = set()
        self.unavailable: list[httpx.Response] = []
        self._threads = [threading.Thread(target=self._run, args=(n,)) for n in range(clients)]

    def __enter__(self) -> "Load":
        self._headers = token(self._served, "operator")
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _run(self, client: int) -> None:
        n = 0
        with httpx.Client(timeout=30) as http:
            while not self._stop.is_set():
                n += 1
                self.send(http, f"client{client}-{n}")

    def send(self, http: httpx.Client, key: str) -> None:
        """One appeal; what is not answered with 201 stays unanswered."""
        self.sent.append(key)
        headers = {**self._headers, "Idempotency-Key": key}
        body = {**APPEAL, "title": key, "content": self._content}
        try:
            answer = http.post(f"{self._served.url}/v1/appeals", json=body, headers=headers)
        except httpx.HTTPError:
            self._stop.wait(0.05)
            return
        self.statuses.add(answer.status_code)
        if answer.status_code == 201:
            self.answered[key] = answer.json()["appeal_no"]
        elif answer.status_code == 503:
            self.unavailable.append(answer)

    def send_again_what_was_not_answered(self) -> None:
        """As a client should after a lost connection: the same request under the same key."""
        with httpx.Client(timeout=30) as http:
            for key in [k for k in self.sent if k not in self.answered]:
                self.send(http, key)
