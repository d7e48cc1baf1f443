"""说什么: what is told of a refusal and beside it, as far as the caller reads the appeal."""

from datetime import UTC, datetime
from typing import Any

import msgspec
from fastapi import Request

from api.http.answers import since
from api.http.chinese.sentences import of_entry, of_error
from api.http.chinese.values import Called, by_code, glosses
from api.http.service import Service
from api.visibility.scope import is_public, rights_in
from casework.appeal import public
from casework.appeal.appeal import Appeal
from casework.appeal.commands import allowed_now
from casework.directory.refusals import EntryProblem as Entry
from casework.errors import CaseworkError, NotInState, Refusal, VersionConflict
from casework.facts import Caller
from projections.timeline.sentences import names


def details_of(request: Request, error: CaseworkError) -> tuple[str, str, dict[str, Any]]:
    """Return what is said of an error, in both languages, and beside it.

    As far as the caller reads the appeal: to a resident nobody is named.
    """
    caller, appeal = getattr(request.state, "caller", None), getattr(error, "appeal", None)
    service = request.app.state.service
    rights = None
    if appeal and caller:
        reader = service.reader(caller)
        rights = rights_in(reader, appeal.matter(datetime.now(UTC)))
    said, said_zh = str(error), of_error(error, called(service, caller))
    if isinstance(error, VersionConflict):
        read = since(error.since, rights, names.of(service.directory)) if rights else []
        return said, said_zh, {"version": error.details["version"], "since": read}
    if not isinstance(error, Refusal):
        as_of = {"as_of": error.details["as_of"]} if "as_of" in error.details else {}
        return said, said_zh, as_of
    more: dict[str, Any] = {"rule": error.rule}
    if "problems" in error.details:
        more["problems"] = [_line(problem) for problem in error.details["problems"]]
    if appeal is None or caller is None or rights is None:
        return said, said_zh, more
    more["allowed"] = allowed_now(appeal, service.context(caller))
    more["allowed_zh"] = glosses(more["allowed"])
    more |= {"state": appeal.status, "version": appeal.version}
    if not rights.public:
        return said, said_zh, {**more, "state_zh": appeal.status.chinese}
    state, name = public.status_of(appeal.status)
    more |= {"state": state, "state_zh": name}
    if not isinstance(error, NotInState):
        return said, said_zh, more
    return (*publicly(appeal), more)


def publicly(appeal: Appeal) -> tuple[str, str]:
    """Return what a resident is told where the state is in the way, in both languages."""
    state, name = public.status_of(appeal.status)
    return (
        f"This does not fit {appeal.appeal_no} now: it is {state} ({name}).",
        f"诉求{appeal.appeal_no}当前状态为“{name}”，不能进行该操作。",
    )


def _line(problem: msgspec.Struct) -> dict[str, Any]:
    """Return one problem of many, with its Chinese where it is a refusal of its own."""
    told: dict[str, Any] = msgspec.to_builtins(problem)
    if isinstance(problem, Entry):
        told["text_zh"] = of_entry(problem)
        del told["details"]
    return told


def called(service: Service, caller: Caller | None) -> Called:
    """Return how units and accounts are called towards somebody; to a resident they are not."""
    if caller is None or is_public(service.reader(caller)):
        return by_code
    return names.of_code(service.directory)
