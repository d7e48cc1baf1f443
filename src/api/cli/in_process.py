"""casework accountability ask: any board that HTTP has, by the same code, on the command line."""

import asyncio
from typing import Any
from urllib.parse import urlencode

import msgspec
from fastapi import Request
from starlette.types import Message, Scope

from api.cli.opening import NotPossible, ready, running, settings_now
from api.http.app import create_app
from api.http.door import calling
from api.http.service import Service
from casework.callers import SUPERVISOR
from casework.facts import Caller
from casework.runtime.database import Database
from casework.runtime.settings import Settings

PREFIX = "/v1/accountability"


def answer(what: str, words: list[str]) -> str:
    """Return the JSON of a board. Raises `NotPossible` with the sentence that HTTP would say."""
    settings = settings_now()
    with running(settings) as database:
        status, body = asyncio.run(_answer(settings, database, what, _query(words)))
    if status != 200:
        raise NotPossible(str(body.get("detail", body)))
    return msgspec.json.format(msgspec.json.encode(body)).decode()


def _at_this_machine(request: Request) -> Caller:
    """Return who sits at this machine as the one who calls: no token is asked for."""
    request.state.caller = SUPERVISOR
    return SUPERVISOR


def _query(words: list[str]) -> bytes:
    if odd := [word for word in words if "=" not in word]:
        raise NotPossible(f"{odd[0]}: write name=value, as in period=2026-10.")
    pairs = [(name, value) for name, _, value in (word.partition("=") for word in words)]
    return urlencode(pairs).encode()


async def _answer(
    settings: Settings, database: Database, what: str, query: bytes
) -> tuple[int, dict[str, Any]]:
    """Return the answer of the application itself, without a server between."""
    service = Service(settings, database, ready(settings, database))
    app = create_app(lambda: service)
    app.state.service = service
    app.dependency_overrides[calling] = _at_this_machine
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    path = f"{PREFIX}/{what.strip('/')}"
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query,
        "root_path": "",
        "headers": [],
        "client": None,
        "server": ("localhost", 80),
        "state": {},
    }
    await service.open()
    try:
        await app(scope, receive, send)
    finally:
        await service.close()
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], msgspec.json.decode(body)
