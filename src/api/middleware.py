"""What surrounds every request: its id, its size, its count. Plain ASGI, a few microseconds."""

import re
from functools import cache
from secrets import token_hex

import structlog
from prometheus_client import Counter
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import answer
from casework.runtime import metrics

_METHODS = {"GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"}
_ID = re.compile(r"[\w.\-]{1,64}", re.ASCII)


class Surroundings:
    """Binds the request id, bounds the body, counts the answer."""

    def __init__(self, app: ASGIApp, body_limit: int) -> None:
        self._app, self._limit = app, body_limit
        self._too_large = f"The body has more than {body_limit:,} bytes, which is the limit."

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        request_id = _request_id(headers.get(b"x-request-id"))
        scope.setdefault("state", {})["request_id"] = request_id
        structlog.contextvars.bind_contextvars(request_id=request_id)  # its task is its own
        counting = _counting(scope, send, request_id)
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and int(length) > self._limit:
            await self._refuse(scope, receive, counting)
        else:
            await self._app(scope, self._bounded(receive), counting)

    def _bounded(self, receive: Receive) -> Receive:
        read = 0

        async def bounded() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._limit:
                raise HTTPException(413, self._too_large)
            return message

        return bounded

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = answer(413, "BodyTooLarge", "Too large (内容过大)", self._too_large)
        refusal.headers["Connection"] = "close"
        await refusal(scope, receive, send)


def _request_id(given: bytes | None) -> str:
    """The caller's own id where it is a sensible one, so that both sides can find the request."""
    text = given.decode("ascii", "replace") if given else ""
    return text if _ID.fullmatch(text) else token_hex(8)


def _counting(scope: Scope, send: Send, request_id: str) -> Send:
    async def counting(message: Message) -> None:
        if message["type"] == "http.response.start":
            _counter(scope["method"], message["status"]).inc()
            message["headers"].append((b"x-request-id", request_id.encode()))
        await send(message)

    return counting


@cache
def _counter(method: str, status: int) -> Counter:
    return metrics.REQUESTS.labels(method if method in _METHODS else "other", status)
