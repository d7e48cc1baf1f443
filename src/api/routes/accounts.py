"""Accounts over HTTP: opened and closed by an admin; a token is told once."""

import secrets
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import Field

from api.answers import json
from api.bodies import Body, Text
from api.door import Calling, Serving
from casework.directory.commands import CloseAccount, OpenAccount

router = APIRouter(prefix="/v1/accounts", tags=["accounts 账号"])


class OpenAccountBody(Body):
    """开户: the posts of DOMAIN 10, and the unit or the grid that they are held in."""

    name: Text
    posts: Annotated[list[str], Field(min_length=1, max_length=20)]
    unit: str | None = None
    area: str | None = None
    display_name: str = ""


class CloseAccountBody(Body):
    """销户."""

    reason: Text


@router.post("", status_code=201)
async def open_account(service: Serving, caller: Calling, body: OpenAccountBody) -> Response:
    """开户: its token stands in the answer, and nowhere else ever after."""
    token = secrets.token_urlsafe(32)
    command = OpenAccount(
        name=body.name, posts=tuple(body.posts), unit=body.unit, area=body.area,
        display_name=body.display_name, token_sha256=sha256(token.encode()).hexdigest(),
    )  # fmt: skip
    answer = await service.change(command, caller)
    return json({"name": body.name, "token": token, "position": answer.position}, 201)


@router.post("/{name}/close")
async def close_account(
    service: Serving, caller: Calling, name: Annotated[str, Path(max_length=60)],
    body: CloseAccountBody,
) -> Response:  # fmt: skip
    """销户: its token opens nothing from now on."""
    answer = await service.change(CloseAccount(name=name, reason=body.reason), caller)
    return json({"name": name, "status": answer.status, "position": answer.position})
