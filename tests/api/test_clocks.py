"""GET /v1/tracking/{appeal_no}/clocks: every deadline explains itself, now and at any instant."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.api.conftest import Site

LAST = "2099-12-31T23:59:59Z"


def clocks(site: Site, appeal_no: str, **params: object) -> dict:
    found = site.get("supervisor", f"/v1/tracking/{appeal_no}/clocks", **params)
    assert found.status_code == 200, found.text
    return {(c["clock"], c["unit"]): c for c in found.json()["clocks"]}


def test_each_clock_names_its_facts_rule_and_calendar(site: Site):
    appeal_no = site.live("acknowledge")
    handling = clocks(site, appeal_no, after=site.position())["handling", None]
    assert (handling["rule"], handling["calendar"]) == ("LR-3@1", "work/1")
    assert handling["segments"][0]["begun_by"] == "2 appeal.dispatched"
    assert (handling["state"], handling["light"]) == ("running", "green")
    signing = clocks(site, appeal_no)["acknowledgement", "U-GR"]
    assert signing["segments"][0]["ended_by"] == "3 order.acknowledged"


def test_the_seconds_of_the_segments_add_up_to_the_figure(site: Site):
    appeal_no = site.live("close")
    later = (datetime.now(UTC) + timedelta(days=20)).isoformat()
    for clock in clocks(site, appeal_no, after=site.position(), at=later).values():
        assert sum(s["seconds"] for s in clock["segments"]) == clock["used_seconds"]
        assert sum(clock["held_seconds"].values()) == clock["used_seconds"]


def test_it_answers_for_any_instant(site: Site):
    appeal_no = site.live("")
    between = datetime.now(UTC).isoformat()
    site.verb("operator", appeal_no, "dispatch", {"lead_unit": "U-GR"})
    after = site.position()
    assert set(clocks(site, appeal_no, after=after, at=between)) == {("dispatch", None)}
    assert ("handling", None) in clocks(site, appeal_no)
    long_ago = site.get("supervisor", f"/v1/tracking/{appeal_no}/clocks", at="2020-01-01T00:00:00Z")
    assert (long_ago.json()["clocks"], long_ago.json()["status"]) == ([], None)


@pytest.mark.parametrize(
    "at", ["9999-12-31T23:59:59Z", "99999999999999", "0001-01-01T00:00:00+14:00"]
)
def test_an_instant_beyond_every_calendar_is_malformed_and_spoils_no_other(site: Site, at: str):
    appeal_no = site.live("dispatch")
    path = f"/v1/tracking/{appeal_no}/clocks"
    assert site.get("supervisor", path, after=site.position(), at=at).status_code == 400
    assert ("handling", None) in clocks(site, appeal_no, after=site.position(), at=LAST)


def test_nobody_reads_the_clocks_of_others(site: Site):
    appeal_no = site.live("acknowledge")
    path = f"/v1/tracking/{appeal_no}/clocks"
    assert site.get("ga", path, after=site.position()).status_code == 403
