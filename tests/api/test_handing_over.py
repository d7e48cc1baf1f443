"""A unit is dissolved: its open orders go to its successor, one fact and one result each."""

from tests.api.conftest import Site

REASON = {"reason": "机构合并"}


def test_every_open_order_goes_to_the_successor_with_a_result_each(site: Site):
    lead = site.live("")
    site.verb("operator", lead, "dispatch", {"lead_unit": "U-CG"})
    helped = site.live("acknowledge")
    asked = {"unit": "U-CG", "task": "到场", "reason": "两家相关"}
    site.verb("operator", helped, "add-co-handler", asked)
    path = "/v1/directory/units/U-CG/dissolve"
    headers = site.headers("admin")
    gone = site.client.post(path, json={"successor": "U-JD", **REASON}, headers=headers)
    assert gone.status_code == 200, gone.text
    site.get("operator", f"/v1/tracking/{lead}", after=site.position())
    told = site.client.post("/v1/units/U-CG/hand-over", json=REASON, headers=headers).json()
    assert told["to_unit"] == "U-JD"
    assert {lead, helped} <= {i["appeal_no"] for i in told["items"] if i["done"]}
    row = site.get("operator", f"/v1/tracking/{lead}", after=site.position()).json()
    assert (row["lead_unit"], row["lead_unit_name"]) == ("U-JD", "烟台街道办")
    row = site.get("operator", f"/v1/tracking/{helped}").json()
    assert row["co_units"] == ["U-JD"]


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
