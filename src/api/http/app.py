"""The web application: commands in, views out. OpenAPI at /docs, with its scripts from here."""

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from fastapi.telemetry import TelemetryConfig
from starlette.types import ASGIApp
from swagger_ui_bundle import swagger_ui_path

from api.http import commands, problems
from api.http.commands import CommandFastPath
from api.http.middleware import RequestMiddleware
from api.http.routes import (
    accountability,
    accounts,
    bulk,
    bulletins,
    calendars,
    clocks,
    counts,
    directory,
    exports,
    filters,
    handing_over,
    health,
    people,
    policies,
    public,
    similar,
    timeline,
    tracking,
)
from api.http.service import Service
from api.http.strict import refuse_what_is_not_known
from casework.runtime import traces
from casework.runtime.settings import Settings

NO_TELEMETRY = TelemetryConfig(tracing=False, metrics=False, logs=False)  # /metrics is ours
_ABOUT = """接诉即办: an appeal is handled as soon as it is raised.

Commands are sent to `/v1/appeals`, views are read at `/v1/tracking`. A command answers with the
log's `position`; any read takes `?after=<position>` and then knows of it.
"""


ROUTES = (
    commands,
    similar,
    bulk,
    filters,
    tracking,
    counts,
    timeline,
    exports,
    clocks,
    accountability,
    bulletins,
    directory,
    handing_over,
    accounts,
    policies,
    calendars,
    people,
    public,
    health,
)


def create_app(make_service: Callable[[], Service]) -> FastAPI:
    """Return the application. `make_service` is called when the server starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.service = make_service()
        await app.state.service.open()
        gc.collect()
        gc.freeze()  # what was built to live on is not looked through again and again
        gc.set_threshold(20_000, 20, 50)
        yield
        await app.state.service.close()

    app = FastAPI(
        title="casework 有呼必应",
        version="1",
        description=_ABOUT,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        telemetry=NO_TELEMETRY,
        dependencies=[Depends(refuse_what_is_not_known)],
    )
    for routes in ROUTES:
        app.include_router(routes.router)
    problems.install(app)
    _serve_docs(app)
    return app


def surrounded(app: FastAPI, settings: Settings) -> ASGIApp:
    """Return the application as it is served: with what surrounds every request, and the fast
    path."""
    return traces.around(RequestMiddleware(CommandFastPath(app), settings.body_limit))


def _serve_docs(app: FastAPI) -> None:
    app.mount("/docs/assets", StaticFiles(directory=swagger_ui_path), name="docs-assets")

    @app.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        return get_swagger_ui_html(
            openapi_url="/openapi.json",
            title="casework 有呼必应",
            swagger_js_url="/docs/assets/swagger-ui-bundle.js",
            swagger_css_url="/docs/assets/swagger-ui.css",
            swagger_favicon_url="/docs/assets/favicon-32x32.png",
        )
