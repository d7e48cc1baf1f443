"""A data officer finds a person's appeals; who asked, and what for, stays on record."""

import pytest

from tests.api.conftest import Site

NUMBER = "13704197731"
ASKED = {"phone": NUMBER, "purpose": "本人申请查询"}


def search(site: Site, who: str = "officer", path: str = "", **asked: object):
    body = {**ASKED, **asked}
    return site.client.post(f"/v1/people/search{path}", json=body, headers=site.headers(who))


@pytest.fixture(scope="module")
def theirs(site: Site) -> list[str]:
    """Two appeals of one number, in two spellings, one of them confidential; one is closed."""
    claimant = {"name": "赵 桂芳", "phone": "+86 137-0419-7731"}
    first = site.live(claimant=claimant)
    second = site.collect(
        claimant={"name": "赵小军", "phone": NUMBER}, confidential=True, title="路灯不亮"
    )
    return [first, second.json()["appeal_no"]]


@pytest.mark.finding("A58")
@pytest.mark.parametrize("phone", [NUMBER, "0086 137 0419 7731", "１３７０４１９７７３１"])
def test_a_persons_appeals_are_found_by_the_number_however_spelled(site: Site, theirs, phone):
    answer = search(site, phone=phone)
    assert answer.status_code == 200, answer.text
    items = answer.json()["items"]
    assert [(i["appeal_no"], i["status"]) for i in items] == [
        (theirs[0], "closed"),
        (theirs[1], "collected"),
    ]
    assert items[0]["closed_at"] and not items[1]["closed_at"]
    told = {"appeal_no", "status", "status_name", "collected_at", "closed_at"}
    assert all(set(item) == told for item in items), "no words, no claimant"


@pytest.mark.finding("A58")
def test_a_name_narrows_what_the_number_found(site: Site, theirs):
    found = search(site, name="赵桂芳").json()["items"]
    assert [item["appeal_no"] for item in found] == theirs[:1]
    assert search(site, name="赵").json()["items"] == []


@pytest.mark.finding("A58")
def test_a_search_is_an_act_on_record_without_what_was_asked(site: Site, theirs):
    before = site.position()
    position = search(site, name="赵桂芳", purpose="核对更正申请").json()["position"]
    assert position == before + 1
    [(topic, fact)] = site.city.query(
        "SELECT topic, convert_from(state, 'UTF8') FROM {city}.events"
        f" WHERE notification_id = {position}"
    )
    assert topic == "person.searched"
    assert NUMBER not in fact and "赵桂芳" not in fact
    [refs] = site.city.query(
        "SELECT count(*) FROM {city}_keys.keys WHERE"
        f" position(encode(claimant_ref, 'hex') IN $${fact}$$) > 0"
    )
    assert refs == (0,), "nobody links a search to an appeal without the master key"
    newest = site.get("auditor", "/v1/people/searches").json()["items"][0]
    assert (newest["user"], newest["purpose"], newest["found"]) == ("officer", "核对更正申请", 1)
    assert newest["position"] == position


@pytest.mark.finding("A58")
def test_whoever_asks_for_the_same_number_leaves_the_same_mark(site: Site, theirs):
    search(site)
    search(site, phone="+86 137 0419 7731")
    search(site, phone="13704197732")
    other, second, first = site.get("auditor", "/v1/people/searches").json()["items"][:3]
    assert first["phone_ref"] == second["phone_ref"] != other["phone_ref"]
    assert other["found"] == 0, "what found nothing is on record too"


@pytest.mark.finding("A58")
def test_a_dry_run_looks_for_nothing(site: Site, theirs):
    before = site.position()
    told = search(site, path="?dry_run=true").json()
    assert told == {"dry_run": True, "would": ["person.searched"]}
    assert site.position() == before


@pytest.mark.finding("A58")
@pytest.mark.parametrize("who", ["operator", "duty", "supervisor", "auditor", "admin", "resident"])
def test_nobody_else_searches(site: Site, who):
    before = site.position()
    answer = search(site, who)
    assert (answer.status_code, answer.json()["code"]) == (403, "SearchesAreTheOfficers")
    assert site.position() == before


@pytest.mark.finding("A58")
@pytest.mark.parametrize("who", ["officer", "operator", "resident", "supervisor"])
def test_the_record_is_the_auditors(site: Site, who):
    assert site.get(who, "/v1/people/searches").status_code == 403


@pytest.mark.finding("A58")
@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"phone": "  "}, 422, "NoNumberToSearch"),
        ({"phone": "赵桂芳"}, 422, "NoNumberToSearch"),
        ({"phone": "1370"}, 422, "NoNumberToSearch"),
        ({"purpose": " "}, 422, "EmptyText"),
        ({"purpose": "核实13704197731"}, 422, "PersonalDataInPublicText"),
        ({"phone": None}, 400, "Malformed"),
    ],
)
def test_what_is_refused_repeats_nothing_and_records_nothing(site: Site, asked, status, code):
    before = site.position()
    answer = search(site, **asked)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert NUMBER not in answer.text and "赵桂芳" not in answer.text
    assert site.position() == before


@pytest.mark.finding("A58")
def test_an_erased_person_is_found_no_more(site: Site):
    number = site.live(claimant={"name": "钱某", "phone": "13704190404"})
    assert len(search(site, phone="13704190404").json()["items"]) == 1
    for who in ("officer", "duty"):
        erased = site.verb(who, number, "erase", {"ground": "本人要求"})
        assert erased.status_code == 200, erased.text
    assert search(site, phone="13704190404").json()["items"] == []
