"""The API process itself: in a module of its own, so that no other process loads the web."""

import socket
import sys

import uvicorn

from api.http.app import create_app, surrounded
from api.http.service import Service
from casework.runtime import traces
from casework.runtime.database import Database
from casework.runtime.settings import Settings
from casework.vault import Vault

SWITCH_SECONDS = 0.0005  # the desk and the loop hand over in both directions all the time
GRACE_SECONDS = 10


def run(settings: Settings, database: Database, vault: Vault, listener: socket.socket) -> None:
    """Answer on a listening socket until told to stop."""
    sys.setswitchinterval(SWITCH_SECONDS)
    traces.switch_on(settings.traces, "api")
    app = create_app(lambda: Service(settings, database, vault))
    config = uvicorn.Config(
        surrounded(app, settings),
        loop="uvloop",
        http="httptools",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[listener])
