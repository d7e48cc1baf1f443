"""Bulk: one verb on many, each decided alone; undone item by item."""

from uuid import uuid4

import pytest

from tests import examples as x
from tests.api.conftest import Site


def bulk(site: Site, who: str, verb: str, key: str | None = None, **asked: object):
    headers = site.headers(who, **{"Idempotency-Key": key or str(uuid4())})
    return site.client.post(f"/v1/bulk/{verb}", json=asked, headers=headers)


def undo(site: Site, who: str, bulk_id: str):
    return site.client.post(f"/v1/bulk/{bulk_id}/undo", headers=site.headers(who))


def test_each_item_is_done_or_refused_alone(site: Site):
    ready, gone = [site.live("") for _ in range(3)], site.live("dispatch")
    numbers = [*ready, gone, "DT20200101-000001"]
    told = bulk(site, "operator", "dispatch", appeals=numbers, body={"lead_unit": "U-GR"}).json()
    assert (told["done"], told["not_done"]) == (3, 2)
    refused = {i["appeal_no"]: i["code"] for i in told["items"] if not i["done"]}
    assert refused == {gone: "NotAwaitingDispatch", "DT20200101-000001": "UnknownAppeal"}


def test_all_facts_of_a_bulk_have_one_cause(site: Site):
    numbers = [site.live("") for _ in range(2)]
    told = bulk(site, "operator", "dispatch", appeals=numbers, body={"lead_unit": "U-GR"}).json()
    statement = "SELECT stream FROM {city}.readable WHERE fact->'envelope'->>'causation_id' = %s"
    found = site.city.query(statement, f"bulk/{told['id']}")
    assert sorted(str(row[0]) for row in found) == sorted(numbers)


def test_undoing_asks_for_the_opposite_and_says_what_it_skips(site: Site):
    numbers = [site.live("") for _ in range(3)]
    told = bulk(site, "operator", "dispatch", appeals=numbers, body={"lead_unit": "U-GR"}).json()
    site.verb("gr", numbers[0], "acknowledge")
    undone = undo(site, "operator", told["id"]).json()
    assert (undone["done"], undone["not_done"]) == (2, 1)
    [skipped] = [i for i in undone["items"] if not i["done"]]
    assert skipped["appeal_no"] == numbers[0]
    assert skipped["code"] == "VersionConflict"
    row = site.get("operator", f"/v1/tracking/{numbers[1]}", after=site.position()).json()
    assert row["status"] == "collected"


def test_who_may_not_undo_hears_so_even_where_another_has_undone_it(site: Site):
    asked = {"appeals": [site.live("")], "body": {"lead_unit": "U-GR"}}
    told = bulk(site, "operator", "dispatch", **asked).json()
    assert undo(site, "operator", told["id"]).json()["done"] == 1
    assert undo(site, "gr", told["id"]).json()["code"] == "UnknownBulk"
    [item] = undo(site, "supervisor", told["id"]).json()["items"]
    assert (item["done"], item["code"]) == (False, "PostRequired")


def test_what_has_no_opposite_is_named(site: Site):
    appeal_no = site.live("")
    told = bulk(site, "operator", "add-note", appeals=[appeal_no], body={"text": "备注"}).json()
    [item] = undo(site, "operator", told["id"]).json()["items"]
    assert (item["done"], item["code"]) == (False, "NoOpposite")


def test_the_same_key_does_a_bulk_once(site: Site):
    appeal_no, key = site.live(""), {"Idempotency-Key": str(uuid4())}
    asked = {"appeals": [appeal_no], "body": {"text": "一次"}}
    headers = site.headers("operator", **key)
    first, again = (
        site.client.post("/v1/bulk/add-note", json=asked, headers=headers).json() for _ in range(2)
    )
    assert first == again


@pytest.mark.finding("A85")
def test_a_filter_finds_the_appeals_and_can_be_saved(site: Site):
    appeal_no = site.live("", title="批量筛选专用")
    wanted = {"status": ["collected"], "q": "批量筛选专用"}
    headers = site.headers("operator")
    saved = site.client.put("/v1/filters/今日新件", json=wanted, headers=headers)
    assert (saved.status_code, saved.json()["name"]) == (200, "今日新件"), saved.text
    assert "appeal_no" not in saved.json()
    [mine] = site.get("operator", "/v1/filters").json()["items"]
    assert mine == {"name": "今日新件", "filter": wanted}
    site.get("operator", f"/v1/tracking/{appeal_no}", after=site.position())
    told = bulk(site, "operator", "add-note", saved_filter="今日新件", body={"text": "核"}).json()
    assert [i["appeal_no"] for i in told["items"]] == [appeal_no]


def test_a_dry_run_says_of_each_what_would_be_and_stores_nothing(site: Site):
    ready, gone = site.live(""), site.live("dispatch")
    before = site.position()
    asked = {"appeals": [ready, gone], "body": {"lead_unit": "U-GR"}}
    told = bulk(site, "operator", "dispatch?dry_run=true", **asked).json()
    assert (told["dry_run"], told["done"], told["not_done"]) == (True, 1, 1)
    first, second = told["items"]
    assert [f["fact"] for f in first["would"]["facts"]] == ["appeal.dispatched"]
    assert "handling" in {clock["clock"] for clock in first["would"]["clocks"]}
    assert second["code"] == "NotAwaitingDispatch"
    assert site.position() == before


def test_undoing_can_be_tried_too(site: Site):
    appeal_no = site.live("")
    asked = {"appeals": [appeal_no], "body": {"lead_unit": "U-GR"}}
    told = bulk(site, "operator", "dispatch", **asked).json()
    before = site.position()
    path = f"/v1/bulk/{told['id']}/undo?dry_run=true"
    [item] = site.client.post(path, headers=site.headers("operator")).json()["items"]
    assert [f["fact"] for f in item["would"]["facts"]] == ["order.recalled"]
    assert site.position() == before


@pytest.mark.parametrize(
    "asked",
    [
        '{"appeals": ["DT1", "\\u0000"], "body": {"text": "x"}}',
        '{"appeals": ["\\ud800"], "body": {"text": "x"}}',
        '{"appeals": [], "body": {"text": "\\ud800"}}',
        '{"filter": {"q": "\\u0000"}, "body": {"text": "x"}}',
    ],
)
def test_what_no_text_can_hold_is_malformed(site: Site, asked: str):
    headers = site.headers(
        "operator", **{"Idempotency-Key": "k", "Content-Type": "application/json"}
    )
    answer = site.client.post("/v1/bulk/add-note", content=asked, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "Malformed")


def test_a_body_that_does_not_fit_the_verb_is_refused_before_anything(site: Site):
    answer = bulk(site, "operator", "dispatch", appeals=["X"], body={"lead": "U-GR"})
    assert (answer.status_code, answer.json()["code"]) == (400, "Malformed")
    assert answer.json()["errors"][0]["field"] == "body.lead"


def test_an_unknown_verb_and_an_unknown_bulk_are_named(site: Site):
    assert bulk(site, "operator", "explode", appeals=[]).json()["code"] == "NoSuchVerb"
    assert undo(site, "operator", str(uuid4())).json()["code"] == "UnknownBulk"


def test_of_many_the_few_that_fail_are_named_and_refused_alone(site: Site):
    there = [site.live("") for _ in range(20)]
    missing = [f"DT20200101-{n:06d}" for n in range(37)]
    told = bulk(site, "operator", "add-note", appeals=[*there, *missing], body={"text": "x"}).json()
    assert (told["done"], told["not_done"]) == (20, 37)
    assert {i["appeal_no"] for i in told["items"] if not i["done"]} == set(missing)


@pytest.mark.slow
def test_ten_thousand_of_which_thirty_seven_fail(site: Site):
    with site.city.open() as casework:
        sent = [casework.send(x.collect(title=f"批量{n}"), x.operator()) for n in range(9_963)]
        there = [request.future.result().appeal_no for request in sent]
    missing = [f"DT20200102-{n:06d}" for n in range(37)]
    asked = [*there[:5_000], *missing, *there[5_000:]]
    told = bulk(site, "operator", "add-note", appeals=asked, body={"text": "核实"}).json()
    assert (told["done"], told["not_done"]) == (9_963, 37)
    assert [i["appeal_no"] for i in told["items"] if not i["done"]] == missing
    assert {i["code"] for i in told["items"] if not i["done"]} == {"UnknownAppeal"}


@pytest.mark.finding("A35")
def test_a_bulk_is_undone_as_soon_as_it_is_answered(site: Site):
    for _ in range(5):
        asked = {"appeals": [site.live("")], "body": {"lead_unit": "U-GR"}}
        told = bulk(site, "operator", "dispatch", **asked).json()
        undone = undo(site, "operator", told["id"])
        assert (undone.status_code, undone.json()["done"]) == (200, 1), undone.text


@pytest.mark.finding("A68")
def test_a_bulk_without_a_key_is_refused_but_may_be_tried(site: Site):
    asked = {"appeals": [site.live("")], "body": {"text": "催"}}
    send = {"json": asked, "headers": site.headers("operator")}
    answer = site.client.post("/v1/bulk/urge", **send)
    assert (answer.status_code, answer.json()["code"]) == (400, "IdempotencyKeyMissing")
    assert site.client.post("/v1/bulk/urge?dry_run=true", **send).status_code == 200


@pytest.mark.finding("A68")
def test_a_double_click_does_nothing_twice_though_the_filter_finds_more_by_then(site: Site):
    word = f"双击{uuid4().hex[:8]}"
    asked = {"filter": {"q": word}, "body": {"text": "催办"}, "key": str(uuid4())}
    first = [site.live("", title=word) for _ in range(2)]
    site.get("operator", f"/v1/tracking/{first[-1]}", after=site.position())
    told = bulk(site, "operator", "urge", **asked).json()
    assert sorted(item["appeal_no"] for item in told["items"]) == sorted(first)
    later = site.live("", title=word)
    site.get("operator", f"/v1/tracking/{later}", after=site.position())
    before = site.position()
    again = bulk(site, "operator", "urge", **asked).json()
    assert sorted(item["appeal_no"] for item in again["items"]) == sorted(first)
    assert (again["id"], again["done"], site.position()) == (told["id"], 2, before)


@pytest.mark.finding("A68")
def test_an_item_may_name_the_version_that_was_seen(site: Site):
    seen, moved = site.live(""), site.live("dispatch")
    asked = {"appeals": [seen, moved], "versions": {seen: 1, moved: 1}, "body": {"text": "催办"}}
    told = bulk(site, "operator", "urge", **asked).json()
    codes = {item["appeal_no"]: item.get("code") for item in told["items"]}
    assert codes == {seen: None, moved: "VersionConflict"}
