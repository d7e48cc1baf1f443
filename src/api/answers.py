"""What HTTP answers with: JSON written by msgspec, the same shape for every verb."""

from collections.abc import Sequence
from typing import Any

import msgspec
from fastapi import Response

from api import withholding
from casework.appeal import public
from casework.appeal.access import Rights
from casework.facts import Fact, Recorded
from casework.requests import Answer, Rehearsal
from projections.timeline.sentences import sentence
from projections.timeline.sentences.names import Names

_encode = msgspec.json.Encoder().encode


def json(content: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON answer."""
    return Response(_encode(content), status, headers, media_type="application/json")


def done(
    answer: Answer, status: int = 200, more: dict[str, Any] | None = None, *,
    is_public: bool = False,
) -> Response:  # fmt: skip
    """What a command did: `{appeal_no, version, position, status}` with its ETag, and more."""
    body = {
        **(more or {}),
        "appeal_no": answer.appeal_no,
        "version": answer.version,
        "position": answer.position,
        "status": public.status_of(answer.status)[0] if is_public else answer.status,
    }
    if answer.also:
        moved = [{"appeal_no": no, "version": version} for no, version in answer.also]
        body["also"] = [{**each, "etag": f'"{each["version"]}"'} for each in moved]
    headers = {"ETag": f'"{answer.version}"'}
    if status == 201:
        headers["Location"] = f"/v1/tracking/{answer.appeal_no}"
    if answer.repeated:
        headers["Idempotency-Replayed"] = "true"
    return json(body, status, headers)


def rehearsed(rehearsal: Rehearsal, *, is_public: bool = False) -> Response:
    """What a command would do, as JSON; a resident is told of it what the timeline would say."""
    told = {"status": rehearsal.status, **would(rehearsal)}
    if is_public:
        told = {
            "status": public.status_of(rehearsal.status)[0],
            "facts": [
                {"fact": f["fact"], "details": public.details_of(f["fact"], f["details"])}
                for f in told["facts"]
                if public.is_shown(f["fact"], f["details"])
            ],
        }
    return json({"dry_run": True, "appeal_no": rehearsal.appeal_no or None, **told})


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


def since(facts: Sequence[Recorded], rights: Rights, by: Names) -> list[dict[str, Any]]:
    """The facts that the caller has not seen, without their words: what the timeline shows."""
    items = [
        {
            "version": recorded.version,
            "fact": recorded.fact.TOPIC,
            "occurred_at": recorded.envelope.happened_at.isoformat(),
            "recorded_at": recorded.envelope.recorded_at.isoformat(),
            "actor": msgspec.to_builtins(recorded.envelope.actor),
            "sentence": sentence(recorded, by),
            "details": _public(recorded.fact),
        }
        for recorded in facts
    ]
    shown = withholding.facts(items, rights)
    return [{name: value for name, value in item.items() if name in _SINCE} for item in shown]


_SINCE = ("version", "fact", "recorded_at", "actor", "sentence")
