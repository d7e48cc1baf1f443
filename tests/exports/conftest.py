"""The files that the demo year makes, and what must never be found in any of them."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from api.visibility import masking
from projections.tracking.rows import TrackingRow
from tests.conftest import City
from tests.demo.loaded import Loaded

# pm4py recommends a faster reader of its own.
READS = pytest.mark.filterwarnings("ignore:Install the optional requirement:UserWarning")
TOKEN = re.compile(r"~[A-Za-z0-9_-]{36,}")

Export = Callable[..., Path]


@pytest.fixture(scope="session")
def year(loaded: Loaded) -> City:
    """The demo city with every view at the end of the log."""
    loaded.city.project()
    return loaded.city


@pytest.fixture(scope="session")
def export(year: City, tmp_path_factory: pytest.TempPathFactory) -> Export:
    """Runs `casework export WHAT FILE …` on the demo city; gives the file."""
    folder = tmp_path_factory.mktemp("exports")
    places = {"CASEWORK_DATA": str(year.settings.data), "CASEWORK_CITY": year.name}

    def run(what: str, name: str, *options: object) -> Path:
        command = [sys.executable, "-m", "api.cli", "export", what, str(folder / name)]
        subprocess.run(
            [*command, *map(str, options)],
            env={**os.environ, **places},
            check=True,
            capture_output=True,
            timeout=120,
        )
        return folder / name

    return run


@pytest.fixture(scope="session")
def secrets(year: City) -> set[str]:
    """Every name, number, address and word of a claimant, in clear."""
    columns = ", ".join(TrackingRow.__struct_fields__)
    rows = year.query(f"SELECT {columns} FROM {{city}}_tracking.tracking")
    keys = {
        stream: year.vault.open_key(stream, wrapped)
        for stream, wrapped in year.query("SELECT stream, wrapped FROM {city}_keys.keys")
    }
    found = set()
    for row in rows:
        told = masking.tracked(TrackingRow(*row), keys, clear=True)
        found |= {told["claimant_name"], told["claimant_phone"], told["address"]}
    return {secret for secret in found if secret and secret != masking.ERASED}


def assert_nothing_personal(text: str, secrets: set[str]) -> None:
    assert len(secrets) > 1000
    values = "\n".join(set(re.split(r"[\"',<>\x00-\x1f]", text)))  # each once: it is much shorter
    assert not TOKEN.search(values)
    assert [secret for secret in secrets if secret in values] == []
