"""`casework audit figures`: all equal, or which figure of whom differs, and by which appeals."""

from datetime import UTC, datetime

from casework.time import CHINA
from tests.cli.conftest import Run
from tests.conftest import City
from tests.projections.lives import live

YEAR = f"{datetime.now(UTC).astimezone(CHINA):%Y}"


def lived(city: City) -> None:
    with city.open() as casework:
        city.furnish(casework)
        live(casework, 30)
    city.project()


def test_what_is_equal_is_said_in_a_line(run: Run, city: City):
    lived(city)
    told = run("audit", "figures", "--period", YEAR)
    assert told.strip() == f"99 figures of {YEAR} under dengta@1: all equal."


def test_what_differs_is_named_with_its_appeals_and_fails(run: Run, city: City):
    lived(city)
    [(no,)] = city.query(
        "UPDATE {city}_accountability.accountability SET handled_at = NULL WHERE (appeal_no,"
        " order_no) = (SELECT appeal_no, order_no FROM {city}_accountability.accountability"
        " WHERE handled_at IS NOT NULL AND closed_at IS NULL LIMIT 1) RETURNING appeal_no"
    )
    told = run("audit", "figures", "--period", YEAR, fails=True)
    assert "U-GR  办结量 handled: view " in told
    assert str(no) in told


def test_as_of_a_position_the_figures_are_those_of_then(run: Run, city: City):
    lived(city)
    [(position,)] = city.query("SELECT max(notification_id) / 2 FROM {city}.events")
    assert "all equal" in run("audit", "figures", "--period", YEAR, "--as-of", position)


def test_a_position_that_is_not_there_is_told(run: Run, city: City):
    lived(city)
    complaint = run("audit", "figures", "--period", YEAR, "--as-of", 999_999, fails=True)
    assert "there is no 999999" in complaint


def test_boards_that_are_not_there_are_told(run: Run):
    assert "not by moon" in run("audit", "figures", "--period", YEAR, "--by", "moon", fails=True)
