"""What surrounds every request: its id, its size, its duration. Plain ASGI, some microseconds."""

import re
from functools import cache
from secrets import token_hex
from time import perf_counter

import structlog
from prometheus_client import Counter, Histogram
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.problems import plain
from casework.runtime import logs, metrics, traces

_METHODS = {"GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"}
# Asked for every few seconds by machines; who looks for a person does not look there.
_UNTOLD = {"/health/live", "/health/ready", "/metrics"}
_ID = re.compile(r"[\w.\-]{1,64}", re.ASCII)

log = structlog.get_logger(logs.GATHERED)


class RequestMiddleware:
    """Binds the request id, bounds the body, measures the answer and logs it in one line."""

    def __init__(self, app: ASGIApp, body_limit: int) -> None:
        self._app, self._limit = app, body_limit
        self._too_large = f"The body has more than {body_limit:,} bytes, which is the limit."

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        request_id = _request_id(headers.get(b"x-request-id"))
        scope.setdefault("state", {})["request_id"] = request_id
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            measured = _Measured(scope, send, request_id)
            try:
                await self._answer(scope, headers, receive, measured)
            finally:
                measured.tell()

    async def _answer(
        self, scope: Scope, headers: dict[bytes, bytes], receive: Receive, send: Send
    ) -> None:
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and int(length) > self._limit:
            await self._refuse(scope, receive, send)
        else:
            await self._app(scope, self._bounded(receive), send)

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
        refusal = plain(413, self._too_large)
        refusal.headers["Connection"] = "close"
        await refusal(scope, receive, send)


def _request_id(given: bytes | None) -> str:
    """Return the caller's own id where it is a sensible one, so that both sides can find the
    request."""
    text = given.decode("ascii", "replace") if given else ""
    return text if _ID.fullmatch(text) else token_hex(8)


class _Measured:
    """The sending of one answer: names its request id, counts it, and says how long it took.

    The route is its pattern, so that neither line nor label holds what somebody typed.
    """

    def __init__(self, scope: Scope, send: Send, request_id: str) -> None:
        self._scope, self._send, self._id = scope, send, request_id
        self._began, self._status, self._told = perf_counter(), 0, False

    async def __call__(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            self._status = message["status"]
            _counter(self._scope["method"], self._status).inc()
            message["headers"].append((b"x-request-id", self._id.encode()))
        elif not message.get("more_body"):
            self.tell()
        await self._send(message)

    def tell(self) -> None:
        """Observe the duration and log the request, once: before the end of the answer leaves."""
        if self._told:
            return
        self._told = True
        seconds = perf_counter() - self._began
        method, route = self._scope["method"], _pattern(self._scope)
        _duration(method, route).observe(seconds)
        traces.named(method, route)
        if route in _UNTOLD:
            return
        caller = self._scope.get("state", {}).get("caller")
        log.info(
            "http.answered",
            method=method,
            route=route,
            status=self._status,
            duration_ms=round(seconds * 1000, 2),
            user=caller.user if caller else None,
        )


def _pattern(scope: Scope) -> str:
    """Return the pattern of the route that was taken, as `/v1/tracking/{appeal_no}`."""
    return scope.get("pattern") or str(getattr(scope.get("route"), "path", "none"))


@cache
def _duration(method: str, route: str) -> Histogram:
    kind = metrics.READ_SECONDS if method in ("GET", "HEAD") else metrics.COMMAND_SECONDS
    return kind.labels(route)


@cache
def _counter(method: str, status: int) -> Counter:
    return metrics.REQUESTS.labels(method if method in _METHODS else "other", status)
