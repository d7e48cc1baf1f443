"""命令之路: FastAPI documents the routes of commands; this runs them, by a shorter way.

Matching patterns, solving dependencies and closing stacks of contexts took half of a command's
processor time. Here the signature of a route's function is read once; a request finds it by its
verb, and door, number and body are handed to it: the same checks, the same answers.
"""

from collections.abc import Callable
from typing import Any, get_type_hints

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import TypeAdapter, ValidationError
from starlette.types import Receive, Scope, Send

from api import problems
from api.door import OnVersion, enter


class CommandRoute(APIRoute):
    """A route of a function that asks for `door`, and perhaps for `appeal_no` and `body`."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **more: Any) -> None:
        super().__init__(path, endpoint, **more)
        hints = get_type_hints(endpoint, include_extras=True)
        self._on_version = hints["door"] == OnVersion
        self._number = TypeAdapter(hints["appeal_no"]) if "appeal_no" in hints else None
        self._body = TypeAdapter(hints["body"]) if "body" in hints else None

    async def run(self, request: Request, appeal_no: str) -> Response:
        """Call the function with what it asks for. Raises what a problem is made of."""
        given: dict[str, Any] = {"door": await enter(request, on_version=self._on_version)}
        if self._number:
            read = self._number.validate_python
            given["appeal_no"] = _checked(read, appeal_no, "path", "appeal_no")
        if self._body:
            given["body"] = _checked(self._body.validate_json, await request.body(), "body")
        response: Response = await self.endpoint(**given)
        return response


class ShortWay:
    """ASGI: a POST to one of these routes runs it; all else goes on to the application."""

    def __init__(self, app: FastAPI, router: APIRouter) -> None:
        self._app, self._prefix = app, router.prefix
        self._routes = {
            route.path.removeprefix(router.prefix).rpartition("/")[2]: route
            for route in router.routes
            if isinstance(route, CommandRoute)
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        route, appeal_no = self._find(scope)
        if route is None:
            await self._app(scope, receive, send)
            return
        scope["app"] = self._app
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


def _checked(read: Callable[[Any], Any], given: Any, *place: str) -> Any:
    try:
        return read(given)
    except ValidationError as error:
        found = error.errors(include_url=False)
        raise RequestValidationError([{**e, "loc": (*place, *e["loc"])} for e in found]) from None
