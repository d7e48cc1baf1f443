"""问题: the one table from what went wrong to what HTTP says (RFC 9457 problem details)."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from psycopg import OperationalError
from psycopg_pool import PoolTimeout
from starlette.exceptions import HTTPException

from api.answers import since
from casework.appeal import public
from casework.appeal.access import scope_of
from casework.appeal.commands import allowed_now
from casework.appeal.matter import matter_of
from casework.appeal.words import Status
from casework.errors import (
    CaseworkError,
    Forbidden,
    KeyReused,
    NotInState,
    Refusal,
    StoreUnavailable,
    UnknownAppeal,
    VersionConflict,
    WrongMasterKey,
)
from projections.timeline.sentences import names

RETRY_AFTER = "2"

STATUSES: dict[type[Exception], tuple[int, str]] = {
    Forbidden: (403, "Forbidden (无权操作)"),
    NotInState: (409, "Conflict with the state (状态不符)"),
    Refusal: (422, "Against a rule (不合规则)"),
    UnknownAppeal: (404, "Not found (查无此件)"),
    VersionConflict: (412, "Version conflict (版本已变)"),
    KeyReused: (422, "Key reused (幂等键重复)"),
    StoreUnavailable: (503, "Service unavailable (暂不可用)"),
    WrongMasterKey: (503, "Service unavailable (配置有误)"),
}
GONE = (410, "Gone (已归档)")

log = structlog.get_logger()


class Problem(Exception):
    """A problem that HTTP itself has with a request."""

    def __init__(self, status: int, code: str, detail: str, **more: Any) -> None:
        self.status, self.code, self.detail, self.more = status, code, detail, more
        super().__init__(detail)


def answer(status: int, code: str, title: str, detail: str, **more: Any) -> JSONResponse:
    """A problem document."""
    headers = {"Retry-After": RETRY_AFTER} if status == 503 else {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(
        {**body, "code": code, **more},
        status_code=status,
        headers=headers,
        media_type="application/problem+json",
    )


async def answer_to(request: Request, error: Exception) -> JSONResponse:
    """The problem document of whatever went wrong."""
    kind = next(k for k in type(error).__mro__ if k in _HANDLERS)
    return await _HANDLERS[kind](request, error)


def install(app: FastAPI) -> None:
    """Have every error answered from here, none by a stack trace."""
    for kind, handler in _HANDLERS.items():
        app.add_exception_handler(kind, handler)


async def _casework(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, CaseworkError)
    kind = next(k for k in type(error).__mro__ if k in STATUSES or k is CaseworkError)
    if kind is CaseworkError:
        return await _fault(request, error)
    status, title = GONE if _is_archived(error) else STATUSES[kind]
    if status >= 500:
        log.error("service.unfit", code=error.code, reason=str(error), path=request.url.path)
    else:
        log.info("command.refused", code=error.code, status=status, path=request.url.path)
    detail, more = _told(request, error)
    return answer(status, error.code, title, detail, **more)


def _is_archived(error: CaseworkError) -> bool:
    """Return whether the state in the way is the last one, which nothing is added to."""
    appeal = error.appeal if isinstance(error, NotInState) else None
    return appeal is not None and appeal.status == Status.ARCHIVED


def _told(request: Request, error: CaseworkError) -> tuple[str, dict[str, Any]]:
    """Return what is said of an error and beside it, as far as the caller reads the appeal."""
    caller, appeal = getattr(request.state, "caller", None), getattr(error, "appeal", None)
    service = request.app.state.service
    rights = None
    if appeal and caller:
        reader = service.reader(caller)
        rights = scope_of(reader).rights(matter_of(appeal, datetime.now(UTC)))
    if isinstance(error, VersionConflict):
        called = names.of(service.directory)
        return str(error), {
            "version": error.details["version"],
            "since": since(error.since, rights, called) if rights else [],
        }
    if not isinstance(error, Refusal):
        return str(error), {"as_of": error.details["as_of"]} if "as_of" in error.details else {}
    more: dict[str, Any] = {"rule": error.rule}
    if "problems" in error.details:
        more["problems"] = msgspec.to_builtins(error.details["problems"])
    if appeal is None or caller is None or rights is None:
        return str(error), more
    more["allowed"] = allowed_now(appeal, service.scene(caller))
    more |= {"state": appeal.status, "version": appeal.version}
    if not rights.public:
        return str(error), more
    state, name = public.status_of(appeal.status)
    kept = f"This does not fit {appeal.appeal_no} now: it is {state} ({name})."
    return kept if isinstance(error, NotInState) else str(error), {**more, "state": state}


async def _problem(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Problem)
    title = _TITLES.get(error.status, "Problem")
    return answer(error.status, error.code, title, error.detail, **error.more)


async def _malformed(request: Request, error: Exception) -> JSONResponse:
    """Which field, and what is wrong with it; never the value, which may be personal."""
    assert isinstance(error, RequestValidationError)
    errors = [
        {"field": ".".join(str(part) for part in e["loc"][1:]) or e["loc"][0], "problem": e["msg"]}
        for e in error.errors()
    ]
    first = errors[0]
    detail = f"{first['field']}: {first['problem']}"
    return answer(400, "Malformed", _TITLES[400], detail, errors=errors)


async def _unwritable(request: Request, error: Exception) -> JSONResponse:
    """JSON can say half of a sign ("\\ud800"), which no text can hold."""
    return answer(400, "Malformed", _TITLES[400], "A text holds a lone surrogate: half of a sign.")


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    title = _TITLES.get(error.status_code, "Problem")
    code = _CODES.get(error.status_code, "Http")
    return answer(error.status_code, code, title, str(error.detail))


async def _away(request: Request, error: Exception) -> JSONResponse:
    log.warning("store.away", path=request.url.path, cause=str(error)[:200])
    away = StoreUnavailable()
    return answer(503, away.code, STATUSES[StoreUnavailable][1], str(away))


async def _fault(request: Request, error: Exception) -> JSONResponse:
    log.error("http.fault", path=request.url.path, exc_info=error)
    detail = "Something failed on our side; it was logged under this request's id."
    request_id = getattr(request.state, "request_id", None)
    return answer(500, "Fault", "Internal error (系统故障)", detail, request_id=request_id)


_CODES = {400: "Malformed", 404: "NoSuchPage", 405: "WrongMethod", 413: "BodyTooLarge"}

_TITLES = {
    400: "Bad request (格式有误)",
    401: "Unauthorized (未登录)",
    403: "Forbidden (无权操作)",
    404: "Not found (未找到)",
    405: "Method not allowed (方法不支持)",
    413: "Content too large (内容过大)",
    422: "Against a rule (不合规则)",
    503: "Service unavailable (暂不可用)",
    428: "Precondition required (缺少版本)",
}

_HANDLERS: dict[type, Callable[[Request, Exception], Awaitable[JSONResponse]]] = {
    CaseworkError: _casework,
    Problem: _problem,
    RequestValidationError: _malformed,
    UnicodeEncodeError: _unwritable,
    HTTPException: _http,
    OperationalError: _away,
    PoolTimeout: _away,
    Exception: _fault,
}
