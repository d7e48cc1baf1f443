"""The five milestones and what lies between, over HTTP."""

import httpx
import pytest

from projections import VIEWS
from tests.api.conftest import LIFE, Site


def test_collecting_answers_201_with_number_version_position_and_etag(site: Site):
    answer = site.collect()
    assert answer.status_code == 201
    assert set(answer.json()) == {"appeal_no", "version", "position", "status", "query_code"}
    assert answer.json()["status"] == "collected"
    assert answer.headers["ETag"] == '"1"'
    assert answer.headers["Location"] == f"/v1/tracking/{answer.json()['appeal_no']}"


def test_a_whole_life_each_step_on_the_version_before(site: Site):
    appeal_no = site.collect().json()["appeal_no"]
    version, statuses = 1, []
    for who, verb, body in LIFE:
        answer = site.verb(who, appeal_no, verb, body, if_match=f'"{version}"')
        assert answer.status_code == 200, answer.text
        version = answer.json()["version"]
        assert answer.headers["ETag"] == f'"{version}"'
        statuses.append(answer.json()["status"])
    assert statuses == ["dispatched", "handling", "handled", "fed_back", "called_back", "closed"]


def test_a_read_after_a_write_knows_of_it(site: Site):
    appeal_no = site.live("dispatch")
    position = site.verb("gr", appeal_no, "acknowledge").json()["position"]
    answer = site.get("gr", f"/v1/tracking/{appeal_no}", after=position)
    row = answer.json()
    assert (row["status"], row["version"], row["status_name"]) == ("handling", 3, "办理中")
    assert answer.headers["ETag"] == '"3"'
    assert row["as_of"]["position"] >= position
    assert row["as_of"]["reached"] is True
    assert {"handle", "request-extension", "add-note"} <= set(row["allowed"])
    assert not {"acknowledge", "dispatch", "close"} & set(row["allowed"])


def test_a_read_after_what_never_comes_says_so_in_two_seconds(site: Site):
    appeal_no = site.live("")
    answer = site.get("operator", f"/v1/tracking/{appeal_no}", after=10**12)
    as_of = answer.json().get("as_of")
    assert as_of["reached"] is False


def test_the_timeline_tells_every_fact_in_a_sentence(site: Site):
    appeal_no = site.live()
    after = site.position()
    answer = site.get("supervisor", f"/v1/tracking/{appeal_no}/timeline", after=after)
    items = answer.json()["items"]
    assert [i["version"] for i in items] == [1, 2, 3, 4, 5, 6, 7]
    assert set(items[0]) >= {
        "version",
        "position",
        "fact",
        "occurred_at",
        "recorded_at",
        "actor",
        "sentence",
        "details",
    }
    assert items[0]["sentence"] == (
        "采集员经电话采集求助「暖气不热」，类别室温不达标，地点烟台街道幸福社区"
    )
    assert items[6]["sentence"] == "值班长结案：正常办结"


def test_the_supervisor_reads_the_words_but_not_the_name(site: Site):
    appeal_no = site.live()
    answer = site.get("supervisor", f"/v1/tracking/{appeal_no}/timeline", after=site.position())
    details = answer.json()["items"][0]["details"]
    assert details["content"] == "老人受不了。"
    assert (details["claimant_name"], details["claimant_phone"]) == ("王**", "139****0001")


@pytest.mark.parametrize(
    ("who", "phone"),
    [
        ("operator", "13904190001"),
        ("duty", "139****0001"),
        ("callback", "139****0001"),
        ("gr", "139****0001"),
        ("collector", "139****0001"),
        ("supervisor", "139****0001"),
        ("auditor", "139****0001"),
    ],
)
def test_names_and_phones_are_shown_to_who_took_them_down_and_masked_to_all_others(
    site: Site, who, phone
):
    appeal_no = site.live()
    row = site.get(who, f"/v1/tracking/{appeal_no}", after=site.position()).json()
    assert row["claimant_phone"] == phone
    assert row["masked"] is ("*" in phone)
    listed = site.get(who, "/v1/tracking", q=appeal_no).json()["items"]
    assert [i["claimant_phone"] for i in listed] == [phone]


def test_the_same_key_gives_the_first_answer_again(site: Site):
    first, again = site.collect(key="same"), site.collect(key="same")
    told_once = {k: v for k, v in first.json().items() if k != "query_code"}
    assert told_once == again.json()
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.headers["Idempotency-Replayed"] == "true"


def test_the_same_key_on_a_verb_does_it_once(site: Site):
    appeal_no = site.live("")
    body = {"text": "备注", "visibility": "internal"}
    answers = [
        site.verb("operator", appeal_no, "add-note", body, **{"Idempotency-Key": "note-1"})
        for _ in range(3)
    ]
    assert {a.json()["version"] for a in answers} == {2}


def test_the_directory_is_read(site: Site):
    units = site.get("operator", "/v1/units").json()["items"]
    assert {u["code"]: u["may_lead"] for u in units}["U-WY"] is False
    below = site.get("operator", "/v1/areas", under="211081").json()["items"]
    assert [a["code"] for a in below] == ["211081001", "211081001001"]
    assert site.get("operator", "/v1/categories", under="01").json()["items"][0]["code"] == "0101"


def test_it_is_alive_ready_and_counts(site: Site):
    assert httpx.get(f"{site.url}/health/live").json() == {"status": "live"}
    ready = httpx.get(f"{site.url}/health/ready")
    assert ready.status_code == 200
    assert set(ready.json()["views"]) == {view.name for view in VIEWS}
    assert set(ready.json()["views"]["tracking"]) >= {"position", "behind", "behind_seconds"}
    text = httpx.get(f"{site.url}/metrics").text
    assert 'casework_commands_total{result="accepted",verb="collect"}' in text
    assert 'casework_view_behind{view="tracking"}' in text


def test_the_documentation_loads_nothing_from_elsewhere(site: Site):
    page = httpx.get(f"{site.url}/docs").text
    sources = [part.split('"')[0] for part in page.split('src="')[1:]]
    links = [part.split('"')[0] for part in page.split('href="')[1:]]
    assert sources
    for address in [*sources, *links]:
        assert address.startswith("/docs/assets/")
        assert httpx.get(f"{site.url}{address}").status_code == 200
    assert len(httpx.get(f"{site.url}/openapi.json").json()["paths"]) >= 17


@pytest.mark.finding("A66")
def test_a_merge_answers_both_versions_and_the_last_position(site: Site):
    parent, child = site.live(""), site.live("")
    merged = site.verb("operator", child, "merge", {"parent_no": parent, "reason": "同一事项"})
    said = merged.json()
    assert (said["version"], merged.headers["ETag"]) == (2, '"2"')
    assert said["also"] == [{"appeal_no": parent, "version": 2, "etag": '"2"'}]
    assert said["position"] == site.position()
    reached = site.get("operator", f"/v1/tracking/{parent}", after=said["position"]).json()
    assert reached["version"] == 2
    etag = said["also"][0]["etag"]
    dispatched = site.verb("operator", parent, "dispatch", {"lead_unit": "U-GR"}, if_match=etag)
    assert dispatched.status_code == 200
