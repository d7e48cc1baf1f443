"""`casework calendar`: a year's holidays from a file, first what would change, then for good."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

YEAR = "day,kind\n2027-01-01,closed\n2027-02-05,休\n2027-02-06,班\n"


def written(folder: Path, text: str, name: str = "2027.csv") -> Path:
    (file := folder / name).write_text(text, encoding="utf-8")
    return file


def test_a_new_city_knows_the_working_days_of_its_years(run: Run):
    assert "2026: 248 working days" in run("calendar", "show")
    assert "2026-10-10 worked 班" in run("calendar", "show", "--year", "2026")


def test_a_dry_run_says_what_would_change_and_stores_nothing(run: Run, tmp_path: Path):
    told = run("calendar", "load", written(tmp_path, YEAR), "--dry-run")
    assert "2027-02-06: as its weekday → worked 班" in told
    assert "2027" not in run("calendar", "show")


def test_a_year_is_published_as_a_new_version(run: Run, tmp_path: Path):
    told = run("calendar", "load", written(tmp_path, YEAR), "--yes")
    assert "known until the end of 2027" in told
    shown = run("calendar", "show")
    assert "work/2" in shown
    assert "2027: 260 working days" in shown  # 261 weekdays, two closed, a Saturday worked


def test_an_icalendar_file_is_read_too(run: Run, tmp_path: Path):
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//test//",
        "BEGIN:VEVENT",
        "UID:1",
        "DTSTAMP:20261101T000000Z",
        "DTSTART;VALUE=DATE:20270101",
        "DTEND;VALUE=DATE:20270104",
        "SUMMARY:元旦",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:2",
        "DTSTAMP:20261101T000000Z",
        "DTSTART;VALUE=DATE:20270109",
        "SUMMARY:补班",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    run("calendar", "load", written(tmp_path, "\r\n".join(lines), "2027.ics"), "--yes")
    shown = run("calendar", "show", "--year", "2027")
    assert "2027-01-03 closed 休" in shown
    assert "2027-01-09 worked 班" in shown


def test_a_file_that_contradicts_itself_is_refused_with_the_day(run: Run, tmp_path: Path):
    twice = YEAR + "2027-01-01,worked\n"
    complaint = run("calendar", "load", written(tmp_path, twice), fails=True)
    assert "2027-01-01 is both closed and worked" in complaint


def test_a_bad_cell_is_named_by_its_line(run: Run, tmp_path: Path):
    bad = YEAR + "2027-13-01,closed\n"
    assert "line 5" in run("calendar", "load", written(tmp_path, bad), fails=True)


def test_a_year_is_not_skipped(run: Run, tmp_path: Path):
    later = written(tmp_path, "day,kind\n2029-01-01,closed\n", "2029.csv")
    assert "2027 is not published yet" in run("calendar", "load", later, fails=True)


@pytest.mark.finding("A40", "B9")
def test_an_unusual_year_is_counted_by_the_dry_run_and_published_only_if_confirmed(
    run: Run, tmp_path: Path
):
    said = "2027: 2 days off, 1 days worked instead, 260 working days; 3 days change"
    dry = run("calendar", "load", written(tmp_path, YEAR), "--dry-run")
    assert said in dry
    assert "is not published unless that is confirmed" in dry
    assert said in run("calendar", "load", written(tmp_path, YEAR), fails=True)
    assert "2027" not in run("calendar", "show")
    run("calendar", "load", written(tmp_path, YEAR), "--yes")
    assert "2027: 260 working days" in run("calendar", "show")


@pytest.mark.finding("A40")
def test_a_corrected_day_leaves_the_year_as_it_was(run: Run, tmp_path: Path):
    one = written(tmp_path, "day,kind\n2026-12-24,closed\n", "one.csv")
    told = run("calendar", "load", one, "--dry-run")
    assert [line for line in told.splitlines() if "→" in line] == [
        "2026-12-24: as its weekday → closed 休"
    ]
    assert "247 working days; 1 days change" in told
