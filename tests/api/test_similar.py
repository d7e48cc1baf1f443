"""GET /v1/appeals/similar: what of late may be the same matter; a suggestion, never a merge."""

import pytest

from projections.similar.queries import is_within
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


@pytest.mark.finding("A80")
def test_the_street_of_a_grid_is_the_same_place_and_the_city_is_none(site: Site):
    words = {"title": "井盖丢失", "category": "0101"}
    places = {"street": "211081001", "grid": "211081001001", "city": "211081"}
    told = {name: site.live("", location={"grid": at}, **words) for name, at in places.items()}
    site.settle()
    both = {"street", "grid"}
    for asked, alike in (("grid", both), ("street", both), ("city", set())):
        found = similar(site, area=places[asked], title="井盖丢失")
        there = {each["appeal_no"] for each in found if "place" in each["shares"]}
        assert {name for name, no in told.items() if no in there} == alike, asked


@pytest.mark.finding("A80")
@pytest.mark.parametrize(
    ("area", "other", "within"),
    [
        ("211081001001", "211081001", True),
        ("211081001", "211081001", True),
        ("211081001", "211081001001", False),
        ("211081002001", "211081001", False),
        ("211081001", "211081", False),
        (None, "211081001", False),
        ("211081001", None, False),
    ],
)
def test_a_place_lies_in_what_its_code_begins_with_from_the_street_down(area, other, within):
    assert is_within(area, other) is within


@pytest.mark.finding("A80")
def test_a_number_has_its_whole_history(site: Site):
    old = site.live("", claimant={"name": "郑十", "phone": "13600007777"}, title="多年前的事")
    site.settle()
    with site.city.database.connect() as conn:
        conn.execute(
            f"UPDATE {site.city.name}_tracking.tracking SET"
            " collected_at = collected_at - interval '3 years' WHERE appeal_no = %s",
            (old,),
        )
    [found] = similar(site, phone="13600007777", title="路灯")
    assert (found["appeal_no"], found["shares"]) == (old, ["caller"])
    assert old not in {each["appeal_no"] for each in similar(site, area="211081001001")}
