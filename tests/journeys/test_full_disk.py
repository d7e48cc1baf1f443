"""A disk without room: commands are refused cleanly, nothing is lost, and it goes on afterwards."""

import os
import secrets
import subprocess

import httpx
import pytest

from tests.journeys.conftest import Served, token, until
from tests.journeys.load import Load
from tests.journeys.test_breaking import assert_nothing_lost_nothing_twice

pytestmark = pytest.mark.slow
SIZE_MB = 700


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own, of a few hundred megabytes."""
    words = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m,mode=700", "tmpfs", tmp_path]
    if os.geteuid() != 0 or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small file system takes root")
    yield tmp_path
    subprocess.run(["umount", tmp_path], check=True)


def test_a_full_disk_refuses_commands_and_loses_nothing(small_disk):
    served = Served(small_disk, "demo", "--port", "0")
    filler = small_disk / "filler"
    try:
        with Load(served, clients=4, content=secrets.token_hex(9_000)) as load:
            until(lambda: len(load.answered) > 100)
            _fill(filler)
            until(lambda: len(load.unavailable) > 3)
            filler.unlink()
            goal = len(load.answered) + 50
            until(lambda: len(load.answered) > goal)
        assert load.statuses <= {201, 503}
        assert all(int(a.headers["Retry-After"]) > 0 for a in load.unavailable)
        assert "Traceback" not in "".join(a.text for a in load.unavailable)
        assert_nothing_lost_nothing_twice(served, load)
        headers = token(served, "operator")
        assert httpx.get(f"{served.url}/v1/tracking", headers=headers).status_code == 200
    finally:
        filler.unlink(missing_ok=True)
        served.stop()


def _fill(path) -> None:
    """Write until there is no room."""
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 1_000_000)
        except OSError:
            pass
