"""A unit is dissolved: its open orders go to its successor, one fact and one result each."""

import pytest

from casework.directory.commands import DissolveUnit
from tests.api.conftest import Site
from tests.conftest import ADMIN

REASON = {"reason": "机构合并"}


def unit_named(site: Site, code: str) -> dict[str, str]:
    """A unit of its own with somebody in it: what is dissolved is not of the other tests."""
    entry = {"code": code, "name": f"{code}处", "kind": "department"}
    headers = site.headers("admin")
    site.client.post("/v1/directory/entries", json={"units": [entry]}, headers=headers)
    body = {"name": f"clerk-{code}", "posts": ["department"], "unit": code}
    opened = site.client.post("/v1/accounts", json=body, headers=headers).json()
    site.tokens[code] = opened["token"]
    return headers


@pytest.mark.finding("A19")
def test_dissolving_hands_over_every_open_order_in_the_same_step(site: Site):
    headers = unit_named(site, "U-T1")
    lead = site.live("")
    site.verb(
        "operator", lead, "dispatch", {"lead_unit": "U-T1", "co_handlers": [{"unit": "U-GA"}]}
    )
    helped = site.live("acknowledge")
    asked = {"unit": "U-T1", "task": "到场", "reason": "两家相关"}
    site.verb("operator", helped, "add-co-handler", asked)
    path, body = "/v1/directory/units/U-T1/dissolve", {"successor": "U-JD", **REASON}
    dry = site.client.post(f"{path}?dry_run=true", json=body, headers=headers).json()
    assert (dry["dry_run"], set(dry["appeals"])) == (True, {lead, helped})
    gone = site.client.post(path, json=body, headers=headers)
    assert (gone.status_code, gone.json()["handed_over"]) == (200, 2), gone.text
    row = site.get("operator", f"/v1/tracking/{lead}", after=site.position()).json()
    assert (row["lead_unit"], row["lead_unit_name"]) == ("U-JD", "烟台街道办")
    row = site.get("operator", f"/v1/tracking/{helped}").json()
    assert row["co_units"] == ["U-JD"]
    again = site.client.post(path, json=body, headers=headers)
    assert again.json()["code"] == "AlreadyDissolved"


@pytest.mark.finding("A19")
def test_what_cannot_go_there_stands_in_the_way_and_nothing_is_done(site: Site):
    headers = unit_named(site, "U-T2")
    lead = site.live("", complained_against_unit="U-JD")
    site.verb("operator", lead, "dispatch", {"lead_unit": "U-T2"})
    path = "/v1/directory/units/U-T2/dissolve"
    refused = site.client.post(path, json={"successor": "U-JD", **REASON}, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (409, "OrdersInTheWay")
    assert [i["appeal_no"] for i in refused.json()["items"]] == [lead]
    assert site.verb("U-T2", lead, "acknowledge").status_code == 200  # it still stands


@pytest.mark.finding("A19")
def test_its_people_act_until_the_orders_are_handed_over(site: Site):
    """One that was dissolved without it, as by a load of the directory, has them still."""
    headers = unit_named(site, "U-T3")
    lead = site.live("")
    site.verb("operator", lead, "dispatch", {"lead_unit": "U-T3"})
    gone = DissolveUnit(unit="U-T3", successor="U-JD")
    with site.city.open() as beside:
        beside.refresh()
        beside.do(gone, ADMIN)
    assert site.verb("U-T3", lead, "acknowledge").status_code == 200
    rows = site.get("U-T3", "/v1/tracking", after=site.position()).json()["items"]
    assert lead in {row["appeal_no"] for row in rows}
    listed = site.get("supervisor", "/v1/accountability/exceptions/at_dissolved").json()["items"]
    assert lead in {row["appeal_no"] for row in listed}
    told = site.client.post("/v1/units/U-T3/hand-over", json=REASON, headers=headers).json()
    assert (told["to_unit"], told["done"]) == ("U-JD", 1)
    assert site.verb("U-T3", lead, "record-progress", {"text": "到场"}).status_code == 403


def test_a_dry_run_hands_nothing_over(site: Site):
    lead = site.live("")
    site.verb("operator", lead, "dispatch", {"lead_unit": "U-GA"})
    site.get("operator", f"/v1/tracking/{lead}", after=site.position())
    before, path = site.position(), "/v1/units/U-GA/hand-over?dry_run=true"
    body = {"to_unit": "U-GR", **REASON}
    told = site.client.post(path, json=body, headers=site.headers("admin")).json()
    assert lead in {i["appeal_no"] for i in told["items"] if i["would"]["facts"]}
    assert (told["dry_run"], site.position()) == (True, before)


def test_an_operator_may_not(site: Site):
    answer = site.client.post(
        "/v1/units/U-CG/hand-over", json=REASON, headers=site.headers("operator")
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "PostRequired")


def test_an_account_is_opened_and_closed_over_http(site: Site):
    headers = site.headers("admin")
    body = {"name": "grid-7", "posts": ["grid_worker"], "area": "211081001001"}
    opened = site.client.post("/v1/accounts", json=body, headers=headers)
    assert opened.status_code == 201, opened.text
    token = {"Authorization": f"Bearer {opened.json()['token']}"}
    assert site.client.get("/v1/tracking", headers=token).status_code == 200
    closed = site.client.post("/v1/accounts/grid-7/close", json={"reason": "调离"}, headers=headers)
    assert closed.status_code == 200
    assert site.client.get("/v1/tracking", headers=token).status_code == 401
