"""Which `casework serve` runs on a data folder: its lock, and what it says of itself beside it."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from typing import IO

import msgspec

from api.cli.opening import NotPossible
from casework.runtime.private_files import write_whole
from casework.runtime.processes import Processes


class Process(msgspec.Struct, frozen=True):
    """One child, and how often it had to be started again."""

    name: str
    pid: int
    restarts: int = 0

    @property
    def is_alive(self) -> bool:
        """Whether there is such a process."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True


class Serving(msgspec.Struct, frozen=True):
    """A running `casework serve`: where it answers, and what it consists of."""

    pid: int
    address: str
    processes: tuple[Process, ...]


class ServeLock:
    """One `serve` a data folder; the lock goes with the process, however it ends."""

    def __init__(self, data: Path) -> None:
        self._path = _lock(data)

    def __enter__(self) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = self._path.open("a")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._file.close()
            raise NotPossible(
                f"casework is already running on {self._path.parent}; stop it first, or choose "
                "another folder with --data."
            ) from None
        _note(self._path.parent).unlink(missing_ok=True)  # what an earlier one left

    def __exit__(self, *_: object) -> None:
        self._file.close()


def note(data: Path, address: str, processes: Processes) -> None:
    """Write down what runs, for `casework status`. A full disk stops nothing."""
    children = tuple(
        Process(child.name, child.process.pid, child.restarts)
        for child in processes
        if child.process
    )
    with suppress(OSError):
        text = msgspec.json.encode(Serving(os.getpid(), address, children)).decode()
        write_whole(_note(data), text)


def serving(data: Path) -> Serving | None:
    """Return what runs on a data folder; None where its lock is free."""
    with suppress(FileNotFoundError, msgspec.DecodeError), _lock(data).open() as file:
        if _is_held(file):
            return msgspec.json.decode(_note(data).read_bytes(), type=Serving)
    return None


def _is_held(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    return False


def _lock(data: Path) -> Path:
    return data / "serve.lock"


def _note(data: Path) -> Path:
    return data / "serve.json"
