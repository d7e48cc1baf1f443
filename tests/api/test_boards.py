"""Boards of accountability over HTTP: figures, ranks, means, and the lists behind them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.api.conftest import Site

BOARD = "/v1/accountability"
FROM = "2026-11-01T00:00:00+08:00"


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


def test_the_pages_of_a_list_give_every_order_once(judged: Site):
    whole = asked(judged, "/appeals", figure="received", limit=200)["items"]
    paged, cursor = [], None
    while cursor or not paged:
        more = {"cursor": cursor} if cursor else {}
        page = asked(judged, "/appeals", figure="received", limit=2, **more)
        paged, cursor = paged + page["items"], page["next"]
    order = [(item["appeal_no"], item["order_no"]) for item in whole]
    assert [(item["appeal_no"], item["order_no"]) for item in paged] == order
    assert len(set(order)) == len(order) > 4


def test_an_order_says_in_whose_hands_it_was_to_the_second(judged: Site):
    [item] = [
        item
        for item in asked(judged, "/appeals", figure="received", limit=200)["items"]
        if item["state"] == "working"
    ][:1]
    parts = dict(item["held_seconds"])
    assert parts.pop("whole") == sum(parts.values())
    assert item["appeal"] == f"/v1/tracking/{item['appeal_no']}"
    assert item["assessed"] is True
    assert item["not_assessed"] is None


def test_a_list_is_not_gone_through_with_the_cursor_of_another(judged: Site):
    cursor = asked(judged, "/appeals", figure="received", limit=1)["next"]
    params = {"figure": "handled", "cursor": cursor}
    answer = judged.get("supervisor", f"{BOARD}/appeals", **params)
    assert (answer.status_code, answer.json()["code"]) == (400, "CursorOfAnotherList")


NOT_YET = (datetime.now(UTC) + timedelta(days=62)).strftime("%Y-%m")
BAD: list[tuple[str, dict[str, str], int, str, str]] = [
    ("/units", {"policy": "nowhere"}, 422, "NoSuchAssessment", "dengta"),
    ("/units", {"policy": "dengta@99"}, 422, "NoSuchAssessment", "dengta@1"),
    ("/units", {"list": "nowhere"}, 422, "NoSuchList", "streets, departments, utilities"),
    ("/units", {"period": "2026-13"}, 422, "NoSuchPeriod", "2026-01 to 2026-12"),
    ("/units", {"period": NOT_YET}, 422, "PeriodNotBegun", "the latest is"),
    ("/units", {"period": "2026-10-15..2026-10-01"}, 422, "PeriodBackwards", "2026-10-01.."),
    ("/trend", {"figure": "nothing"}, 422, "NoSuchFigure", "handled_in_time"),
    ("/trend", {"unit": "U-NONE"}, 422, "NoSuchUnit", "GET /v1/units"),
    ("/units/U-NONE", {}, 422, "NoSuchUnit", "GET /v1/units"),
    ("/people", {"unit": "U-NONE"}, 422, "NoSuchUnit", "GET /v1/units"),
    ("/appeals", {"figure": "nothing"}, 422, "NoSuchFigure", "handled_in_time"),
    ("/appeals", {"figure": "due", "key": "U-NONE"}, 422, "NoSuchUnit", "GET /v1/units"),
    ("/areas", {"level": "planet"}, 400, "Malformed", "street"),
    ("/categories", {"level": "3"}, 400, "Malformed", "1"),
]


@pytest.mark.parametrize(("path", "params", "status", "code", "said"), BAD)
def test_what_there_is_not_is_refused_with_what_there_is(
    judged: Site, path: str, params: dict[str, str], status: int, code: str, said: str
):
    answer = judged.get("supervisor", f"{BOARD}{path}", **params)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert said in answer.json()["detail"]


def test_a_month_without_cases_has_no_rates_and_says_so(judged: Site):
    board = asked(judged, "/units", period="2020-05")
    assert (board["lists"], board["note"]) == ([], "本期没有诉求")
    rate, count = (board["overall"]["figures"][f] for f in ("response", "received"))
    assert (rate["value"], rate["shown"], rate["denominator"]) == (None, "—", 0)
    assert (count["value"], count["shown"]) == ("0.000000", "0")


def test_a_unit_that_came_later_has_an_empty_line_and_says_since_when(judged: Site):
    entry = {"code": "U-NEW", "name": "新设局", "kind": "department", "valid_from": FROM}
    body = {"units": [entry]}
    path, headers = "/v1/directory/entries", judged.headers("admin")
    answer = judged.client.post(path, json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    found = asked(judged, "/units/U-NEW", period="2020-05")
    assert found["note"] == "新设局自2026年11月1日 00:00起设立，晚于本期"
    assert {figure["shown"] for figure in found["line"]["figures"].values()} == {"—"}
    assert {figure["numerator"] for figure in found["line"]["figures"].values()} == {None}
    assert found["trend"][0]["note"] == found["note"]
