"""A unit led an order, was then named as the one complained against: no list shows it any more."""

from itertools import product

import pytest

from api.http.routes.accountability.exceptions import LISTS
from tests.access.conftest import World

READERS = {"U-CG": ("cg", "cg-head"), "U-GR1": ("gr1", "gr", "gr-head")}
PERIODS = ("?", "?as_of={at}&")
PATHS = [
    "/v1/accountability/appeals{p}figure=received",
    "/v1/accountability/appeals{p}figure=received&part=rest",
    "/v1/accountability/returns{p}limit=1".replace("limit=1", "policy=dengta"),
    "/v1/accountability/returns/orders{p}decision=asked",
    "/v1/accountability/hotspots/appeals{p}week={week}",
    *(f"/v1/accountability/exceptions/{name}{{p}}limit=200" for name in LISTS),
    "/v1/tracking{p}limit=200",
    "/v1/tracking{p}q=前任",
    "/v1/exports/appeals?q=前任",
]


@pytest.fixture(scope="module")
def named_later(world: World) -> dict[str, str]:
    """By accused unit, an appeal that it led and asked to return before it was named."""
    site, found = world.site, dict[str, str]()
    for unit, (clerk, *_) in READERS.items():
        number = site.collect("taker", title="前任").json()["appeal_no"]
        for who, verb, body in (
            ("operator", "dispatch", {"lead_unit": unit, "basis": "属其职责"}),
            (clerk, "acknowledge", None),
            ("operator", "reassign", {"to_unit": "U-GA", "reason": "改由公安办理"}),
            (
                "operator",
                "amend-protection",
                {"complained_against_unit": unit, "reason": "投诉对象"},
            ),
        ):
            done = site.verb(who, number, verb, body)
            assert done.status_code == 200, (verb, done.text)
        found[unit] = number
    site.settle()
    return found


CELLS = [
    (unit, who, path, p)
    for unit, readers in READERS.items()
    for who, path, p in product(readers, PATHS, PERIODS)
]


@pytest.mark.finding("A1", "B17")
def test_who_led_it_before_being_accused_finds_it_in_no_list(world: World, named_later):
    site, seen = world.site, 0
    at = str(site.position())
    [week] = [site.get("supervisor", "/v1/accountability/hotspots").json()["running"]]
    for unit, who, path, p in CELLS:
        asked = path.format(p=p.format(at=at), week=week)
        answer = site.open(who, asked)
        assert answer.status_code in (200, 403), (asked, answer.text)
        assert named_later[unit] not in answer.text, (who, asked)
        seen += answer.status_code == 200
    assert seen > 100, "most of them answer, without it"
    everybody = site.open(
        "supervisor", f"/v1/accountability/hotspots/appeals?week={week}&limit=200"
    )
    assert named_later["U-CG"] in everybody.text, "others go on seeing it"


@pytest.mark.finding("A89", "B17")
def test_a_word_of_a_threat_is_not_found_in_the_past_before_it_was_one(world: World):
    site = world.site
    number = site.live("dispatch", title="往日的怨言")
    site.settle()
    before = site.position()
    assert number in site.open("auditor", f"/v1/tracking?q=往日的怨言&as_of={before}").text
    marked = site.verb("operator", number, "mark-sensitive", {"kind": "threat", "reason": "扬言"})
    assert marked.status_code == 200
    site.settle()
    assert number not in site.open("auditor", f"/v1/tracking?q=往日的怨言&as_of={before}").text
    assert number in site.open("supervisor", f"/v1/tracking?q=往日的怨言&as_of={before}").text
