"""`casework accountability board`: the numbers of HTTP, for a terminal and for programs."""

import csv
import io
import json
from decimal import Decimal

import pytest

from tests.cli.conftest import Run
from tests.conftest import City
from tests.projections.lives import live


@pytest.fixture
def lived(city: City) -> City:
    with city.open() as casework:
        city.furnish(casework)
        live(casework, 20)
    city.project()
    return city


def test_a_board_is_printed_with_both_means_and_what_it_is_of(lived: City, run: Run):
    told = run("accountability", "board")
    assert "公共服务企业" in told
    assert "供热公司" in told
    assert "各单位平均" in told
    assert "合计" in told
    assert "dengta@1" in told


def test_json_and_csv_have_the_same_numbers(lived: City, run: Run):
    whole = json.loads(run("accountability", "board", "--list", "utilities", "--json"))
    told = run("accountability", "board", "--csv").removeprefix("\ufeff")
    row, mean, pooled = csv.DictReader(io.StringIO(told))
    assert (mean["单位"], pooled["单位"]) == ("各单位平均", "合计")
    [line] = whole["lists"][0]["lines"]
    assert (row["代码"], row["单位"]) == (line["key"], line["name"]) == ("U-GR", "供热公司")
    for figure in whole["columns"]:
        value = line["figures"][figure["id"]]["value"]
        shown = row[figure["name"]]
        assert shown == "—" if value is None else Decimal(shown) == Decimal(value)


def test_as_of_a_position_is_as_it_was(lived: City, run: Run):
    asked = ("accountability", "board", "--as-of", "120", "--json")
    before = run(*asked)
    with lived.open() as casework:
        live(casework, 5)
    lived.project()
    assert run(*asked) == before
    assert json.loads(before)["position"] == 120


def test_what_there_is_not_is_said_in_a_sentence(lived: City, run: Run):
    assert "a year has the months" in run(
        "accountability", "board", "--period", "2026-13", fails=True
    )
    assert "there are: dengta" in run("accountability", "board", "--policy", "none", fails=True)
    assert "needs a time zone" in run(
        "accountability", "board", "--as-of", "2026-01-01T00:00", fails=True
    )
    told = run("accountability", "board", "--list", "none", fails=True)
    assert "there are: streets, departments, utilities, others" in told


@pytest.mark.parametrize("what", ["units/U-GR", "areas", "people", "returns", "exceptions"])
def test_every_board_of_http_can_be_asked_for_here(lived: City, run: Run, what: str):
    assert json.loads(run("accountability", "ask", what))["as_of"]["position"] > 0


def test_a_board_that_there_is_not_is_said_in_a_sentence(lived: City, run: Run):
    assert "name=value" in run("accountability", "ask", "returns", "2026-10", fails=True)
    assert "a year has the months" in run(
        "accountability", "ask", "returns", "period=2026-13", fails=True
    )
