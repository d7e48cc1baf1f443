"""Looking into personal data: by a command with a purpose, and never after erasure."""

from tests.api.conftest import Site

PURPOSE = {"purpose": "上门前核实地址"}


def test_a_reveal_answers_in_clear_and_stands_on_the_timeline(site: Site):
    appeal_no = site.live("acknowledge")
    answer = site.verb("gr", appeal_no, "reveal-claimant", PURPOSE)
    assert answer.json()["claimant"] == {
        "claimant_name": "王秀兰",
        "claimant_phone": "13904190001",
        "address": "幸福家园3号楼",
    }
    after = site.position()
    items = site.get("auditor", f"/v1/tracking/{appeal_no}/timeline", after=after).json()["items"]
    assert items[-1]["sentence"] == "供热公司查看诉求人姓名、电话、地址：上门前核实地址"


def test_a_reveal_after_an_amendment_answers_what_was_put_right(site: Site):
    appeal_no = site.live("")
    amended = {"reason": "听错", "claimant_phone": "13904190099"}
    assert site.verb("operator", appeal_no, "amend", amended).status_code == 200
    answer = site.verb("duty", appeal_no, "reveal-claimant", PURPOSE)
    assert answer.json()["claimant"]["claimant_phone"] == "13904190099"
    row = site.get("auditor", f"/v1/tracking/{appeal_no}", after=site.position()).json()
    assert row["claimant_phone"] == "139****0099"


def test_a_confidential_claimant_is_not_revealed_to_a_unit(site: Site):
    appeal_no = site.live("acknowledge", confidential=True)
    answer = site.verb("gr", appeal_no, "reveal-claimant", PURPOSE)
    assert (answer.status_code, answer.json()["code"]) == (403, "ConfidentialToUnits")


def test_a_dry_run_reveals_nothing(site: Site):
    appeal_no = site.live("acknowledge")
    answer = site.verb("gr", appeal_no, "reveal-claimant?dry_run=true", PURPOSE)
    assert answer.json()["dry_run"] is True
    assert "13904190001" not in answer.text


def test_erasure_takes_two_and_leaves_history_without_the_person(site: Site):
    appeal_no = site.live("close")
    ground = {"ground": "诉求人要求删除"}
    assert site.verb("officer", appeal_no, "erase", ground).status_code == 200
    again = site.verb("officer", appeal_no, "erase", ground)
    assert again.json()["code"] == "SecondPersonNeeded"
    assert site.verb("duty", appeal_no, "erase", ground).status_code == 200
    row = site.get("auditor", f"/v1/tracking/{appeal_no}", after=site.position()).json()
    assert (row["claimant_name"], row["status"]) == ("[已擦除]", "closed")
    statement = "SELECT count(*) FROM {city}_keys.keys WHERE stream = %s"
    assert site.city.query(statement, appeal_no) == [(0,)]
    timeline = site.get("auditor", f"/v1/tracking/{appeal_no}/timeline").json()["items"]
    assert timeline[0]["details"]["content"] == "[已擦除]"
    assert timeline[0]["details"]["title"] == "暖气不热"
