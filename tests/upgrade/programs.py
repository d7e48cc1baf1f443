"""The program as another version of it: a copy of its sources that a test may change, run for real.

The copy stands before the installed sources on the path; its city is on the test's PostgreSQL.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from projections import VIEWS
from tests.conftest import City

ROOT = Path(__file__).parents[2]


class Program:
    """Its processes on one city. Without a folder they run the sources as they are."""

    def __init__(self, city: City, folder: Path | None = None) -> None:
        self._folder = folder or ROOT
        if folder is not None:
            shutil.copytree(ROOT / "src", folder / "src")
            shutil.copytree(ROOT / "projections", folder / "projections")
        self._env = {
            **os.environ,
            "PYTHONPATH": f"{self._folder / 'src'}:{self._folder}",
            "CASEWORK_DATA": str(city.settings.data),
            "CASEWORK_CITY": city.name,
            "CASEWORK_DATABASE_URL": city.database.app_url,
            "CASEWORK_DATABASE_OWNER_URL": city.database.owner_url,
            "CASEWORK_LOGS": "json",
        }

    def change(self, file: str, old: str, new: str) -> None:
        """Write one place of one file otherwise."""
        assert self._folder != ROOT, "only a copy is changed"
        path = self._folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (file, old)
        path.write_text(text.replace(old, new), encoding="utf-8")

    def raise_version(self, view: str) -> int:
        """Raise the version of a view by one, as who changes its rows does."""
        [folder] = (each.folder.name for each in VIEWS if each.name == view)
        file = f"projections/{folder}/__init__.py"
        text = (self._folder / file).read_text(encoding="utf-8")
        [version] = re.findall(r"version=(\d+),", text)
        self.change(file, f"version={version},", f"version={int(version) + 1},")
        return int(version) + 1

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """One command, to its end."""
        return subprocess.run(
            self._words(words),
            env=self._env,
            cwd=self._folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    @contextmanager
    def running(self, log: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
        """A process that goes on beside; what it logs goes to a file."""
        with log.open("wb") as out:
            process = subprocess.Popen(
                self._words(words), env=self._env, cwd=self._folder, stdout=out, stderr=out
            )
            try:
                yield process
            finally:
                process.terminate()
                process.wait(30)

    def _words(self, words: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-m", "api.cli", *words]
