"""What stands before every route: who calls, under which key, on which version."""

import re
from hashlib import sha256
from typing import Annotated

from fastapi import Depends, Header, Path, Query, Request, Response
from fastapi.security import HTTPBearer

from api.http import answers
from api.http.problems import Problem
from api.http.service import Service
from api.visibility.scope import READING_PUBLICLY, is_public
from casework.appeal.commands import AppealCommand, CollectAppeal
from casework.facts import Caller
from casework.requests import Answer, Rehearsal, command_id

_ETAG = re.compile(r'"(\d{1,9})"')
_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_bearer = HTTPBearer(auto_error=False, description="The token printed by `casework account add`.")


def service_of(request: Request) -> Service:
    """Return the service of this process."""
    service: Service = request.app.state.service
    return service


async def signed_in(request: Request) -> Caller:
    """Return who calls. 401 without a token that belongs to an account."""
    headers = dict(request.scope["headers"])
    scheme, _, token = headers.get(b"authorization", b"").partition(b" ")
    if scheme.lower() != b"bearer" or not token:
        raise Problem(401, "TokenMissing", "Send the header Authorization: Bearer <token>.")
    account = await service_of(request).account_of(sha256(token).hexdigest())
    if account is None:
        raise Problem(401, "TokenUnknown", "This token belongs to no account.")
    request.state.caller = caller = account.caller
    return caller


class Door:
    """The way in for one request: sends its command under its conditions."""

    def __init__(self, request: Request, caller: Caller, key: str | None) -> None:
        self.service, self.caller, self.key = service_of(request), caller, key
        self._ip = request.client.host if request.client else None
        self._request_id: str | None = getattr(request.state, "request_id", None)
        self._expected: int | None = None
        self.dry = _is_dry(request)

    @property
    def is_public(self) -> bool:
        """Whether the caller is told public words and states alone."""
        if READING_PUBLICLY.isdisjoint(self.caller.posts):
            return False
        return is_public(self.service.reader(self.caller))

    def on(self, if_match: str | None) -> "Door":
        """Return the same door, for a command that names the version it was decided on."""
        self._expected = _version(if_match)
        return self

    async def collect(self, command: CollectAppeal, code: str) -> Response:
        """Send the first command of an appeal; its key is required. Its query code is told once."""
        if self.key is None and not self.dry:
            raise key_missing("appeal", "the appeal is collected once")
        return await self._send(command, 201, query_code=code)

    async def send(self, command: AppealCommand) -> Response:
        """Send any later command."""
        return await self._send(command, 200)

    async def decided(self, command: AppealCommand) -> Answer | Rehearsal:
        """Return what became of a command, or would become of it."""
        if self.dry:
            return await self.service.rehearse(command, self.caller, expected=self._expected)
        more = {"command_id": command_id(self.caller.user, self.key)} if self.key else {}
        return await self.service.send(
            command,
            self.caller,
            expected=self._expected,
            ip=self._ip,
            correlation_id=self._request_id,
            **more,
        )

    async def _send(self, command: AppealCommand, status: int, **more: str) -> Response:
        answer = await self.decided(command)
        if isinstance(answer, Rehearsal):
            return answers.rehearsed(answer, is_public=self.is_public)
        told = {} if answer.repeated else more
        return answers.done(answer, status, told, is_public=self.is_public)


def key_missing(what: str, once: str) -> Problem:
    """Return the problem of a request that must not be done twice, sent without a key."""
    said = f"Send Idempotency-Key: a text of your own, new for each {what}; sent twice, {once}."
    return Problem(400, "IdempotencyKeyMissing", said)


async def enter(request: Request, *, on_version: bool) -> Door:
    """Return the door of this request. 400 for a key that is none, 428 for a version not named."""
    headers = dict(request.scope["headers"])
    caller, key = await signed_in(request), _text(headers.get(b"idempotency-key"))
    if key is not None and not _KEY.fullmatch(key):
        raise Problem(
            400,
            "IdempotencyKeyMalformed",
            "Idempotency-Key is 1 to 200 visible ASCII characters without blanks.",
        )
    door = Door(request, caller, key)
    return door.on(_text(headers.get(b"if-match"))) if on_version else door


def _is_dry(request: Request) -> bool:
    """Return whether it is only asked what would happen: `?dry_run=true`."""
    if not request.scope["query_string"]:
        return False
    asked = request.query_params.get("dry_run", "false")
    if asked not in ("true", "false"):
        raise Problem(
            400, "Malformed", "dry_run is true or false.", {"problem": "dry_run须为true或false"}
        )
    return asked == "true"


def _text(header: bytes | None) -> str | None:
    return None if header is None else header.decode("latin-1")


def _version(if_match: str | None) -> int | None:
    if if_match is None:
        raise Problem(
            428,
            "IfMatchMissing",
            'Send If-Match with the ETag of the appeal as you saw it, like "3", or * for any.',
        )
    if if_match.strip() == "*":
        return None
    found = _ETAG.fullmatch(if_match.strip())
    if found is None:
        raise Problem(400, "IfMatchMalformed", 'If-Match is one ETag in quotes, like "3", or *.')
    return int(found.group(1))


# What follows tells FastAPI, and so /docs, of the headers; the reading of them is above.
Bearer = Annotated[object, Depends(_bearer)]
Key = Annotated[str | None, Header(alias="Idempotency-Key", description="The same key: done once.")]
Dry = Annotated[bool, Query(description="Say what would happen, and store nothing.")]
AppealNo = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,120}$", examples=["DT20261123-000017"])]
Match = Annotated[str | None, Header(alias="If-Match", description='Your ETag like `"3"`, or `*`.')]


async def calling(request: Request, bearer: Bearer) -> Caller:
    """Return who calls; the command line puts whoever sits there in the place of this."""
    return await signed_in(request)


async def _door(request: Request, bearer: Bearer, key: Key = None, dry_run: Dry = False) -> Door:
    return await enter(request, on_version=False)


async def _door_on_version(
    request: Request, bearer: Bearer, key: Key = None, match: Match = None, dry_run: Dry = False
) -> Door:
    return await enter(request, on_version=True)


Calling = Annotated[Caller, Depends(calling)]
AtTheDoor = Annotated[Door, Depends(_door)]
OnVersion = Annotated[Door, Depends(_door_on_version)]
Serving = Annotated[Service, Depends(service_of)]
