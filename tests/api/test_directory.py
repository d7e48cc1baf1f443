"""The directory over HTTP: changed by an admin, read as of any instant, searched for places.

Everything here has codes of its own: the other tests of this service count theirs.
"""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from tests.api.conftest import Site
from tests.api.test_refusals import problem

RING = [[10.0, 50.0], [11.0, 50.0], [11.0, 51.0], [10.0, 51.0], [10.0, 50.0]]
AREAS = [
    {"code": "33", "name": "东城区", "level": "street", "shape": [RING]},
    {
        "code": "3301",
        "name": "和平社区",
        "level": "community",
        "parent": "33",
        "aliases": ["百货大楼"],
    },
]


def post(site: Site, path: str, body: Any, who: str = "admin", **params: Any) -> httpx.Response:
    address = f"/v1/directory/{path}"
    return site.client.post(address, json=body, params=params, headers=site.headers(who))


def register(site: Site, **entries: Any) -> httpx.Response:
    answer = post(site, "entries", entries)
    assert answer.status_code == 200, answer.text
    return answer


def resolved(site: Site, **asked: Any) -> dict[str, Any]:
    answer = site.get("collector", "/v1/places/resolve", **asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def names(site: Site, **asked: Any) -> dict[str, str]:
    items = site.get("operator", "/v1/units", **asked).json()["items"]
    return {item["code"]: item["name"] for item in items}


def test_entries_are_registered_once(site: Site):
    entries = {"categories": [{"code": "88", "name": "新类别"}]}
    first, again = register(site, **entries).json(), register(site, **entries).json()
    assert (first["status"], again["status"]) == ("registered", "unchanged")


def test_a_dry_run_tells_the_changes_and_stores_nothing(site: Site):
    before, body = site.position(), {"units": [{"code": "H-1", "name": "甲局", "kind": "other"}]}
    answer = post(site, "entries", body, dry_run=True).json()
    assert answer["changes"][0] == {
        "stream": "unit/H-1",
        "field": "name",
        "before": None,
        "after": "甲局",
    }
    assert (answer["stored"], site.position()) == (False, before)


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_bad_load_is_refused_as_a_whole_with_every_place(site: Site, dry_run: bool):
    before = site.position()
    body = {
        "units": [
            {"code": "H-2", "name": "甲局", "kind": "other"},
            {"code": "H-3", "name": "乙局", "kind": "?", "parent": "H-9"},
        ]
    }
    told = problem(post(site, "entries", body, dry_run=dry_run), 422, "EntriesRefused")
    assert "units.1: unit/H-3 has the kind ?" in str(told["detail"])
    assert "units.1: unit/H-3 names the parent H-9" in str(told["detail"])
    assert site.position() == before


@pytest.mark.parametrize(
    ("path", "body"),
    [("entries", {}), ("units/U-GR/dissolve", {"successor": "U-GA"})],
)
@pytest.mark.parametrize("who", ["operator", "duty", "supervisor"])
def test_only_an_admin_changes_the_directory(site: Site, who: str, path: str, body: Any):
    problem(post(site, path, body, who), 403, "NotForYou")


def test_only_an_admin_rehearses_a_change(site: Site):
    problem(post(site, "entries", {}, "operator", dry_run=True), 403, "NotForYou")


@pytest.mark.parametrize(
    "body",
    [
        {"things": []},
        {"units": [{"code": "H"}]},
        {"units": [{"code": "H", "name": "x", "kind": "other", "valid_to": "2026-01-01T00:00"}]},
        {"areas": [{**AREAS[0], "shape": [[[1.0, 2.0, 3.0]]]}]},
    ],
)
def test_a_body_that_is_none(site: Site, body: Any):
    problem(post(site, "entries", body), 400, "Malformed")


def test_a_unit_is_read_as_it_stood(site: Site):
    renamed = {"code": "H-4", "name": "新局", "kind": "other", "valid_from": "2026-06-01T00:00:00Z"}
    register(site, units=[{"code": "H-4", "name": "旧局", "kind": "other"}])
    register(site, units=[renamed])
    spring, autumn = ("2026-03-01T00:00:00Z", "2026-09-01T00:00:00Z")
    assert [names(site, at=at)["H-4"] for at in (spring, autumn)] == ["旧局", "新局"]


def test_what_lies_below_is_read_as_it_stood(site: Site):
    parts = [{"code": f"H-5{n}", "name": n, "kind": "other", "parent": "H-5"} for n in "ab"]
    ended = {**parts[1], "valid_to": "2026-06-01T00:00:00Z"}
    register(site, units=[{"code": "H-5", "name": "总局", "kind": "other"}, parts[0], ended])
    assert set(names(site, under="H-5", at="2026-03-01T00:00:00Z")) == {"H-5a", "H-5b"}
    assert set(names(site, under="H-5", at="2026-09-01T00:00:00Z")) == {"H-5a"}


def test_a_dissolved_unit_is_gone_and_names_its_successor(site: Site):
    register(site, units=[{"code": c, "name": c, "kind": "other"} for c in ("H-6", "H-7")])
    assert post(site, "units/H-6/dissolve", {"successor": "H-7"}).status_code == 200
    assert "H-6" not in names(site, at=datetime.now(UTC).isoformat())
    problem(post(site, "units/H-6/dissolve", {"successor": "H-7"}), 409, "AlreadyDissolved")


@pytest.mark.parametrize(
    ("asked", "area", "certainty"),
    [
        ({"code": "3301"}, "3301", "exact"),
        ({"lng": 10.5, "lat": 50.5}, "33", "shape"),
        ({"words": "百货大楼门口"}, "3301", "words"),
        ({"words": "哪里都不是"}, None, "unknown"),
    ],
)
def test_a_place_is_resolved(site: Site, asked: dict[str, Any], area: str, certainty: str):
    register(site, areas=AREAS)
    found = resolved(site, **asked)
    assert (found["area"], found["certainty"]) == (area, certainty)


def test_who_is_nobody_resolves_nothing(site: Site):
    problem(httpx.get(f"{site.url}/v1/places/resolve", params={"code": "33"}), 401, "TokenMissing")


def test_a_place_asked_for_without_sense(site: Site):
    problem(site.get("operator", "/v1/places/resolve", lat=91), 400, "Malformed")


@pytest.mark.parametrize("sheet", ["units", "people"])
def test_what_no_directory_can_hold_is_malformed(site: Site, sheet: str):
    for asked in ({"under": "\x00"}, {"at": "9999-12-31T23:59:59-12:00"}):
        assert site.get("operator", f"/v1/{sheet}", **asked).json()["code"] == "Malformed"


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_time_without_an_end_is_left_out_and_not_written_as_year_9999(site: Site, at: str):
    unit = {"code": "U-Q", "name": "甲局", "kind": "department", "valid_to": at}
    headers = site.headers("admin")
    answer = site.client.post("/v1/directory/entries", json={"units": [unit]}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "Malformed")
