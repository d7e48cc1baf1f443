"""Real servers as real processes: `casework serve`, and the hand-written application beside it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import msgspec
import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from casework.runtime.database import embedded
from tests.benchmarks.city import City

STOP_SECONDS = 30.0
_DATABASE = "handwritten"


class Served(msgspec.Struct, frozen=True):
    """A server that answers at `address`; `pid` is the process that was started."""

    address: str
    pid: int


@contextmanager
def casework(city: City) -> Iterator[Served]:
    """`casework serve` on the city's data folder; it takes PostgreSQL over, and gives it back."""
    command = [Path(sys.executable).parent / "casework", "serve", "--port", "0"]
    environment = {**os.environ, "CASEWORK_CITY": city.name}
    with _process([*map(str, command), "--data", str(city.data)], environment, b"") as served:
        yield served
    server = embedded(city.settings)
    assert server is not None, "measured on the embedded PostgreSQL"
    server.start()


@contextmanager
def handwritten(city: City) -> Iterator[Served]:
    """The hand-written application, in a database of its own on the city's PostgreSQL."""
    url = _fresh_database(city)
    accounts = {sha256(token.encode()).hexdigest(): name for name, token in city.tokens.items()}
    command = [sys.executable, "-m", "tests.benchmarks.handwritten", url]
    with _process(command, dict(os.environ), msgspec.json.encode(accounts)) as served:
        yield served


@contextmanager
def _process(command: list[str], environment: dict[str, str], given: bytes) -> Iterator[Served]:
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Served(_address(process, given), process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(STOP_SECONDS)


def _address(process: "subprocess.Popen[bytes]", given: bytes) -> str:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(given)
    process.stdin.close()
    for line in process.stdout:
        if line.startswith(b"ready "):
            return line.removeprefix(b"ready ").decode().strip()
    raise RuntimeError(f"{process.args!r} ended before it was ready")


def _fresh_database(city: City) -> str:
    owner, app = city.database.owner_url, city.database.app_url
    with psycopg.connect(owner, autocommit=True) as conn:
        name, role = sql.Identifier(_DATABASE), sql.Identifier(city.database.login)
        conn.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(name))
        conn.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, role))
    url = make_conninfo(app, dbname=_DATABASE)
    with psycopg.connect(url) as conn:
        conn.execute((Path(__file__).parent / "handwritten.sql").read_bytes())
    return url


def wait_until_projected(city: City, seconds: float = 120.0) -> float:
    """Wait until every view is at the end of the log; gives the seconds it took."""
    began = time.monotonic()
    ends = "SELECT max(notification_id) FROM {city}.events"
    behind = " OR ".join(
        f"(SELECT position FROM {{city}}_{view}.place) < ({ends})"
        for view in ("tracking", "timeline", "due", "directory")
    )
    while city.one(f"SELECT ({behind})::int"):
        if time.monotonic() - began > seconds:
            raise TimeoutError("the views do not come to the end of the log")
        time.sleep(0.05)
    return time.monotonic() - began
