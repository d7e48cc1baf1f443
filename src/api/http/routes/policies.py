"""政策: limit rules, catalogue and assessments over HTTP: read, and adopted by a named admin."""

from datetime import UTC, datetime
from difflib import unified_diff
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from pydantic import Field

from api.http.answers import json
from api.http.body import Body, Instant
from api.http.door import AtTheDoor, Calling, Serving
from api.http.problems import Problem
from api.http.routes.reading import Plain
from casework.policy.commands import AdoptPolicy
from casework.policy.events import PolicyAdopted
from casework.policy.refusals import PoliciesAreTheAdmins

router = APIRouter(prefix="/v1/policies", tags=["policies 政策"])

Kind = Literal["rules", "catalogue", "assessment"]
Id = Annotated[Plain | None, Query(description="Which assessment policy.")]


class AdoptBody(Body):
    """采纳政策: the whole text as in its file (TOML); from now on, where no instant is named."""

    text: Annotated[str, Field(min_length=1)]
    effective_from: Instant | None = None
    title: str = ""
    id: str = ""


@router.get("/{kind}")
async def latest(service: Serving, caller: Calling, kind: Kind, id: Id = None) -> Response:
    """Return the version adopted last, with its text as it was; for an admin."""
    if "admin" not in caller.posts:
        raise PoliciesAreTheAdmins()
    await service.refresh()
    stream = f"policy/{kind}/{id}" if id else f"policy/{kind}"
    found: PolicyAdopted | None = service.policies.latest(stream)
    if found is None:
        raise Problem(
            404, "UnknownPolicy", f"No version of {stream} was adopted.", {"stream": stream}
        )
    version = service.policies.versions[stream]
    return json({"kind": kind, "version": version, **_head(found), "text": found.text})


@router.post("/{kind}")
async def adopt(door: AtTheDoor, kind: Kind, body: AdoptBody) -> Response:
    """采纳政策: adopt it whole, or refuse it with every problem and its line.

    With `dry_run` it is checked in the same way, and told what would differ, line by line.
    """
    command = AdoptPolicy(
        kind=kind,
        text=body.text,
        effective_from=body.effective_from or datetime.now(UTC),
        title=body.title,
        of=body.id,
    )
    if door.dry:
        rehearsal = await door.service.rehearse(command, door.caller)
        before = door.service.policies.latest(command.stream)
        would = [fact.TOPIC for fact in rehearsal.facts]
        return json({"dry_run": True, "would": would, "changes": _changes(before, body.text)})
    answer = await door.service.change(command, door.caller)
    told = {"kind": kind, "version": answer.version, "status": answer.status}
    by = {"adopted_by": door.caller.user, "position": answer.position}
    return json({**told, "effective_from": command.effective_from, **by})


def _head(fact: PolicyAdopted) -> dict[str, Any]:
    return {"effective_from": fact.effective_from, "title": fact.title}


def _changes(before: PolicyAdopted | None, text: str) -> list[str]:
    old = before.text.splitlines() if before else []
    return list(unified_diff(old, text.splitlines(), "adopted", "this text", lineterm=""))
