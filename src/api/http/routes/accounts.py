"""账号: accounts over HTTP, listed, opened, changed, closed by an admin; a token is told once."""

import secrets
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response
from pydantic import Field

from api.http.answers import json
from api.http.body import Body, Text
from api.http.door import AtTheDoor, Calling, Door, Serving
from casework.directory.commands import ChangeAccount, CloseAccount, OpenAccount, RenewToken
from casework.directory.directory import Account
from casework.directory.refusals import NotForYou

router = APIRouter(prefix="/v1/accounts", tags=["accounts 账号"])

Name = Annotated[str, Path(max_length=60)]
Posts = Annotated[list[str], Field(min_length=1, max_length=20)]


class OpenAccountBody(Body):
    """开户: the posts of DOMAIN 10, and the unit or the grid that they are held in."""

    name: Text
    posts: Posts
    unit: str | None = None
    area: str | None = None
    display_name: str = ""


class ChangeAccountBody(Body):
    """账号变更: posts, unit and area as they shall be, whole."""

    posts: Posts
    unit: str | None = None
    area: str | None = None
    display_name: str | None = None
    reason: Text


class ReasonBody(Body):
    """Why: 换发令牌, 销户."""

    reason: Text


@router.get("")
async def accounts(service: Serving, caller: Calling) -> Response:
    """账号列表: list the accounts that are open, and their posts; for an admin."""
    if "admin" not in caller.posts:
        raise NotForYou()
    await service.refresh()
    return json({"items": [_to_json(account) for account in service.directory.accounts()]})


@router.post("", status_code=201)
async def open_account(door: AtTheDoor, body: OpenAccountBody) -> Response:
    """开户: open an account; its token stands in the answer, and nowhere else ever after."""
    token, digest = _new_token()
    command = OpenAccount(
        name=body.name,
        posts=tuple(body.posts),
        unit=body.unit,
        area=body.area,
        display_name=body.display_name,
        token_sha256=digest,
    )
    return await _done(door, command, 201, token=token)


@router.post("/{name}/change")
async def change_account(door: AtTheDoor, name: Name, body: ChangeAccountBody) -> Response:
    """账号变更: change an account; from now on it acts under these posts, for this unit or grid."""
    command = ChangeAccount(
        name=name,
        posts=tuple(body.posts),
        unit=body.unit,
        area=body.area,
        display_name=body.display_name,
        reason=body.reason,
    )
    return await _done(door, command)


@router.post("/{name}/renew-token")
async def renew_token(door: AtTheDoor, name: Name, body: ReasonBody) -> Response:
    """换发令牌: renew a token; the one before opens nothing any more; the new one is told here,
    once."""
    token, digest = _new_token()
    command = RenewToken(name=name, token_sha256=digest, reason=body.reason)
    return await _done(door, command, token=token)


@router.post("/{name}/close")
async def close_account(door: AtTheDoor, name: Name, body: ReasonBody) -> Response:
    """销户: close an account; its token opens nothing from now on."""
    return await _done(door, CloseAccount(name=name, reason=body.reason))


Command = OpenAccount | ChangeAccount | RenewToken | CloseAccount


async def _done(door: Door, command: Command, status: int = 200, **more: Any) -> Response:
    """Do it, or with `dry_run` say what would be recorded; then no token is told."""
    if door.dry:
        rehearsal = await door.service.rehearse(command, door.caller)
        facts = [fact.TOPIC for fact in rehearsal.facts]
        return json({"name": command.name, "dry_run": True, "would": facts})
    answer = await door.service.change(command, door.caller)
    told = {"name": command.name, "status": answer.status, "position": answer.position}
    return json({**told, **more}, status)


def _new_token() -> tuple[str, str]:
    token = secrets.token_urlsafe(32)
    return token, sha256(token.encode()).hexdigest()


def _to_json(account: Account) -> dict[str, Any]:
    return {
        "name": account.name,
        "display_name": account.display_name,
        "posts": account.posts,
        "unit": account.caller.unit,
        "area": account.caller.area,
    }
