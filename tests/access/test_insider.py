"""A hostile insider tries to read the accusation, or what is hidden, by every other way."""

import pytest

from tests.access.conftest import World
from tests.api.conftest import Site

ACCUSED = ("cg", "cg-head", "cg-overseer")
NOBODY = "DT20200101-000001"
VERBS: dict[str, object] = {
    "acknowledge": None,
    "add-note": {"text": "看看"},
    "urge": {"text": "快"},
    "reveal-claimant": {"purpose": "核实"},
    "request-return": {"ground": "not_our_duty"},
    "reply-supervision": {"reply": "已办"},
    "attach-file": {"sha256": "0" * 64, "mime": "a/b", "size": 1},
    "record-progress": {"text": "在办"},
    "supervise": {"level": "routine", "demand": "办"},
    "close-supervision": {"supervision": 1, "result": "好"},
}


def problem(answer) -> dict:
    """What a refusal says, but for the id of the request."""
    return {name: value for name, value in answer.json().items() if name != "request_id"}


@pytest.mark.finding("A1")
@pytest.mark.parametrize("who", ACCUSED)
def test_the_accused_reads_nothing_of_it_and_hears_what_one_hears_of_nothing(world: World, who):
    site = world.site
    for number in world.against.values():
        for path in ("", "/timeline", "/clocks", "?at=2026-11-26T00:00:00Z"):
            answer = site.open(who, f"/v1/tracking/{number}{path}")
            nothing = site.open(who, f"/v1/tracking/{NOBODY}{path}")
            assert (answer.status_code, problem(answer)) == (403, problem(nothing))


@pytest.mark.finding("A1", "A17")
@pytest.mark.parametrize("who", ACCUSED)
@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_by_the_accused_tells_that_it_is_there(world: World, who, verb):
    site = world.site
    number = world.against["confidential", "handling"]
    for more, match in (("", "*"), ("?dry_run=true", "*"), ("", '"1"')):
        answer = site.verb(who, number, f"{verb}{more}", VERBS[verb], match)
        nothing = site.verb(who, NOBODY, f"{verb}{more}", VERBS[verb], match)
        assert answer.status_code in (400, 403)
        assert (answer.status_code, problem(answer)) == (nothing.status_code, problem(nothing))
    asked = {"appeals": [number, NOBODY], "body": VERBS[verb] or {}}
    headers = site.headers(who, **{"Idempotency-Key": f"{who}-{verb}"})
    bulk = site.client.post(f"/v1/bulk/{verb}?dry_run=true", json=asked, headers=headers)
    if bulk.status_code == 200:
        there, none = (
            {k: v for k, v in i.items() if k != "appeal_no"} for i in bulk.json()["items"]
        )
        assert there == none


@pytest.mark.finding("A1", "B17")
@pytest.mark.parametrize("who", ACCUSED)
def test_no_list_of_the_accused_holds_it(world: World, who):
    site, against = world.site, set(world.against.values())
    lists = [
        "/v1/tracking?limit=200",
        "/v1/tracking?limit=200&sort=light",
        "/v1/tracking?late=false",
        "/v1/tracking?q=特别的",
        "/v1/tracking?flag=confidential",
        "/v1/tracking?sensitive=any",
        f"/v1/tracking?as_of={site.position()}",
        "/v1/exports/appeals",
        "/v1/appeals/similar?area=211081001001&category=0101&title=特别的",
        "/v1/accountability/exceptions/overdue",
        "/v1/accountability/appeals?figure=received",
    ]
    for number in against:
        lists.append(f"/v1/tracking?q={number}")
    for path in lists:
        answer = site.open(who, path)
        assert answer.status_code in (200, 403), (path, answer.text)
        assert not [number for number in against if number in answer.text], path


@pytest.mark.finding("A80")
def test_only_who_takes_in_appeals_asks_by_a_number(world: World):
    found = world.site.get("operator", "/v1/appeals/similar", phone="13904190001", category="0101")
    assert found.json()["items"]
    for who in ("gr", "auditor", "supervisor", "cg"):
        answer = world.site.get(who, "/v1/appeals/similar", phone="13904190001")
        assert (answer.status_code, answer.json()["code"]) == (403, "OutsideScope")


@pytest.mark.finding("A80", "A89")
def test_likeness_tells_no_word_of_a_threat(world: World):
    asked = {"area": "211081001001", "category": "0101", "within_days": 366}
    threats = {n for (level, _), n in world.appeals.items() if level == "threat"}

    def scores(title: str) -> dict[str, float]:
        items = world.site.get("auditor", "/v1/appeals/similar", **asked, title=title).json()[
            "items"
        ]
        assert not [i for i in items if i["appeal_no"] in threats and "特别" in i["title"]]
        return {i["appeal_no"]: i["score"] for i in items if i["appeal_no"] in threats}

    assert scores("特别的threat") == scores("毫不相干")


@pytest.fixture(scope="module")
def own(world: World) -> str:
    """A resident's appeal, about which the offices have much to say to each other."""
    site = world.site
    number: str = site.collect("resident", channel="web").json()["appeal_no"]
    for who, verb, body in (
        ("operator", "add-note", {"text": "内部备注"}),
        ("operator", "label", {"labels": ["harassment"], "reason": "多次"}),
        ("operator", "dispatch", {"lead_unit": "U-GR"}),
        ("supervisor", "supervise", {"level": "routine", "demand": "限期", "units": ["U-GR"]}),
        ("gr", "acknowledge", None),
        ("gr-head", "request-return", {"ground": "not_our_duty", "reason": "不属职责"}),
    ):
        done = site.verb(who, number, verb, body)
        assert done.status_code == 200, (verb, done.text)
    site.get("operator", f"/v1/tracking/{number}", after=site.position())
    site.get("operator", f"/v1/tracking/{number}/timeline", after=site.position())
    return number


INNER = (
    "harassment",
    "supervision",
    "return",
    "U-GR",
    "内部",
    "gr-head",
    "notes",
    "returns",
    "holder",
    "rule",
    "退单",
    "督办",
    "operator",
)


@pytest.mark.finding("A29", "A42", "B17")
@pytest.mark.parametrize("part", ["", "/timeline", "/clocks", "?at={at}"])
def test_a_resident_reads_public_words_and_states_alone(world: World, own: str, part):
    row = world.site.get("operator", f"/v1/tracking/{own}").json()
    at = str(row["updated_at"]).replace("+00:00", "Z")
    answer = world.site.open("resident", f"/v1/tracking/{own}{part.format(at=at)}")
    assert answer.status_code == 200, answer.text
    without_allowed = {k: v for k, v in answer.json().items() if k != "allowed"}
    found = [word for word in INNER if word in str(without_allowed)]
    assert not found, without_allowed
    if part == "":
        assert (answer.json()["status"], answer.json()["status_name"]) == ("handling", "办理中")
    if part == "/timeline":
        assert all(item["sentence"] for item in answer.json()["items"])  # A65


@pytest.mark.finding("A29", "B17")
def test_no_filter_of_a_resident_tells_what_is_not_shown(world: World, own: str):
    for asked in (
        {"flag": "harassment"},
        {"pending": "return"},
        {"supervised": "U-GR"},
        {"late": "true"},
        {"overdue": "true"},
        {"unit": "U-GR"},
        {"holder": "U-GR"},
        {"light": "red"},
        {"suspended": "false"},
        {"clock": "supervision"},
    ):
        answer = world.site.get("resident", "/v1/tracking", **asked)
        assert (answer.status_code, answer.json()["code"]) == (403, "OutsideScope"), asked
    by_state = {
        state: own in world.site.get("resident", "/v1/tracking", status=state).text
        for state in ("handling", "return_pending", "collected", "open")
    }
    assert by_state == {
        "handling": True,
        "return_pending": False,
        "collected": False,
        "open": True,
    }
    listed = world.site.get("resident", "/v1/tracking")
    assert not [word for word in INNER if word in listed.text]


@pytest.mark.finding("B17")
def test_no_answer_to_a_residents_act_tells_what_is_not_shown(world: World, own: str):
    site = world.site
    for path, match in (
        ("urge", '"1"'),
        ("urge?dry_run=true", "*"),
        ("provide-info", "*"),
        ("urge", "*"),
    ):
        body = {"answers": "在家"} if "info" in path else {"text": "几时修好"}
        answer = site.verb("resident", own, path, body, match)
        told = {k: v for k, v in answer.json().items() if k not in ("allowed", "rule")}
        assert not [word for word in INNER if word in str(told)], (path, told)
    assert answer.json()["status"] == "handling"


@pytest.mark.finding("A17")
def test_a_reveal_sent_again_tells_nothing_to_who_reads_it_no_more(world: World):
    site: Site = world.site
    number = site.live("acknowledge")
    key = {"Idempotency-Key": "reveal-once"}
    first = site.verb("gr", number, "reveal-claimant", {"purpose": "核实地址"}, **key)
    assert first.json()["claimant"]["claimant_phone"] == "13904190001"
    moved = site.verb("operator", number, "reassign", {"to_unit": "U-GA", "reason": "误派"})
    assert moved.status_code == 200, moved.text
    site.get("operator", f"/v1/tracking/{number}", after=site.position())
    again = site.verb("gr", number, "reveal-claimant", {"purpose": "核实地址"}, **key)
    assert (again.status_code, "13904190001" in again.text) == (403, False)


@pytest.mark.finding("A65")
def test_sentences_name_units_and_people_not_accounts(world: World):
    number = world.appeals["open", "closed"]
    items = world.site.get("operator", f"/v1/tracking/{number}/timeline").json()["items"]
    said = [item["sentence"] for item in items]
    assert any(sentence.startswith("供热公司签收工单") for sentence in said)
    assert not [s for s in said if "U-" in s or "gr" in s or "operator" in s or "时限提醒" in s]


@pytest.mark.finding("A29", "B17")
def test_a_bulk_of_a_resident_tells_no_more_than_one_act(world: World, own: str):
    headers = world.site.headers("resident", **{"Idempotency-Key": "resident-bulk"})
    others = [world.appeals["open", "handling"], NOBODY]
    asked = {"appeals": [own, *others], "body": {"text": "几时修好"}}
    for dry in ("?dry_run=true", ""):
        answer = world.site.client.post(f"/v1/bulk/urge{dry}", json=asked, headers=headers)
        mine, *no = answer.json()["items"]
        assert (mine["done"], mine["status"]) == (True, "handling"), mine
        assert not [word for word in INNER if word in str(mine)], mine
        assert {"clocks", "moves"}.isdisjoint(mine.get("would", ()))
        there, nothing = ({k: v for k, v in i.items() if k != "appeal_no"} for i in no)
        assert there == nothing
    asked = {"appeals": [own], "body": {"answers": "在家"}}
    answer = world.site.client.post(
        "/v1/bulk/provide-info?dry_run=true", json=asked, headers=headers
    )
    [mine] = answer.json()["items"]
    assert (mine["done"], mine["code"]) == (False, "NotInThisState")
    assert not [word for word in INNER if word in mine["detail"] + mine["detail_zh"]], mine
