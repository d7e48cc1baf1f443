"""Boards of accountability over HTTP: figures, ranks, means, and the lists behind them."""

from decimal import Decimal
from typing import Any

import pytest

from tests.api.conftest import Site

BOARD = "/v1/accountability"


@pytest.fixture(scope="module")
def judged(site: Site) -> Site:
    """Appeals in several states, all counted."""
    for until in ["", "dispatch", "acknowledge", "handle", "feed-back", "close", "close"]:
        site.live(until)
    site.settle()
    return site


def asked(site: Site, path: str, who: str = "supervisor", **params: Any) -> Any:
    answer = site.get(who, f"{BOARD}{path}", **params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_unit_has_all_figures_exact_and_in_words(judged: Site):
    [utilities] = asked(judged, "/units", list="utilities")["lists"]
    [line] = utilities["lines"]
    figure = line["figures"]["handled_of_due"]
    assert (line["key"], line["name"], len(line["figures"])) == ("U-GR", "供热公司", 33)
    assert figure["numerator"] == figure["denominator"] > 0
    assert (figure["value"], figure["shown"]) == ("1.000000", "100.00%")


def test_trend_areas_categories_and_people_answer(judged: Site):
    assert len(asked(judged, "/trend", unit="U-GR", figure="response")["points"]) == 12
    assert asked(judged, "/areas", level="community")["lines"][0]["name"] == "烟台街道幸福社区"
    assert asked(judged, "/categories", level="2")["lines"][0]["name"] == "室温不达标"
    assert {line["key"] for line in asked(judged, "/people", unit="U-GR")["lines"]} == {"", "gr"}


def test_one_unit_has_its_line_its_trend_its_lights_its_people(judged: Site):
    found = asked(judged, "/units/U-GR")
    assert found["line"]["figures"]["received"]["value"]
    assert found["list"]["id"] == "utilities"
    assert found["lights"]["green"] == 2
    assert sum(found["lights"].values()) == 2


def test_a_number_opens_the_list_of_its_cases(judged: Site):
    [line] = asked(judged, "/units", list="utilities")["lists"][0]["lines"]
    for figure in line["figures"].values():
        answer = judged.open("supervisor", figure["appeals"])
        assert answer.status_code == 200, answer.text
        items = answer.json()["items"]
        assert len(items) == (
            figure["numerator"] if figure["denominator"] is None else figure["denominator"]
        )


def test_an_as_of_board_is_answered(judged: Site):
    position = judged.position()
    first = asked(judged, "/units", as_of=position)
    judged.live("close")
    judged.settle()
    assert asked(judged, "/units", as_of=position) == first
    assert Decimal(first["overall"]["figures"]["received"]["value"]) > 0
