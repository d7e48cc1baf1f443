"""Child processes: started, watched, restarted when they die, and never left behind.

Each child holds the reading end of a pipe as its standard input. When the parent is gone, however
it went, the pipe ends and the child stops by itself.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence

import msgspec
import structlog

STOP_SECONDS = 15.0
QUIET_SECONDS = 5.0

log = structlog.get_logger()


class Child(msgspec.Struct):
    """One process by name, with what starts it."""

    name: str
    arguments: Sequence[str]
    inherited: Sequence[int] = ()
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    restarts: int = 0
    not_before: float = 0.0


class Processes:
    """Some children, kept alive until `stop`."""

    def __init__(self, children: Sequence[Child]) -> None:
        self._children = children

    def start(self) -> None:
        """Start each."""
        for child in self._children:
            _start(child)

    def keep_alive(self) -> bool:
        """Start again whichever has died, the more often in a row the later; return if any was."""
        started = False
        for child in self._children:
            assert child.process is not None, "started before it is watched"
            if child.process.poll() is None:
                continue
            if child.not_before == 0.0:
                _note_death(child)
            if time.monotonic() >= child.not_before:
                _start(child)
                child.restarts += 1
                started = True
        return started

    def stop(self) -> None:
        """Ask each to stop, wait, and end whichever does not."""
        for child in self._children:
            if child.process and child.process.poll() is None:
                child.process.terminate()
        until = time.monotonic() + STOP_SECONDS
        for child in self._children:
            if child.process:
                _wait(child.process, until)

    def __len__(self) -> int:
        return len(self._children)

    def __iter__(self) -> Iterator[Child]:
        return iter(self._children)


def live_with_parent(stop: threading.Event | None = None) -> None:
    """Stop, in a child, when standard input ends, that is, when the parent is gone."""

    def watch() -> None:
        while os.read(0, 1024):
            pass
        if stop is not None:
            stop.set()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="lifeline", daemon=True).start()


def _start(child: Child) -> None:
    child.process = subprocess.Popen(
        [sys.executable, "-m", "api.cli", *child.arguments],
        stdin=subprocess.PIPE,
        start_new_session=True,
        pass_fds=child.inherited,
    )
    child.started, child.not_before = time.monotonic(), 0.0
    log.info("process.started", name=child.name, pid=child.process.pid)


def _note_death(child: Child) -> None:
    assert child.process is not None, "only what lived can die"
    now = time.monotonic()
    quickly = now - child.started < QUIET_SECONDS
    child.failures = child.failures + 1 if quickly else 0
    child.not_before = now + min(0.2 * 2**child.failures, 10.0) if quickly else now
    log.warning("process.died", name=child.name, code=child.process.returncode)


def _wait(process: subprocess.Popen[bytes], until: float) -> None:
    try:
        process.wait(max(until - time.monotonic(), 0.1))
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
