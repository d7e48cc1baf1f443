"""The same two verbs as a good developer writes them who needs no history: a row and an audit row.

FastAPI and psycopg's asynchronous pool, one worker, uvloop and httptools, no access log. The same
bodies are validated, tokens and directory are held in memory, one transaction updates the appeal
and notes who did it. `python -m tests.benchmarks.handwritten DATABASE_URL < accounts.json`
"""

import gc
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Annotated, Any

import msgspec
import uvicorn
from fastapi import Depends, FastAPI, Header, HTTPException, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from psycopg_pool import AsyncConnectionPool

from api.http.app import NO_TELEMETRY
from tests.benchmarks.bodies import CollectBody, DispatchBody
from tests.benchmarks.city import AREAS, CATEGORIES, UNITS

CONNECTIONS = 16
LIMITS = {"critical": timedelta(hours=2), "urgent": timedelta(hours=24), "normal": timedelta(5)}

INSERT = """
INSERT INTO appeals (
    appeal_no, version, status, channel, type, title, content, category, urgency, claimant_name,
    claimant_phone, area, address, lat, lng, wants_callback, occurred_at, collected_at, updated_at)
VALUES (
    %(day)s || to_char(nextval('serials'), 'FM000000'), 1, 'collected', %(channel)s, %(type)s,
    %(title)s, %(content)s, %(category)s, %(urgency)s, %(name)s, %(phone)s, %(area)s, %(address)s,
    %(lat)s, %(lng)s, %(wants_callback)s, %(occurred_at)s, %(now)s, %(now)s)
RETURNING appeal_no
"""
URGENCY = "SELECT urgency, version, status FROM appeals WHERE appeal_no = %s FOR UPDATE"
UPDATE = """
UPDATE appeals SET version = version + 1, status = 'dispatched', lead_unit = %s, instruction = %s,
       deadline = %s, updated_at = %s
 WHERE appeal_no = %s
"""
AUDIT = "INSERT INTO audit (appeal_no, verb, actor, ip, at, details) VALUES (%s,%s,%s,%s,%s,%s)"

_bearer = HTTPBearer(auto_error=False)


def create_app(database_url: str, accounts: dict[str, str]) -> FastAPI:
    """The application; `accounts` are names by the SHA-256 of their tokens."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncConnectionPool(
            database_url,
            min_size=CONNECTIONS,
            max_size=CONNECTIONS,
            kwargs={"prepare_threshold": 1},
            open=False,
        ) as app.state.pool:
            await app.state.pool.wait()
            gc.collect()
            gc.freeze()
            gc.set_threshold(20_000, 20, 50)
            yield

    app = FastAPI(lifespan=lifespan, telemetry=NO_TELEMETRY)
    app.state.accounts = accounts
    app.post("/v1/appeals", status_code=201)(collect)
    app.post("/v1/appeals/{appeal_no}/dispatch")(dispatch)
    return app


async def user_of(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> str:
    """Whose token it is."""
    if credentials is None:
        raise HTTPException(401)
    digest = sha256(credentials.credentials.encode()).hexdigest()
    user = request.app.state.accounts.get(digest)
    if user is None:
        raise HTTPException(401)
    return str(user)


User = Annotated[str, Depends(user_of)]


async def collect(
    request: Request, response: Response, user: User, body: CollectBody
) -> dict[str, Any]:
    """Insert the appeal under the next number."""
    if body.category not in CATEGORIES or body.location.area not in AREAS:
        raise HTTPException(422)
    now = datetime.now(UTC)
    values = {
        **body.model_dump(exclude={"claimant", "location"}),
        **(body.claimant.model_dump() if body.claimant else {"name": None, "phone": None}),
        **body.location.model_dump(),
        "day": f"DT{now:%Y%m%d}-",
        "now": now,
        "occurred_at": body.occurred_at or now,
    }
    async with request.app.state.pool.connection() as conn:
        [no] = await (await conn.execute(INSERT, values)).fetchone()
        await conn.execute(AUDIT, (no, "collect", user, _ip(request), now, _json(body)))
    response.headers["ETag"] = '"1"'
    return {"appeal_no": no, "version": 1, "status": "collected"}


async def dispatch(
    request: Request,
    response: Response,
    user: User,
    appeal_no: str,
    body: DispatchBody,
    if_match: Annotated[str, Header()],
) -> dict[str, Any]:
    """Address the appeal to its lead unit, where it is at the version that the caller saw."""
    if body.lead_unit not in UNITS:
        raise HTTPException(422)
    now = datetime.now(UTC)
    async with request.app.state.pool.connection() as conn:
        found = await (await conn.execute(URGENCY, (appeal_no,))).fetchone()
        if found is None:
            raise HTTPException(404)
        urgency, version, status = found
        if if_match != f'"{version}"':
            raise HTTPException(412)
        if status != "collected":
            raise HTTPException(409)
        limit = now + LIMITS[urgency]
        await conn.execute(UPDATE, (body.lead_unit, body.instruction, limit, now, appeal_no))
        await conn.execute(AUDIT, (appeal_no, "dispatch", user, _ip(request), now, _json(body)))
    response.headers["ETag"] = f'"{version + 1}"'
    return {"appeal_no": appeal_no, "version": version + 1, "status": "dispatched"}


def _ip(request: Request) -> str | None:
    return request.client.host if request.client else None


def _json(body: CollectBody | DispatchBody) -> str:
    return body.model_dump_json(exclude={"content", "claimant"})


def main() -> None:
    """Serve on a free port of 127.0.0.1; says `ready http://…` as `casework serve` does."""
    accounts = msgspec.json.decode(sys.stdin.buffer.read())
    listener = socket.create_server(("127.0.0.1", 0), backlog=2048)
    app = create_app(sys.argv[1], accounts)
    config = uvicorn.Config(
        app, loop="uvloop", http="httptools", log_config=None, access_log=False, lifespan="on"
    )
    print(f"ready http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
