"""命令: every verb over HTTP by one table: `POST /v1/appeals/{appeal_no}/<verb>`.

FastAPI documents the routes, and would run them; `CommandFastPath` finds a request in the same
table and runs it without matching patterns and solving dependencies, which took half of a command's
processor time: the same checks, the same answers.
"""

import sys
from collections.abc import Awaitable, Callable
from inspect import Parameter, Signature
from typing import Any

import msgspec
from fastapi import APIRouter, FastAPI, Request, Response
from pydantic import TypeAdapter
from starlette.types import Receive, Scope, Send

from api.http import intake, problems, strict
from api.http.command_body import CommandBody, Given, checked, given_in
from api.http.door import AppealNo, AtTheDoor, Door, OnVersion, enter
from api.http.revealing import reveal
from casework.appeal.commands import VERBS, AppealCommand, CollectAppeal, RevealClaimant

PREFIX = "/v1/appeals"

Answer = Callable[[Door, str, Given], Awaitable[Response]]

_read_number = TypeAdapter(AppealNo).validate_python
_KNOWN = {"dry_run": False}  # of a query; none is given twice
_NONE = Parameter.empty


class Verb(msgspec.Struct, frozen=True):
    """One kind of command over HTTP: its body, and how it is sent and answered."""

    command: type[AppealCommand]
    body: CommandBody
    answer: Answer
    status: int = 200

    @property
    def path(self) -> str:
        """The path behind the prefix; that of the first command has neither number nor verb."""
        return "" if self.command is CollectAppeal else f"/{{appeal_no}}/{self.command.VERB}"

    async def run(self, request: Request, appeal_no: str) -> Response:
        """Return the answer to a request. Raises what a problem is made of."""
        if query := request.scope["query_string"]:
            strict.check(query, _KNOWN)
        door = await enter(request, on_version=bool(self.path))
        if self.path:
            checked(_read_number, appeal_no, "path", "appeal_no")
        return await self.answer(door, appeal_no, self.body.read(await request.body(), "body"))


def lay(router: APIRouter, verb: Verb, door: Any) -> None:
    """Give a verb its route, described as its file in `casework/appeal/commands` begins."""

    async def endpoint(door: Door, body: Any, appeal_no: str = "") -> Response:
        return await verb.answer(door, appeal_no, given_in(body))

    taken = {"door": door, "appeal_no": AppealNo, "body": verb.body.model}
    defaults = {"body": verb.body.model()} if verb.body.may_be_empty else {}
    parameters = [
        Parameter(name, Parameter.KEYWORD_ONLY, annotation=kind, default=defaults.get(name, _NONE))
        for name, kind in taken.items()
        if verb.path or name != "appeal_no"
    ]
    endpoint.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    router.add_api_route(
        verb.path,
        endpoint,
        methods=["POST"],
        name=verb.command.VERB.replace("-", "_"),
        description=verb.answer.__doc__ or sys.modules[verb.command.__module__].__doc__,
        status_code=verb.status,
        response_model=None,
    )


def _sending(command: type[AppealCommand]) -> Answer:
    """Return what sends a command as it was asked for."""

    async def send(door: Door, appeal_no: str, given: Given) -> Response:
        return await door.send(command(appeal_no=appeal_no, **given))

    return send


_ANSWERS: dict[type[AppealCommand], Answer] = {RevealClaimant: reveal}

COLLECT = Verb(CollectAppeal, intake.BODY, intake.collect, 201)
TABLE = {v.VERB: Verb(v, CommandBody(v), _ANSWERS.get(v) or _sending(v)) for v in VERBS}
"""Every verb on an appeal that is there, by its name."""

router = APIRouter(prefix=PREFIX, tags=["appeals 诉求"])
lay(router, COLLECT, AtTheDoor)
for verb in TABLE.values():
    lay(router, verb, OnVersion)


class CommandFastPath:
    """ASGI: a POST to one of these paths is run; all else goes on to the application."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        verb, appeal_no = _find(scope)
        if verb is None:
            await self._app(scope, receive, send)
            return
        scope["app"], scope["pattern"] = self._app, PREFIX + verb.path
        request = Request(scope, receive)
        try:
            response = await verb.run(request, appeal_no)
        except Exception as error:
            response = await problems.answer_to(request, error)
        await response(scope, receive, send)


def _find(scope: Scope) -> tuple[Verb | None, str]:
    """Return the verb of `/v1/appeals` or `/v1/appeals/{appeal_no}/<verb>`, and the number."""
    path: str = scope.get("path", "")
    if scope.get("method") != "POST" or not path.startswith(PREFIX):
        return None, ""
    if path == PREFIX:
        return COLLECT, ""
    before, _, number_and_verb = path.removeprefix(PREFIX).partition("/")
    appeal_no, _, name = number_and_verb.partition("/")
    return (None, "") if before else (TABLE.get(name), appeal_no)
