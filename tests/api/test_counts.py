"""GET /v1/counts: how many each tab holds is what its list gives, for every post."""

import pytest

from tests.api.conftest import Site
from tests.api.test_lists import pages

POSTS = (
    "operator",
    "duty",
    "collector",
    "supervisor",
    "auditor",
    "callback",
    "arbiter",
    "gr",
    "ga",
    "gr-head",
    "resident",
)


@pytest.fixture(scope="module")
def busy(own_site: Site) -> Site:
    """Appeals in every state, some with a co-handler, a copy, a return, a child, a supervision."""
    for until in ["", "dispatch", "acknowledge", "handle", "feed-back", "record-callback", "close"]:
        own_site.live(until)
    helped = own_site.live("")
    sent = {"lead_unit": "U-GR", "co_handlers": [{"unit": "U-GA", "task": "协助"}]}
    assert own_site.verb("operator", helped, "dispatch", sent).status_code == 200
    own_site.settle()
    return own_site


@pytest.mark.finding("A44", "A9")
@pytest.mark.parametrize("who", POSTS)
def test_each_count_is_the_length_of_its_list(busy: Site, who: str):
    answer = busy.get(who, "/v1/counts", after=busy.position())
    assert answer.status_code == 200, answer.text
    items = answer.json()["items"]
    assert items
    for item in items:
        listed = pages(busy, who, **item["query"])
        assert item["count"] == len(listed), item


@pytest.mark.finding("A44")
def test_a_merged_child_is_with_its_parent_and_not_in_the_pool(busy: Site):
    parent, child = busy.live("dispatch"), busy.live("")
    merged = busy.verb("operator", child, "merge", {"parent_no": parent, "reason": "同一事"})
    assert merged.status_code == 200, merged.text
    busy.settle()
    pool = [i["appeal_no"] for i in pages(busy, "operator", status="collected")]
    assert child not in pool
    assert [i["appeal_no"] for i in pages(busy, "operator", parent=parent)] == [child]
    assert busy.get("operator", f"/v1/tracking/{parent}").json()["children"] == [child]
    only = pages(busy, "operator", status="collected", merged=True)
    assert child in [i["appeal_no"] for i in only]


@pytest.mark.finding("A47", "A46")
def test_an_open_supervision_is_found_with_its_demand_until_it_is_closed(busy: Site):
    no = busy.live("acknowledge")
    opened = {"level": "listed", "demand": "三日内报结果", "units": ["U-GR"]}
    assert busy.verb("supervisor", no, "supervise", opened).status_code == 200
    busy.settle()
    found = {i["appeal_no"]: i for i in pages(busy, "supervisor", pending="supervision")}
    [wait] = [w for w in found[no]["waits"] if w["what"] == "supervision"]
    assert (wait["unit"], wait["reason"], wait["answered_at"]) == ("U-GR", "三日内报结果", None)
    assert no in [i["appeal_no"] for i in pages(busy, "gr", supervised="U-GR")]


@pytest.mark.finding("A61")
def test_lists_narrow_by_what_the_desks_ask_for(busy: Site):
    for asked in (
        {"type": "help"},
        {"urgency": "normal"},
        {"clock": "acknowledgement"},
        {"light": "green"},
        {"holder": "U-GR"},
        {"mine": True},
        {"from": "2026-01-01"},
    ):
        assert pages(busy, "operator", **asked), asked
    assert pages(busy, "operator", urgency="critical") == []
    assert pages(busy, "operator", to="2020-01-01") == []


@pytest.mark.finding("A45")
def test_mine_is_what_i_dispatched_and_not_what_a_colleague_did(busy: Site):
    mine, other = busy.live("dispatch"), busy.live("")
    assert busy.verb("duty", other, "dispatch", {"lead_unit": "U-GR"}).status_code == 200
    busy.settle()
    for who, there, away in (("operator", mine, other), ("duty", other, mine)):
        listed = {i["appeal_no"]: i for i in pages(busy, who, mine=True)}
        assert (there in listed, away in listed) == (True, False)
        assert {row["dispatched_by"] for row in listed.values()} == {who}
    tabs = busy.get("operator", "/v1/counts").json()["items"]
    assert {"status": ["open"], "mine": True} in [tab["query"] for tab in tabs]


@pytest.mark.finding("A50")
def test_a_head_has_a_list_of_what_waits_for_approval(busy: Site):
    no = busy.live("acknowledge")
    asked = {"ground": "not_our_duty", "reason": "不属本单位职责"}
    assert busy.verb("gr", no, "request-return", asked).status_code == 200
    busy.settle()
    tabs = {tab["tab"]: tab for tab in busy.get("gr-head", "/v1/counts").json()["items"]}
    found = {i["appeal_no"]: i for i in pages(busy, "gr-head", **tabs["approvals"]["query"])}
    assert tabs["approvals"]["count"] == len(found)
    [wait] = [w for w in found[no]["waits"] if w["what"] == "approval"]
    assert (wait["unit"], wait["ground"], wait["by"]) == ("U-GR", "request-return", "gr")
    accepted = {"verb": "request-return", "decision": "accept"}
    assert busy.verb("gr-head", no, "approve", accepted).status_code == 200
    busy.settle()
    assert no not in [i["appeal_no"] for i in pages(busy, "gr-head", pending="approval")]
