"""命令之路: FastAPI documents the routes of commands; this runs them, by a shorter way.

Matching patterns, solving dependencies and closing stacks of contexts took half of a command's
processor time. Here the signature of a route's function is read once; a request finds it by its
verb, and door, number and body are handed to it: the same checks, the same answers.
"""

from collections.abc import Callable, Iterable
from typing import Any, get_type_hints

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import TypeAdapter, ValidationError
from starlette.types import Receive, Scope, Send

from api import problems, strict
from api.door import OnVersion, enter


class CommandRoute(APIRoute):
    """A route of a function that asks for `door`, and perhaps for `appeal_no` and `body`."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **more: Any) -> None:
        super().__init__(path, endpoint, **more)
        hints = get_type_hints(endpoint, include_extras=True)
        self.verb = path.rpartition("}/")[2] if "}/" in path else ""
        self._on_version = hints["door"] == OnVersion
        self._number = TypeAdapter(hints["appeal_no"]) if "appeal_no" in hints else None
        self.body: type | None = hints.get("body")
        self._body = TypeAdapter(self.body) if self.body else None
        self._may_be_empty = bool(endpoint.__defaults__)

    async def run(self, request: Request, appeal_no: str) -> Response:
        """Call the function with what it asks for. Raises what a problem is made of."""
        if query := request.scope["query_string"]:
            strict.check(query, strict.known_to(self))
        given: dict[str, Any] = {"door": await enter(request, on_version=self._on_version)}
        if self._number:
            read = self._number.validate_python
            given["appeal_no"] = checked(read, appeal_no, "path", "appeal_no")
        if self._body and ((sent := await request.body()) or not self._may_be_empty):
            given["body"] = checked(self._body.validate_json, sent, "body")
        response: Response = await self.endpoint(**given)
        return response


class ShortWay:
    """ASGI: a POST to one of these routes runs it; all else goes on to the application."""

    def __init__(self, app: FastAPI, prefix: str, routes: Iterable[CommandRoute]) -> None:
        self._app, self._prefix = app, prefix
        self._routes = {route.verb: route for route in routes}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        route, appeal_no = self._find(scope)
        if route is None:
            await self._app(scope, receive, send)
            return
        pattern = self._prefix + route.path.removeprefix(self._prefix)
        scope["app"], scope["pattern"] = self._app, pattern
        request = Request(scope, receive)
        try:
            response = await route.run(request, appeal_no)
        except Exception as error:
            response = await problems.answer_to(request, error)
        await response(scope, receive, send)

    def _find(self, scope: Scope) -> tuple[CommandRoute | None, str]:
        """The route of `/v1/appeals` or `/v1/appeals/{appeal_no}/<verb>`."""
        path: str = scope.get("path", "")
        if scope.get("method") != "POST" or not path.startswith(self._prefix):
            return None, ""
        rest = path.removeprefix(self._prefix)
        if not rest:
            return self._routes[""], ""
        _, _, number_and_verb = rest.partition("/")
        appeal_no, slash, verb = number_and_verb.partition("/")
        return (self._routes.get(verb), appeal_no) if slash and verb else (None, "")


def checked(read: Callable[[Any], Any], given: Any, *place: str) -> Any:
    """What was sent, read. Raises what a 400 is made of, with the place of each field."""
    try:
        return read(given)
    except ValidationError as error:
        found = error.errors(include_url=False)
        raise RequestValidationError([{**e, "loc": (*place, *e["loc"])} for e in found]) from None
