"""The load client: a process of its own, so that what it costs is not the server's."""

import subprocess
import sys
from typing import Any

import msgspec


def run(scenario: str, **job: Any) -> dict[str, Any]:
    """Run a scenario in a new process and give what it measured. Raises when it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.client", scenario],
        input=msgspec.json.encode(job),
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, Any] = msgspec.json.decode(done.stdout)
    return found
