"""Who sees which figures: DOMAIN 10, "Export, drill-down"; L 28: a unit sees its own."""

from typing import Any

import pytest

from tests.api.conftest import Site

BOARD = "/v1/accountability"
PATHS: list[tuple[str, dict[str, Any]]] = [
    ("/units", {}),
    ("/units/U-GR", {}),
    ("/trend", {"unit": "U-GR"}),
    ("/areas", {}),
    ("/categories", {}),
    ("/people", {"unit": "U-GR"}),
    ("/appeals", {"figure": "received"}),
    ("/appeals", {"figure": "received", "key": "U-GR"}),
]
ALL = ("supervisor", "auditor", "operator", "duty")
OWN = ("gr", "gr2", "gr-head")
NONE = ("collector", "callback", "officer", "arbiter", "resident", "admin")
OTHERS: list[tuple[str, dict[str, Any]]] = [
    ("/units/U-GR", {}),
    ("/trend", {"unit": "U-GR"}),
    ("/areas", {"unit": "U-GR"}),
    ("/categories", {"unit": "U-GR"}),
    ("/people", {"unit": "U-GR"}),
    ("/appeals", {"figure": "received", "key": "U-GR"}),
    ("/appeals", {"figure": "received", "unit": "U-GR", "by": "street"}),
]


@pytest.fixture(scope="module")
def shared(own_site: Site) -> Site:
    """Two units with orders in one list, and a third in another."""
    for _ in range(2):
        own_site.live("close")
    for unit in ("U-GA", "U-GA", "U-CG"):
        no = own_site.live("")
        assert (
            own_site.verb(
                "operator", no, "dispatch", {"lead_unit": unit, "basis": "属其职责"}
            ).status_code
            == 200
        )
    own_site.settle()
    return own_site


def keys(site: Site, who: str) -> set[str]:
    board = site.get(who, f"{BOARD}/units").json()
    return {line["key"] for each in board["lists"] for line in each["lines"]}


@pytest.mark.parametrize(("path", "params"), PATHS)
@pytest.mark.parametrize("who", [*ALL, *OWN])
def test_these_see_it(shared: Site, who: str, path: str, params: dict[str, Any]):
    assert shared.get(who, f"{BOARD}{path}", **params).status_code == 200


@pytest.mark.parametrize(("path", "params"), PATHS)
@pytest.mark.parametrize("who", NONE)
def test_these_do_not(shared: Site, who: str, path: str, params: dict[str, Any]):
    answer = shared.get(who, f"{BOARD}{path}", **params)
    assert (answer.status_code, answer.json()["code"]) == (403, "OutsideScope")


@pytest.mark.parametrize("who", ALL)
def test_these_see_every_unit(shared: Site, who: str):
    assert keys(shared, who) == {"U-GR", "U-GA", "U-CG"}


@pytest.mark.parametrize("who", OWN)
def test_a_unit_sees_its_own_line_and_no_other(shared: Site, who: str):
    assert keys(shared, who) == {"U-GR"}


@pytest.mark.parametrize(("path", "params"), OTHERS)
def test_another_units_figures_are_not_for_it(shared: Site, path: str, params: dict[str, Any]):
    answer = shared.get("ga", f"{BOARD}{path}", **params)
    assert (answer.status_code, answer.json()["code"]) == (403, "OutsideScope")


def test_its_rank_is_the_true_one_among_all(shared: Site):
    [whole] = shared.get("supervisor", f"{BOARD}/units", list="departments").json()["lists"]
    [own] = shared.get("ga", f"{BOARD}/units").json()["lists"]
    [line] = [line for line in whole["lines"] if line["key"] == "U-GA"]
    assert own["lines"] == [line]
    assert (own["mean"], own["ranked"]) == (whole["mean"], whole["ranked"])


def test_nothing_opens_a_list_of_others_for_it(shared: Site):
    board = shared.get("ga", f"{BOARD}/units").json()
    links = [board["overall"], *(each["pooled"] for each in board["lists"])]
    assert {f["appeals"] for line in links for f in line["figures"].values()} == {None}


@pytest.mark.parametrize("by", ["unit", "street", "category", "person"])
def test_a_list_holds_its_own_orders_alone(shared: Site, by: str):
    items = shared.get("ga", f"{BOARD}/appeals", figure="received", by=by).json()["items"]
    assert [item["unit"] for item in items] == ["U-GA", "U-GA"]


def test_places_are_counted_of_its_own_orders_alone(shared: Site):
    own = shared.get("ga", f"{BOARD}/areas").json()["overall"]["figures"]["received"]
    assert own["numerator"] == 2
