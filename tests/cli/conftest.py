"""The command line as somebody types it, on a fresh city."""

import os
import subprocess
import sys
from typing import Protocol

import pytest

from tests.conftest import City


class Run(Protocol):
    """Gives what a command prints, or with `fails` the complaint that it ends with, too."""

    def __call__(self, *words: object, fails: bool = False) -> str: ...


@pytest.fixture
def run(city: City) -> Run:
    places = {"CASEWORK_DATA": str(city.settings.data), "CASEWORK_CITY": city.name}

    def casework(*words: object, fails: bool = False) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "api.cli", *map(str, words)],
            env={**os.environ, **places},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode != 0) is fails, done.stderr + done.stdout
        return done.stderr + done.stdout if fails else done.stdout

    return casework
