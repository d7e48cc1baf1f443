"""`docker/healthy.py project`: what the container of the projector says of its views."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import City

ROOT = Path(__file__).parents[2]
NOTHING_LISTENS = "postgresql://u:p@127.0.0.1:1/x"


def healthy(city: City, **other: str) -> tuple[int, str]:
    """How it ends, and what it says."""
    places = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "CASEWORK_CITY": city.name,
        "CASEWORK_DATABASE_URL": city.database.app_url,
    }
    done = subprocess.run(
        [sys.executable, ROOT / "docker/healthy.py", "project"],
        env={**os.environ, **places, **other},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def test_a_view_that_has_stopped_is_unhealthy_and_so_is_a_database_that_is_away(city: City):
    assert healthy(city) == (0, "")
    city.query("UPDATE {city}_due.place SET version = 99 RETURNING version")
    code, said = healthy(city)
    assert (code, said.partition(":")[0]) == (1, "view due has stopped (视图已停止)")
    code, said = healthy(city, CASEWORK_DATABASE_URL=NOTHING_LISTENS)
    assert (code, "cannot be reached" in said) == (1, True)
