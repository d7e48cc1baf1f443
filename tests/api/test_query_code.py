"""查询码: who has the number and the code given at the intake follows the appeal (DOMAIN 11.9)."""

import asyncio

import pytest

from api.http.problems import Problem
from api.http.query_codes import FREE_GUESSES, SlowDown
from tests.api.conftest import Site

pytestmark = pytest.mark.finding("A42")


def taken_in(site: Site) -> tuple[str, str]:
    said = site.collect().json()
    return said["appeal_no"], said["query_code"]


def read(site: Site, no: str, code: str | None):
    headers = {"Query-Code": code} if code else {}
    return site.client.get(f"/v1/public/appeals/{no}", headers=headers)


def test_the_code_is_told_once(site: Site):
    said = site.collect(key="once").json()
    assert len(said["query_code"]) == 10
    assert "query_code" not in site.collect(key="once").json()


def test_it_opens_the_progress_in_public_words(site: Site):
    no, code = taken_in(site)
    site.verb("operator", no, "add-note", {"text": "内部备注"})
    told = read(site, no, code)
    assert told.status_code == 200, told.text
    assert told.json()["status_name"] == "已受理"
    assert "内部备注" not in told.text
    assert "query_ref" not in told.text
    assert read(site, no, f"{code[:5]} {code[5:]}").status_code == 200


def test_nobody_else_reads_the_hash_of_it(site: Site):
    no, _ = taken_in(site)
    told = site.get("operator", f"/v1/tracking/{no}/timeline", after=site.position())
    assert told.status_code == 200
    assert "query_ref" not in told.text


def test_a_wrong_code_and_an_unknown_number_are_one_answer(site: Site):
    no, code = taken_in(site)
    answers = [read(site, no, "0000000000"), read(site, "DT20200101-000001", code)]
    assert {(a.status_code, a.json()["code"]) for a in answers} == {(404, "NumberAndCodeDoNotFit")}
    assert read(site, no, None).status_code == 401
    other, _ = taken_in(site)
    assert read(site, other, code).status_code == 404


@pytest.mark.finding("A41")
def test_the_claimant_has_a_word_by_it(site: Site):
    said = site.collect().json()
    no, headers = said["appeal_no"], {"Query-Code": said["query_code"]}

    def public(verb: str, body: dict[str, object]):
        return site.client.post(f"/v1/public/appeals/{no}/{verb}", json=body, headers=headers)

    assert public("supplement", {"text": "三楼也不热"}).status_code == 200
    assert public("evaluate", {"satisfied": "yes"}).json()["code"] == "NothingTold"
    for who, verb, body in (
        ("operator", "dispatch", {"lead_unit": "U-GR"}),
        ("gr", "acknowledge", None),
        (
            "gr",
            "handle",
            {
                "outcome": "solved",
                "facts_true": "yes",
                "measures": "排气",
                "public_reply": "已恢复",
            },
        ),
        ("gr", "feed-back", {"channel": "phone", "delivered": True}),
    ):
        assert site.verb(who, no, verb, body).status_code == 200
    assert public("evaluate", {"satisfied": "no", "opinion": "夜里又凉"}).status_code == 200
    assert public("object", {"reason": "夜里又凉"}).status_code == 200
    assert public("object", {"reason": "再说"}).status_code == 409
    pending = site.get("callback", f"/v1/tracking/{no}", after=site.position()).json()["pending"]
    assert "objection" in pending
    assert read(site, no, said["query_code"]).json()["pending"] == ["objection"]


def test_each_wrong_guess_takes_longer():
    paused: list[float] = []

    async def pause(seconds: float) -> None:
        paused.append(seconds)

    async def wrong() -> bool:
        return False

    async def right() -> bool:
        return True

    async def guesses() -> None:
        slow = SlowDown(pause)
        for _ in range(FREE_GUESSES + 8):
            assert not await slow.guarded(["no/1", "ip/2"], wrong)
        assert not await slow.guarded(["no/3", "ip/2"], wrong)  # another number, the same address
        assert await slow.guarded(["no/1", "ip/2"], right)
        assert await slow.guarded(["no/1", "ip/2"], right)

    asyncio.run(guesses())
    assert paused[:FREE_GUESSES] == [0] * FREE_GUESSES
    assert paused[FREE_GUESSES : FREE_GUESSES + 7] == [0.25, 0.5, 1, 2, 4, 8, 8]
    assert paused[-3:] == [8, 8, 0]


def test_many_guesses_at_once_are_refused():
    async def crowd() -> list[object]:
        held = asyncio.Event()
        slow = SlowDown(lambda _: held.wait())

        async def wrong() -> bool:
            return False

        asked = [asyncio.create_task(slow.guarded(["no/1", "ip/1"], wrong)) for _ in range(8)]
        await asyncio.sleep(0)
        held.set()
        return await asyncio.gather(*asked, return_exceptions=True)

    refused = [each for each in asyncio.run(crowd()) if isinstance(each, Problem)]
    assert [each.status for each in refused] == [429] * 3


@pytest.mark.finding("A29", "A42")
def test_who_has_the_code_is_told_public_states_alone_whatever_is_asked(site: Site):
    said = site.collect().json()
    no, headers = said["appeal_no"], {"Query-Code": said["query_code"]}
    for who, verb, body in (
        ("operator", "dispatch", {"lead_unit": "U-GR"}),
        ("gr", "acknowledge", None),
        ("gr-head", "request-return", {"ground": "not_our_duty", "reason": "不属职责"}),
    ):
        assert site.verb(who, no, verb, body).status_code == 200
    inner = ("return_pending", "U-GR", "return", "clocks", "moves", "holder", "退单")
    for verb, body, status in (
        ("urge", {"text": "几时修好"}, 200),
        ("provide-info", {"answers": "在家"}, 409),
        ("object", {"reason": "没修"}, 409),
        ("evaluate", {"satisfied": "no"}, 409),
    ):
        answer = site.client.post(f"/v1/public/appeals/{no}/{verb}", json=body, headers=headers)
        assert answer.status_code == status, answer.text
        told = {k: v for k, v in answer.json().items() if k not in ("allowed", "allowed_zh")}
        assert not [word for word in inner if word in str(told)], (verb, told)
        assert told.get("status", "handling") in ("handling", 409)
