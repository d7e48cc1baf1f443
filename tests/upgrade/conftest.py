"""A city whose whole log was written by 0.3.0, as it was found on a disk of that version."""

import gzip
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from casework.application import Casework
from casework.runtime.database import locate
from casework.runtime.private_files import write_whole
from casework.runtime.settings import Settings
from casework.store.migrate import check_master, migrate
from casework.vault import Vault
from tests.conftest import City

GOLDEN = Path(__file__).parent / "golden_0_3_0"


def lines(name: str) -> list[dict[str, Any]]:
    """The rows of a golden table, in the order of the log."""
    text = gzip.decompress((GOLDEN / f"{name}.jsonl.gz").read_bytes()).decode()
    return [json.loads(line) for line in text.splitlines()]


class Old:
    """The city of 0.3.0, opened by this version."""

    def __init__(self, city: City, casework: Casework) -> None:
        self.city, self.casework = city, casework
        self.expected = json.loads((GOLDEN / "expected.json").read_text())


@pytest.fixture(scope="session")
def old(data: Path) -> Iterator[Old]:
    settings = Settings(data=data, city="golden", master_key_file=data / "golden.key")
    write_whole(settings.key_file, sha256(b"the golden log of casework 0.3.0").hexdigest() + "\n")
    _restore(settings)
    city = City(settings)
    with city.open() as casework:
        casework.refresh()
        yield Old(city, casework)


def _restore(settings: Settings) -> None:
    """Lay the rows of 0.3.0 into the tables of this version, as a restored backup would."""
    database = locate(settings)
    with database.connect_owner() as conn:
        migrate(conn, settings.city, settings.role, database.login)
        check_master(conn, settings.city, Vault.from_file(settings.key_file))
    with database.connect_owner() as conn, conn.transaction():
        with conn.cursor().copy(f"COPY {settings.city}.events FROM STDIN") as copy:
            for row in lines("events"):
                state = row["state"].encode()
                copy.write_row(
                    (row["stream"], row["version"], row["topic"], state, row["position"])
                )
        with conn.cursor().copy(
            f"COPY {settings.city}_keys.keys (stream, wrapped, master, claimant_ref) FROM STDIN"
        ) as copy:
            for row in lines("keys"):
                copy.write_row(tuple(_bytes(row, f) for f in _KEYS))


_KEYS = ("stream", "wrapped", "master", "claimant")


def _bytes(row: dict[str, Any], field: str) -> str | bytes | None:
    value = row[field]
    return value if field == "stream" or value is None else bytes.fromhex(value)
