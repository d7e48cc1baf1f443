"""`casework export`: what it refuses, and that a file is whole or not there."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("words", "name", "complaint"),
    [
        (("events",), "log.pdf", "events are written as .xes, .xes.gz, .jsonocel, .json, .sqlite"),
        (
            ("events", "--form", "ocel"),
            "log.xes",
            "events are written as .jsonocel, .json, .sqlite",
        ),
        (("list",), "list.pdf", "a list is written as .csv or .xlsx"),
        (("list", "--status", "lost"), "list.csv", "--status: Input should be 'open', 'collected'"),
    ],
)
def test_what_cannot_be_written_is_said(
    run: Run, tmp_path: Path, words: tuple[str, ...], name: str, complaint: str
):
    what, *options = words
    assert complaint in run("export", what, tmp_path / name, *options, fails=True)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_city_gives_a_whole_file_without_appeals(run: Run, tmp_path: Path):
    told = run("export", "events", tmp_path / "log.xes")
    assert told.startswith("0 appeals, 0 events as of position")
    assert [file.name for file in tmp_path.iterdir()] == ["log.xes"]
    assert (tmp_path / "log.xes").read_text("utf-8").endswith("</log>\n")


def test_the_master_key_missing_leaves_no_half_file(run: Run, tmp_path: Path, city):
    (tmp_path / "list.csv").write_text("as it was")
    key = city.settings.key_file
    key.rename(away := key.with_name("away"))
    try:
        assert "master key" in run("export", "list", tmp_path / "list.csv", fails=True)
    finally:
        away.rename(key)
    assert [file.read_text() for file in tmp_path.iterdir()] == ["as it was"]
