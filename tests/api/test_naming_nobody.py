"""At each door of the service: no public text names a person, in whatever spelling (B10, B11)."""

from typing import Any

import httpx
import pytest

from api.visibility.masking import _masked_phone
from tests.api.conftest import Site

pytestmark = pytest.mark.finding("B10")

CLAIMANT = {"name": "张三丰", "phone": "+86 139-0000-0071"}
SPELLINGS = [
    "+8613900000001",
    "139 0000 0001",
    "139-0000-0001",
    "１３９０００００００１",
    "一三九〇〇〇〇〇〇〇一",
    "２１０１０２１９９００１０１１２３４",
    "6222021234567890123",
]
THEIRS = ["张三丰", "张 三 丰", "13900000071", "1 3 9 0 0 0 0 0 0 7 1"]


def refused(answer: httpx.Response) -> bool:
    told: dict[str, Any] = answer.json()
    return answer.status_code == 422 and told["code"] == "PersonalDataInPublicText"


@pytest.mark.parametrize("words", [*SPELLINGS, *THEIRS])
def test_a_title_is_refused(site: Site, words: str):
    assert refused(site.collect(title=f"路灯 {words}", claimant=CLAIMANT))


@pytest.mark.parametrize("words", ["139 0000 0001", *THEIRS])
def test_so_are_the_words_of_later_verbs(site: Site, words: str):
    appeal_no = site.live("", claimant=CLAIMANT)
    dispatched = {"lead_unit": "U-GR", "instruction": f"请找{words}"}
    assert refused(site.verb("operator", appeal_no, "dispatch", dispatched))
    amended = {"title": f"{words}停水", "reason": "补正"}
    assert refused(site.verb("operator", appeal_no, "amend", amended))
    assert refused(
        site.verb("operator", appeal_no, "amend", {"urgency": "urgent", "reason": words})
    )


def test_in_a_bulk_only_the_appeal_of_that_claimant_is_refused(site: Site):
    theirs, other = site.live("", claimant=CLAIMANT), site.live("")
    headers = site.headers("operator", **{"Idempotency-Key": f"bulk-{theirs}"})
    body = {"lead_unit": "U-GR", "instruction": "请找张三丰"}
    told = site.client.post(
        "/v1/bulk/dispatch", json={"appeals": [theirs, other], "body": body}, headers=headers
    ).json()
    codes = {item["appeal_no"]: item.get("code") for item in told["items"]}
    assert codes == {theirs: "PersonalDataInPublicText", other: None}


def test_a_dry_run_refuses_them_too(site: Site):
    appeal_no = site.live("", claimant=CLAIMANT)
    path = f"/v1/appeals/{appeal_no}/dispatch"
    answer = site.client.post(
        path,
        params={"dry_run": "true"},
        headers=site.headers("operator", **{"If-Match": "*"}),
        json={"lead_unit": "U-GR", "instruction": "请找张三丰"},
    )
    assert refused(answer)


def test_the_refusal_does_not_repeat_them(site: Site):
    told = site.collect(title="张三丰家停水", claimant=CLAIMANT).text
    assert "张三丰" not in told
    assert "claimant's name" in told


@pytest.mark.finding("B11")
@pytest.mark.parametrize(
    "written", ["13900000071", "+86 139 0000 0071", "１３９００００００７１", "0139-0000-0071"]
)
def test_a_number_is_masked_alike_in_every_spelling(written: str):
    assert _masked_phone(written) == "139****0071"
