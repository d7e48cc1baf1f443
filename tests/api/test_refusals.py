"""What a caller reads when something is wrong: a problem document, nothing half done, no trace."""

import json

import httpx
import pytest

from tests.api.conftest import APPEAL, Site

TOO_LARGE = "Too large (内容过大)"


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, object]:
    """The answer is that problem, and says so as RFC 9457 wants it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, object] = answer.json()
    assert body["code"] == code, answer.text
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    assert "Traceback" not in answer.text
    assert ".py" not in answer.text
    return body


def test_without_a_token(site: Site):
    answer = httpx.get(f"{site.url}/v1/tracking")
    problem(answer, 401, "TokenMissing")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_with_a_strangers_token(site: Site):
    headers = {"Authorization": "Bearer not-one-of-ours"}
    problem(httpx.get(f"{site.url}/v1/tracking", headers=headers), 401, "TokenUnknown")


def test_without_an_idempotency_key(site: Site):
    answer = site.client.post("/v1/appeals", json=APPEAL, headers=site.headers("operator"))
    problem(answer, 400, "IdempotencyKeyMissing")


@pytest.mark.parametrize("key", ["", "two words", "x" * 201])
def test_with_a_key_that_is_none(site: Site, key: str):
    headers = site.headers("operator", **{"Idempotency-Key": key})
    answer = site.client.post("/v1/appeals", json=APPEAL, headers=headers)
    problem(answer, 400, "IdempotencyKeyMalformed")


def test_the_same_key_with_another_body(site: Site):
    site.collect(key="used")
    problem(site.collect(key="used", title="另一件"), 422, "KeyReused")


def test_without_if_match(site: Site):
    answer = site.verb("operator", site.live(""), "dispatch", {"lead_unit": "U-GR"}, if_match=None)
    problem(answer, 428, "IfMatchMissing")


@pytest.mark.parametrize("tag", ["3", '"x"', 'W/"1"', '"1", "2"', '""'])
def test_with_an_if_match_that_is_none(site: Site, tag: str):
    answer = site.verb("operator", site.live(""), "dispatch", {"lead_unit": "U-GR"}, if_match=tag)
    problem(answer, 400, "IfMatchMalformed")


def test_on_a_stale_version_the_facts_since_are_told(site: Site):
    appeal_no = site.live("dispatch")
    answer = site.verb("operator", appeal_no, "withdraw", {"reason": "x"}, if_match='"1"')
    body = problem(answer, 412, "VersionConflict")
    assert body["version"] == 2
    assert [f["fact"] for f in body["since"]] == ["appeal.dispatched"]
    assert "派单至供热公司" in body["since"][0]["sentence"]


def test_permission_is_checked_before_version(site: Site):
    appeal_no = site.live("dispatch")
    answer = site.verb("ga", appeal_no, "acknowledge", if_match='"1"')
    problem(answer, 403, "OutsideScope")


def test_a_verb_not_allowed_in_this_state_says_what_is(site: Site):
    appeal_no = site.live("dispatch")
    answer = site.verb("operator", appeal_no, "dispatch", {"lead_unit": "U-GR"})
    body = problem(answer, 409, "NotAwaitingDispatch")
    assert body["rule"] == "R-DSP-01"
    assert body["state"] == "dispatched"
    assert {"recall", "withdraw", "add-note"} <= set(body["allowed"])
    assert "dispatch" not in body["allowed"]


def test_the_second_acknowledgement_hears_who_was_first(site: Site):
    appeal_no = site.live("acknowledge")
    body = problem(site.verb("gr2", appeal_no, "acknowledge"), 409, "AlreadyAcknowledged")
    assert "gr" in str(body["detail"])


def test_a_unit_that_may_not_lead(site: Site):
    answer = site.verb("operator", site.live(""), "dispatch", {"lead_unit": "U-WY"})
    assert problem(answer, 422, "UnitMayNotLead")["rule"] == "R-DSP-03"


@pytest.mark.parametrize("no", ["DT20000101-000001", "nonsense"])
def test_an_appeal_that_does_not_exist(site: Site, no: str):
    problem(site.verb("operator", no, "dispatch", {"lead_unit": "U-GR"}), 404, "UnknownAppeal")
    problem(site.get("operator", f"/v1/tracking/{no}"), 404, "UnknownAppeal")


@pytest.mark.parametrize("no", ["a%00b", "x" * 200, "%E4%B8%AD"])
def test_a_number_that_is_none(site: Site, no: str):
    assert (
        site.client.get(f"/v1/tracking/{no}", headers=site.headers("operator")).status_code == 400
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"surprise": 1}, "surprise"),
        ({"channel": "pigeon"}, "channel"),
        ({"type": 3}, "type"),
        ({"title": None}, "title"),
        ({"title": 12}, "title"),
        ({"urgency": "now!"}, "urgency"),
        ({"claimant": {"name": "王", "age": 3}}, "claimant.age"),
        ({"claimant": "王"}, "claimant"),
        ({"location": {"lat": 91}}, "location.lat"),
        ({"location": {"lat": "41"}}, "location.lat"),
        ({"occurred_at": "yesterday"}, "occurred_at"),
        ({"occurred_at": "2026-11-01T08:00:00"}, "occurred_at"),
        ({"claimant": {"phone": "call me"}}, "claimant.phone"),
    ],
)
def test_a_body_of_the_wrong_shape_names_the_field(site: Site, change, field):
    body = problem(site.collect(**change), 400, "Malformed")
    assert field in [e["field"] for e in body["errors"]]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": "热" * 101}, "TextTooLong"),
        ({"content": "热" * 20_001}, "TextTooLong"),
        ({"content": "  "}, "EmptyText"),
        ({"content": "a\u0000b"}, "ControlCharacters"),
        ({"title": "打13904190001"}, "PersonalDataInPublicText"),
        ({"category": "9999"}, "UnknownCategory"),
        ({"location": {"grid": "999"}}, "UnknownArea"),
        ({"occurred_at": "2099-01-01T00:00:00Z"}, "TimeInTheFuture"),
        ({"occurred_at": "1991-01-01T00:00:00Z"}, "TimeTooLongAgo"),
    ],
)
def test_a_body_against_a_rule_names_the_rule(site: Site, change, code):
    assert str(problem(site.collect(**change), 422, code)["rule"]).startswith("R-")


def test_the_wrong_value_is_not_repeated_to_the_caller(site: Site):
    answer = site.collect(claimant={"name": "王秀兰", "phone": "13904190001 or so"})
    assert "13904190001" not in answer.text


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"",
        b"[]",
        b'"x"',
        b"\xff\xfe{}",
        b'{"title": "\xd6\xd0"}',
        b'{"content": "\\ud800"}',
        b"null",
    ],
)
def test_a_body_that_is_no_json_object(site: Site, raw: bytes):
    headers = site.headers(
        "operator", **{"Idempotency-Key": "raw", "Content-Type": "application/json"}
    )
    answer = site.client.post("/v1/appeals", content=raw, headers=headers)
    problem(answer, 400, "Malformed")


def test_a_body_over_the_limit(site: Site):
    told = problem(site.collect(content="x" * 1_000_001), 413, "BodyTooLarge")
    assert told["title"] == TOO_LARGE


def test_a_body_over_the_limit_that_does_not_say_its_length(site: Site):
    headers = site.headers(
        "operator", **{"Idempotency-Key": "chunks", "Content-Type": "application/json"}
    )
    chunks = iter([json.dumps(APPEAL).encode()[:-1], *[b" " * 100_000] * 11])
    answer = site.client.post("/v1/appeals", content=chunks, headers=headers)
    assert problem(answer, 413, "BodyTooLarge")["title"] == TOO_LARGE


@pytest.mark.parametrize("who", ["callback", "supervisor", "auditor", "admin", "gr"])
def test_a_post_that_may_not_collect(site: Site, who: str):
    problem(site.collect(who), 403, "PostRequired")


def test_nothing_was_stored_by_any_refusal(site: Site):
    before = site.position()
    site.collect(category="9999")
    site.collect(surprise=1)
    site.verb("ga", "DT20000101-000001", "acknowledge")
    assert site.position() == before


def test_a_page_that_is_not_there(site: Site):
    problem(site.client.get("/v1/nothing"), 404, "NoSuchPage")
    problem(site.client.delete("/v1/appeals"), 405, "WrongMethod")


@pytest.mark.finding("A74")
def test_recalling_what_was_signed_for_is_a_conflict_with_the_state(site: Site):
    answer = site.verb("operator", site.live("acknowledge"), "recall", {"reason": "派错"})
    problem(answer, 409, "RecallTooLate")


@pytest.mark.finding("A74")
def test_the_state_is_named_before_the_rule(site: Site):
    body = {"reason": "派错", "occurred_at": "2090-01-01T00:00:00+08:00"}
    problem(
        site.verb("operator", site.live("handle"), "recall", body),
        409,
        "NotAwaitingAcknowledgement",
    )
    problem(site.verb("operator", site.live("dispatch"), "recall", body), 422, "TimeInTheFuture")


@pytest.mark.finding("A74")
def test_an_unknown_field_to_reveal_is_no_matter_of_the_state(site: Site):
    body = {"purpose": "回访", "fields": ["mother"]}
    answer = site.verb("callback", site.live("close"), "reveal-claimant", body)
    problem(answer, 422, "UnknownField")


@pytest.mark.finding("C5")
def test_what_is_not_suspended_is_not_resumed(site: Site):
    body = {"reason": "x"}
    problem(site.verb("duty", site.live("handle"), "resume", body), 409, "NotSuspended")
