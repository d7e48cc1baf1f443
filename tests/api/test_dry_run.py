"""?dry_run=true: what would be recorded and started, or the refusal; nothing is stored."""

from tests.api.conftest import APPEAL, Site


def test_a_dispatch_says_its_deadline_before_it_is_made(site: Site):
    appeal_no = site.live("")
    before = site.position()
    told = site.verb("operator", appeal_no, "dispatch?dry_run=true", {"lead_unit": "U-GR"}).json()
    assert [f["fact"] for f in told["facts"]] == ["appeal.dispatched"]
    clocks = {c["clock"]: c for c in told["clocks"]}
    assert clocks["handling"]["rule"] == "LR-3@1"
    assert site.position() == before
    stored = site.verb("operator", appeal_no, "dispatch", {"lead_unit": "U-GR"})
    row = site.get("operator", f"/v1/tracking/{appeal_no}", after=stored.json()["position"]).json()
    assert abs_seconds(row["deadline"], clocks["handling"]["due"]) <= 2


def abs_seconds(one: str, other: str) -> float:
    from datetime import datetime

    return abs((datetime.fromisoformat(one) - datetime.fromisoformat(other)).total_seconds())


def test_a_refusal_is_the_same_as_for_real(site: Site):
    appeal_no = site.live("dispatch")
    dry = site.verb("operator", appeal_no, "dispatch?dry_run=true", {"lead_unit": "U-GR"})
    real = site.verb("operator", appeal_no, "dispatch", {"lead_unit": "U-GR"})
    assert (dry.status_code, dry.json()["code"]) == (409, "NotAwaitingDispatch")
    assert real.json()["detail"] == dry.json()["detail"]


def test_a_collection_can_be_tried_without_a_key_and_takes_no_number(site: Site):
    before = site.position()
    headers = site.headers("operator")
    told = site.client.post("/v1/appeals?dry_run=true", json=APPEAL, headers=headers)
    assert told.status_code == 200, told.text
    assert [c["clock"] for c in told.json()["clocks"]] == ["dispatch"]
    assert "13904190001" not in told.text
    assert site.position() == before


def test_dry_run_is_true_or_false(site: Site):
    appeal_no = site.live("")
    answer = site.verb("operator", appeal_no, "dispatch?dry_run=perhaps", {"lead_unit": "U-GR"})
    assert (answer.status_code, answer.json()["code"]) == (400, "Malformed")
