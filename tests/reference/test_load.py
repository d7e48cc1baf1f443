"""`casework directory load` and `show`: first what would change, then all of it or nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import pytest

from tests.conftest import City

UNITS = "code,name,kind\nU-1,甲局,部门\nU-2,乙局,部门\n"


class Run(Protocol):
    """The command line: gives what it prints, or with `fails` the complaint that it ends with."""

    def __call__(self, *words: object, fails: bool = False) -> str: ...


@pytest.fixture
def run(city: City) -> Run:
    places = {"CASEWORK_DATA": str(city.settings.data), "CASEWORK_CITY": city.name}

    def casework(*words: object, fails: bool = False) -> str:
        command = [sys.executable, "-m", "api.cli", "directory", *map(str, words)]
        done = subprocess.run(
            command,
            env={**os.environ, **places},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode != 0) is fails, done.stderr
        return done.stderr if fails else done.stdout

    return casework


def written(folder: Path, text: str, name: str = "units.csv") -> Path:
    (file := folder / name).write_text(text, encoding="utf-8")
    return file


def stored(city: City) -> int:
    [(count,)] = city.query("SELECT count(*) FROM {city}.events WHERE originator_id LIKE 'unit/%%'")
    assert isinstance(count, int)
    return count


def test_a_file_is_loaded_and_the_second_time_nothing_changes(run: Run, city: City, tmp_path: Path):
    file = written(tmp_path, UNITS)
    first, again = run("load", file), run("load", file)
    assert "+ unit/U-1  name 甲局; kind department" in first
    assert first.endswith("2 new, 0 changed, 0 as they stand\nregistered\n")
    assert again == "0 new, 0 changed, 2 as they stand\nnothing was stored\n"
    assert stored(city) == 2


def test_a_dry_run_shows_the_changes_and_stores_nothing(run: Run, city: City, tmp_path: Path):
    run("load", written(tmp_path, UNITS))
    changed = written(tmp_path, UNITS.replace("乙局", "丙局"))
    assert run("load", changed, "--dry-run").splitlines() == [
        "~ unit/U-2  name 乙局 → 丙局",
        "0 new, 1 changed, 1 as they stand",
        "nothing was stored",
    ]
    assert stored(city) == 2


def test_a_person_moves_by_the_two_rows_of_one_file(run: Run, city: City, tmp_path: Path):
    areas = written(tmp_path, "code,name,level\n11,东街道,street\n12,西街道,street\n", "areas.csv")
    rows = "P1,李敏,网格员,11,,2026-01-31\nP1,李敏,网格员,12,2026-02-01,\n"
    people = written(tmp_path, "code,name,post,area,valid_from,valid_to\n" + rows, "people.csv")
    assert "registered" in run("load", areas, people)
    [line] = run("show", "people", "--at", "2026-02-01").splitlines()
    assert json.loads(line)["area"] == "12"


def test_a_bad_row_is_located_and_nothing_is_half_loaded(run: Run, city: City, tmp_path: Path):
    bad = UNITS + "U-3,丙局,大局\nU-1,又甲局,部门\n"
    said = run("load", written(tmp_path, bad), fails=True)
    assert "units.csv row 4: unit/U-3 has the kind 大局" in said
    assert "units.csv row 5: unit/U-1 stands twice in one load" in said
    assert stored(city) == 0


def test_a_file_that_cannot_be_read_is_refused(run: Run, city: City, tmp_path: Path):
    assert "none.csv: there is no such file" in run("load", tmp_path / "none.csv", fails=True)


def test_the_directory_is_shown_as_it_stood(run: Run, tmp_path: Path):
    ending = "code,name,kind,valid_to\nU-1,甲局,部门,2026-01-31\n"
    run("load", written(tmp_path, ending))
    assert run("show", "units") == ""
    [line] = run("show", "units", "--at", "2026-01-31").splitlines()
    assert json.loads(line)["name"] == "甲局"


def test_what_cannot_be_shown_is_told(run: Run):
    assert "there are areas, units" in run("show", "things", fails=True)
    assert "--at: 'someday' is no time" in run("show", "units", "--at", "someday", fails=True)
