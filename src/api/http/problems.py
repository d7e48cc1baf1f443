"""问题: the one table from what went wrong to what HTTP says (RFC 9457 problem details)."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from psycopg import OperationalError
from psycopg_pool import PoolTimeout
from starlette.exceptions import HTTPException

from api.http.chinese.sentences import of_error, of_field, of_problem, of_title
from api.http.refused import details_of
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
from projections.engine.errors import NotMigrated

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
    """A problem that HTTP itself has with a request.

    `zh` fills the Chinese sentence of its code; `more` is told beside the detail.
    """

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        zh: Mapping[str, object] | None = None,
        **more: Any,
    ) -> None:
        self.status, self.code, self.detail, self.more = status, code, detail, more
        self.detail_zh = of_problem(code, zh)
        super().__init__(detail)


def answer(
    status: int, code: str, title: str, detail: str, detail_zh: str, **more: Any
) -> JSONResponse:
    """Return a problem document: for programs in English, for a clerk in Chinese."""
    headers = {"Retry-After": RETRY_AFTER} if status == 503 else {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    chinese = {"title_zh": of_title(title), "detail_zh": detail_zh}
    return JSONResponse(
        msgspec.to_builtins({**body, **chinese, "code": code, **more}),
        status_code=status,
        headers=headers,
        media_type="application/problem+json",
    )


def plain(status: int, detail: str) -> JSONResponse:
    """Return the problem document of what HTTP itself refuses, whichever route was meant."""
    code = _CODES.get(status, "Http")
    return answer(status, code, _TITLES.get(status, "Problem"), detail, of_problem(code))


async def answer_to(request: Request, error: Exception) -> JSONResponse:
    """Return the problem document of whatever went wrong."""
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
    detail, detail_zh, more = details_of(request, error)
    return answer(status, error.code, title, detail, detail_zh, **more)


def _is_archived(error: CaseworkError) -> bool:
    """Return whether the state in the way is the last one, which nothing is added to."""
    appeal = error.appeal if isinstance(error, NotInState) else None
    return appeal is not None and appeal.status == Status.ARCHIVED


async def _problem(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Problem)
    title = _TITLES.get(error.status, "Problem")
    return answer(error.status, error.code, title, error.detail, error.detail_zh, **error.more)


async def _malformed(request: Request, error: Exception) -> JSONResponse:
    """Return which field, and what is wrong with it; never the value, which may be personal."""
    assert isinstance(error, RequestValidationError)
    errors = [
        {
            "field": ".".join(str(part) for part in e["loc"][1:]) or e["loc"][0],
            "problem": e["msg"],
            "problem_zh": of_field(e["type"], e.get("ctx", {})),
        }
        for e in error.errors()
    ]
    first = errors[0]
    detail = f"{first['field']}: {first['problem']}"
    zh = of_problem("Malformed", {"problem": f"{first['field']}{first['problem_zh']}"})
    return answer(400, "Malformed", _TITLES[400], detail, zh, errors=errors)


async def _unwritable(request: Request, error: Exception) -> JSONResponse:
    """Refuse what JSON can say and no text can hold: half of a sign ("\\ud800"), which no text can
    hold."""
    zh = of_problem("Malformed", {"problem": "文字中含有不完整的字符"})
    said = "A text holds a lone surrogate: half of a sign."
    return answer(400, "Malformed", _TITLES[400], said, zh)


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return plain(error.status_code, str(error.detail))


async def _away(request: Request, error: Exception) -> JSONResponse:
    log.warning("store.away", path=request.url.path, cause=str(error)[:200])
    away = StoreUnavailable()
    return answer(503, away.code, STATUSES[StoreUnavailable][1], str(away), of_error(away))


async def _fault(request: Request, error: Exception) -> JSONResponse:
    log.error("http.fault", path=request.url.path, exc_info=error)
    detail = "Something failed on our side; it was logged under this request's id."
    request_id = getattr(request.state, "request_id", None)
    title, zh = "Internal error (系统故障)", of_problem("Fault")
    return answer(500, "Fault", title, detail, zh, request_id=request_id)


_CODES = {400: "Malformed", 404: "NoSuchPage", 405: "WrongMethod", 413: "BodyTooLarge"}

_TITLES = {
    400: "Bad request (格式有误)",
    401: "Unauthorized (未登录)",
    403: "Forbidden (无权操作)",
    404: "Not found (未找到)",
    405: "Method not allowed (方法不支持)",
    409: "Conflict with the state (状态不符)",
    413: "Too large (内容过大)",
    422: "Against a rule (不合规则)",
    503: "Service unavailable (暂不可用)",
    428: "Precondition required (缺少版本)",
    429: "Too many requests (请求过多)",
}

_HANDLERS: dict[type, Callable[[Request, Exception], Awaitable[JSONResponse]]] = {
    CaseworkError: _casework,
    Problem: _problem,
    RequestValidationError: _malformed,
    UnicodeEncodeError: _unwritable,
    HTTPException: _http,
    OperationalError: _away,
    PoolTimeout: _away,
    NotMigrated: _away,
    Exception: _fault,
}
