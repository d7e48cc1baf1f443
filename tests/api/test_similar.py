"""GET /v1/appeals/similar: what of late may be the same matter; a suggestion, never a merge."""

import pytest

from tests.api.conftest import Site


def similar(site: Site, who: str = "operator", **known: object) -> list[dict]:
    answer = site.get(who, "/v1/appeals/similar", **known)
    assert answer.status_code == 200, answer.text
    items: list[dict] = answer.json()["items"]
    return items


def test_the_same_caller_with_alike_words_comes_first(site: Site):
    appeal_no = site.live(
        "", title="三号楼楼道灯不亮", claimant={"name": "李四", "phone": "13804198888"}
    )
    site.get("operator", f"/v1/tracking/{appeal_no}", after=site.position())
    [first, *_] = similar(
        site, phone="138-0419-8888", title="3号楼的楼道灯不亮了", area="211081001001"
    )
    assert first["appeal_no"] == appeal_no
    assert {"caller", "place", "words"} <= set(first["shares"])


def test_nothing_alike_answers_an_empty_list(site: Site):
    assert similar(site, phone="13000000000", title="没有这样的事") == []


def test_no_name_or_number_is_in_the_answer(site: Site):
    appeal_no = site.live("", claimant={"name": "赵六", "phone": "13700001234"})
    site.get("operator", f"/v1/tracking/{appeal_no}", after=site.position())
    answer = site.get("operator", "/v1/appeals/similar", phone="13700001234", title="暖气不热")
    assert appeal_no in answer.text
    assert "13700001234" not in answer.text
    assert "赵" not in answer.text


def test_a_unit_is_not_shown_what_others_said(site: Site):
    assert site.get("gr", "/v1/appeals/similar", phone="13904190001").status_code == 403
    assert site.get("resident", "/v1/appeals/similar", area="211081001001").status_code == 403


@pytest.mark.finding("B11")
@pytest.mark.parametrize(
    "written", ["+8613900000001", "0086 139 0000 0001", "8613900000001", "013900000001"]
)
def test_the_same_caller_under_another_form_of_the_number(site: Site, written: str):
    appeal_no = site.live("", claimant={"name": "周九", "phone": "13900000001"}, title="路灯不亮")
    site.get("operator", f"/v1/tracking/{appeal_no}", after=site.position())
    found = similar(site, phone=written, title="路灯不亮")
    assert appeal_no in {each["appeal_no"] for each in found if "caller" in each["shares"]}
