"""Lists: filters, order, pages, scope."""

from typing import Any

import pytest

from tests.api.conftest import Site
from tests.api.test_refusals import problem


@pytest.fixture(scope="module")
def stocked(site: Site) -> Site:
    """A dozen appeals in several states, all projected."""
    for n, until in enumerate(["", "dispatch", "acknowledge", "handle", "feed-back", "close"] * 2):
        site.live(until, title=f"列表{n}", channel="wechat", urgency=["urgent", "normal"][n % 2])
    site.get("operator", "/v1/tracking", after=site.position(), limit=1)
    return site


def pages(site: Site, who: str, **params):
    items, cursor = [], None
    while True:
        given = {**params, "cursor": cursor} if cursor else params
        answer = site.get(who, "/v1/tracking", **given)
        assert answer.status_code == 200, answer.text
        items += answer.json()["items"]
        cursor = answer.json()["next"]
        if cursor is None:
            return items


@pytest.mark.parametrize("sort", ["due", "light", "collected_at", "-collected_at"])
def test_pages_give_every_row_once_in_order(stocked: Site, sort: str):
    whole = [i["appeal_no"] for i in pages(stocked, "operator", sort=sort, limit=200)]
    paged = [i["appeal_no"] for i in pages(stocked, "operator", sort=sort, limit=3)]
    assert paged == whole
    assert len(set(paged)) == len(paged) >= 12


@pytest.mark.parametrize("more", [{}, {"sort": "light"}, {"q": "列表"}])
@pytest.mark.parametrize("who", ["gr", "ga", "callback", "supervisor"])
def test_who_reads_a_part_pages_through_it(stocked: Site, who: str, more: dict[str, str]):
    whole = [i["appeal_no"] for i in pages(stocked, who, limit=200, **more)]
    assert [i["appeal_no"] for i in pages(stocked, who, limit=1, **more)] == whole


@pytest.mark.finding("A9")
def test_what_is_due_first_comes_first_whichever_clock_it_is(stocked: Site):
    items = pages(stocked, "operator", channel="wechat")
    dues = [i["due"]["at"] for i in items if i["due"] and i["due"]["at"]]
    assert dues == sorted(dues)
    assert {"dispatch", "acknowledgement", "feedback", "callback"} <= {
        i["due"]["clock"] for i in items if i["due"]
    }


def test_filters_narrow(stocked: Site):
    for name, value in [("status", "handling"), ("unit", "U-GR"), ("channel", "wechat")]:
        field = {"unit": "lead_unit"}.get(name, name)
        items = pages(stocked, "operator", **{name: value})
        assert items
        assert {i[field] for i in items} == {value}
    assert len(pages(stocked, "operator", q="列表11")) == 1
    assert pages(stocked, "operator", q="%") == []


def test_open_means_not_closed_and_several_states_may_be_asked_for(stocked: Site):
    assert "closed" not in {i["status"] for i in pages(stocked, "operator", status="open")}
    both = pages(stocked, "operator", status=["closed", "handled"])
    assert {i["status"] for i in both} == {"closed", "handled"}


def test_an_area_holds_the_areas_below_it_and_a_category_too(stocked: Site):
    assert pages(stocked, "operator", area="211081001")
    assert pages(stocked, "operator", category="01")
    assert pages(stocked, "operator", area="211082") == []


def test_nothing_is_overdue_yet_and_everything_is_one_or_the_other(stocked: Site):
    assert pages(stocked, "operator", overdue=True, channel="wechat") == []
    assert len(pages(stocked, "operator", overdue=False, channel="wechat")) == 12


def parts(item: dict[str, Any]) -> set[str]:
    """The units that have a part in it: lead, help, are copied, handed down to or supervised."""
    several = ("co_units", "copied_to", "handed_to", "supervised")
    return {item["lead_unit"], *(unit for field in several for unit in item[field])}


def test_a_department_reads_its_own_orders(stocked: Site):
    assert {i["lead_unit"] for i in pages(stocked, "gr")} == {"U-GR"}
    assert all("U-GA" in parts(item) for item in pages(stocked, "ga"))
    problem(stocked.get("ga", "/v1/tracking", unit="U-GR"), 403, "OutsideScope")
    path = f"/v1/tracking/{stocked.live('dispatch')}"
    problem(stocked.get("ga", path, after=stocked.position()), 403, "OutsideScope")


def test_callback_staff_read_what_was_fed_back(stocked: Site):
    assert {i["status"] for i in pages(stocked, "callback")} <= {
        "fed_back",
        "called_back",
        "closed",
    }


def test_the_admin_reads_no_cases(stocked: Site):
    problem(stocked.get("admin", "/v1/tracking"), 403, "OutsideScope")


@pytest.mark.parametrize("cursor", ["x", "!!!", "中", "eyJhIjoxfQ", "WyJ4Il0"])
def test_a_malformed_cursor(stocked: Site, cursor: str):
    problem(stocked.get("operator", "/v1/tracking", cursor=cursor), 400, "CursorMalformed")


def test_a_cursor_of_another_list(stocked: Site):
    cursor = stocked.get("operator", "/v1/tracking", limit=1).json()["next"]
    answer = stocked.get("operator", "/v1/tracking", cursor=cursor, channel="phone")
    problem(answer, 400, "CursorOfAnotherList")


@pytest.mark.parametrize(
    "params",
    [
        {"limit": 0},
        {"limit": 201},
        {"sort": "luck"},
        {"status": "lost"},
        {"after": -1},
        {"q": "\x00"},
    ],
)
def test_a_parameter_that_is_none(stocked: Site, params):
    problem(stocked.get("operator", "/v1/tracking", **params), 400, "Malformed")
