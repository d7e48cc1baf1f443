"""What HTTP answers with: JSON written by msgspec, the same shape for every verb."""

from collections.abc import Sequence
from typing import Any

import msgspec
from fastapi import Response

from casework.facts import Fact, Recorded
from casework.requests import Answer, Rehearsal
from projections.timeline.sentences import sentence

_encode = msgspec.json.Encoder().encode


def json(content: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON answer."""
    return Response(_encode(content), status, headers, media_type="application/json")


def done(answer: Answer, status: int = 200, more: dict[str, Any] | None = None) -> Response:
    """What a command did: `{appeal_no, version, position, status}` with its ETag, and more."""
    body = {
        **(more or {}),
        "appeal_no": answer.appeal_no,
        "version": answer.version,
        "position": answer.position,
        "status": answer.status,
    }
    headers = {"ETag": f'"{answer.version}"'}
    if status == 201:
        headers["Location"] = f"/v1/tracking/{answer.appeal_no}"
    if answer.repeated:
        headers["Idempotency-Replayed"] = "true"
    return json(body, status, headers)


def rehearsed(rehearsal: Rehearsal) -> Response:
    """What a command would do, as JSON."""
    no = rehearsal.appeal_no or None
    return json({"dry_run": True, "appeal_no": no, "status": rehearsal.status, **would(rehearsal)})


def would(rehearsal: Rehearsal) -> dict[str, Any]:
    """The facts that a command would record, without personal words, its clocks and its moves."""
    return {
        "facts": [{"fact": f.TOPIC, "details": _public(f)} for f in rehearsal.facts],
        "clocks": rehearsal.limits,
        "moves": rehearsal.moves,
    }


def _public(fact: Fact) -> dict[str, Any]:
    details: dict[str, Any] = msgspec.to_builtins(fact)
    return {k: v for k, v in details.items() if k not in (*fact.PERSONAL, "limits", "moves")}


def since(facts: Sequence[Recorded]) -> list[dict[str, Any]]:
    """The facts that the caller has not seen, without their words."""
    return [
        {
            "version": recorded.version,
            "fact": recorded.fact.TOPIC,
            "recorded_at": recorded.envelope.recorded_at.isoformat(),
            "actor": recorded.envelope.actor.user,
            "sentence": sentence(recorded),
        }
        for recorded in facts
    ]
