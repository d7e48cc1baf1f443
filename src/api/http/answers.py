"""What HTTP answers with: JSON written by msgspec, the same shape for every verb."""

from collections.abc import Sequence
from typing import Any

import msgspec
from fastapi import Response

from api.visibility import withholding
from casework.appeal import public
from casework.appeal.access import Rights
from casework.facts import Fact, Recorded
from casework.requests import Answer, Rehearsal
from projections.timeline.sentences import sentence
from projections.timeline.sentences.names import Names

_encode = msgspec.json.Encoder().encode


def json(content: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return a JSON answer."""
    return Response(_encode(content), status, headers, media_type="application/json")


def done(
    answer: Answer,
    status: int = 200,
    more: dict[str, Any] | None = None,
    *,
    is_public: bool = False,
) -> Response:
    """Return what a command did: `{appeal_no, version, position, status}` with its ETag, and
    more."""
    body = {
        **(more or {}),
        "appeal_no": answer.appeal_no,
        "version": answer.version,
        "position": answer.position,
        "status": status_for(answer.status, is_public),
    }
    if answer.also and not is_public:
        moved = [{"appeal_no": no, "version": version} for no, version in answer.also]
        body["also"] = [{**each, "etag": f'"{each["version"]}"'} for each in moved]
    headers = {"ETag": f'"{answer.version}"'}
    if status == 201:
        headers["Location"] = f"/v1/tracking/{answer.appeal_no}"
    if answer.repeated:
        headers["Idempotency-Replayed"] = "true"
    return json(body, status, headers)


def rehearsed(rehearsal: Rehearsal, *, is_public: bool = False) -> Response:
    """Return what a command would do, as JSON; a resident is told of it what the timeline would
    say."""
    told = {"status": status_for(rehearsal.status, is_public), **would(rehearsal, is_public)}
    return json({"dry_run": True, "appeal_no": rehearsal.appeal_no or None, **told})


def status_for(inner: str, is_public: bool) -> str:
    """Return a state as it is told: to a resident by its public word."""
    return public.status_of(inner)[0] if is_public else inner


def would(rehearsal: Rehearsal, is_public: bool) -> dict[str, Any]:
    """Return the facts that a command would record, without personal words, its clocks and its
    moves."""
    facts = [(fact.TOPIC, _public(fact)) for fact in rehearsal.facts]
    if is_public:
        shown = [(f, public.details_of(f, each)) for f, each in facts if public.is_shown(f, each)]
        return {"facts": [{"fact": f, "details": each} for f, each in shown]}
    return {
        "facts": [{"fact": f, "details": each} for f, each in facts],
        "clocks": rehearsal.limits,
        "moves": rehearsal.moves,
    }


def _public(fact: Fact) -> dict[str, Any]:
    details: dict[str, Any] = msgspec.to_builtins(fact)
    return {k: v for k, v in details.items() if k not in (*fact.PERSONAL, "limits", "moves")}


def since(facts: Sequence[Recorded], rights: Rights, by: Names) -> list[dict[str, Any]]:
    """Return the facts that the caller has not seen, without their words: what the timeline
    shows."""
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
