"""Whole lives with all processes: `casework serve` as a user starts it."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

BINARY = Path(sys.executable).parent / "casework"
PATIENCE = 60.0


def run(
    data: Path, *words: str, check: bool = True, **env: str
) -> subprocess.CompletedProcess[str]:
    """One command of the command line, to its end."""
    return subprocess.run(
        [BINARY, *words],
        capture_output=True,
        text=True,
        check=check,
        timeout=120,
        env={**os.environ, "CASEWORK_DATA": str(data), **env},
    )


def until(what: Callable[[], Any], patience: float = PATIENCE) -> Any:
    """Ask again and again until it is so."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if found := what():
            return found
        threading.Event().wait(0.02)
    raise AssertionError(f"not within {patience} s: {what}")


class Served:
    """A running `casework serve` on a data folder."""

    def __init__(self, data: Path, *words: str) -> None:
        self.data, self._words = data, words or ("serve", "--port", "0")
        self.start()

    def start(self) -> None:
        self.log = self.data / "serve.err"
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [BINARY, *self._words],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env={**os.environ, "CASEWORK_DATA": str(self.data)},
            )
        assert self.process.stdout
        self.lines: list[str] = []
        self.rest: list[str] = []
        for line in self.process.stdout:
            self.lines.append(line)
            if line.startswith("ready http://"):
                self.url = line.split()[1]
                self._rest = threading.Thread(target=self._listen, daemon=True)
                self._rest.start()
                return
        raise AssertionError(self.log.read_text()[-2000:])

    def _listen(self) -> None:
        assert self.process.stdout
        self.rest.extend(self.process.stdout)

    def stop(self, how: int = signal.SIGINT) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(30)
        self._rest.join()
        if self.process.stdout:
            self.process.stdout.close()
        return code

    def pids(self, name: str) -> list[int]:
        """The process ids of its children of that name, the newest last."""
        found = [json.loads(line) for line in self.log.read_text().splitlines() if line[:1] == "{"]
        started = [e["pid"] for e in found if e["event"] == "process.started" and e["name"] == name]
        return [pid for pid in started if Path(f"/proc/{pid}").exists()]

    def postmaster(self) -> int:
        lines = (self.data / "postgres" / "cluster" / "postmaster.pid").read_text().splitlines()
        return int(lines[0])

    def ready(self) -> dict[str, Any] | None:
        """What /health/ready says, once every view is at the end of the log."""
        try:
            answer = httpx.get(f"{self.url}/health/ready", timeout=5)
        except httpx.HTTPError:
            return None
        if answer.status_code != 200:
            return None
        found: dict[str, Any] = answer.json()
        return found if not any(v["behind"] for v in found["views"].values()) else None


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo city, served: as `make demo` does it."""
    data = tmp_path_factory.mktemp("served")
    found = Served(data, "demo", "--port", "0")
    yield found
    found.stop()


def token(served: Served, name: str) -> dict[str, str]:
    """The header that signs in a demo account."""
    book = json.loads((served.data / "demo-dengta.json").read_text())
    return {"Authorization": f"Bearer {book['tokens'][name]}"}
