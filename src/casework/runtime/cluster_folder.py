"""The folder of one embedded cluster: its lock, its log, its process; programs run inside it."""

import fcntl
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from casework.runtime.binaries import EmbeddedPostgresFailed, as_nobody, binaries
from casework.runtime.private_files import private

# Of the caller's environment only PATH is kept: a stray PGDATA or LD_PRELOAD is none of ours.
ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC"}
COMMAND_IN_S = 600


class ClusterFolder:
    """Where a cluster lives. Any number of processes may hold an object for the same one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self.cluster = self.folder / "cluster"

    def is_running(self) -> bool:
        """Return whether a server of this cluster is alive, even if still starting or stopping."""
        pid = self.pid_file()[0]
        return pid.isdecimal() and self.is_ours(pid)

    @contextmanager
    def alone(self, doing: str) -> Iterator[None]:
        """Hold the folder's lock, which the kernel frees when its holder is killed."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            with open(self.folder / "lock", "w", opener=private) as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except (OSError, ValueError, subprocess.SubprocessError, psycopg.Error) as fault:
            raise self.failed(doing, str(fault)) from fault

    def failed(self, doing: str, said: str) -> EmbeddedPostgresFailed:
        """Return the error that says what could not be done, and ends with the log."""
        sentence = f"The embedded PostgreSQL in {self.folder} could not {doing}."
        return EmbeddedPostgresFailed(f"{sentence}\n{_last_lines(said)}\n{self.log()}".rstrip())

    def log(self, since: int = 0) -> str:
        """Return the last lines of the log, of what was written after the byte `since`."""
        with suppress(OSError), open(self.folder / "postgres.log", "rb") as log:
            log.seek(max(since, log.seek(0, os.SEEK_END) - 4096))
            return _last_lines(log.read().decode("utf-8", "replace"))
        return ""

    def read(self, name: str) -> str:
        """Return what a file of the folder holds; "" where there is none."""
        file = self.folder / name
        return file.read_text("utf-8").strip() if file.exists() else ""

    def pid_file(self) -> list[str]:
        """Return eight lines, `""` where none is yet: pid first, port fourth, status last."""
        lines: list[str] = []
        with suppress(OSError):
            lines = (self.cluster / "postmaster.pid").read_text("utf-8").splitlines()
        return [line.strip() for line in lines[:8]] + [""] * (8 - len(lines))

    def is_ours(self, pid: str) -> bool:
        """Return whether it is a live postmaster of this cluster, no zombie, no pid used again."""
        process = Path("/proc", pid)
        if not process.parent.is_dir():  # macOS: pg_ctl's own judgement is all there is.
            return self.run("pg_ctl", "status", "-D", "cluster").returncode == 0
        with suppress(OSError):
            named = (process / "comm").read_text("utf-8").strip() == "postgres"
            return named and (process / "cwd").samefile(self.cluster)
        return False

    def run(self, program: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one program of PostgreSQL inside the folder; its two outputs come back as one.

        Paths are given relative to the folder because pg_ctl hands them to a shell, and a folder
        may have any name. The session is new so that Ctrl-C at a terminal never reaches a server.
        """
        return subprocess.run(
            [*as_nobody(), str(binaries() / program), *words],
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


def _last_lines(text: str) -> str:
    return "\n".join(text.splitlines()[-12:])
