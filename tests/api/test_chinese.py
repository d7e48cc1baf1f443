"""Whoever is refused reads why in Chinese: every error has its sentence, filled as the English."""

import ast
import re
from collections.abc import Iterator
from string import Formatter

import pytest

from api.http.chinese import values
from api.http.chinese.sentences import PROBLEMS, REFUSALS, of_error
from api.http.problems import _CODES
from casework.appeal import refusals as no
from casework.appeal.commands import SYSTEM_VERBS, VERBS
from casework.errors import CaseworkError, Forbidden, NotInState, Refusal
from tests.api.conftest import APPEAL, Site
from tests.api.test_refusals import problem
from tests.api.test_registry import SOURCE, errors

pytestmark = pytest.mark.finding("A64")

VERBS_PAGE = SOURCE.parents[1] / "docs" / "verbs.md"
ERRORS = sorted([*errors(), Refusal, Forbidden, NotInState], key=lambda kind: kind.__name__)
HAN = re.compile(r"[\u4e00-\u9fff]")
# What stays as it is in a Chinese sentence: fields, headers, commands, addresses, codes.
CODE = re.compile(
    r"`[^`]*`|“30 wd”|“unsolved_explained”|GET /v1/\w+|Authorization: Bearer|\b\w+_\w+\b"
    r"|\b\w+-\w+(-\w+)?\b|\b\d{4}-\d\d-\d\dT\S*|--yes"
    r"|\b(ASCII|ETag|JSON|U|basis|contacted|cursor|delivered|false|lat|lng|next|plan|satisfied|sha256"
    r"|solved|true|until|urgency)\b",
    re.ASCII,
)
WHERE = "src/api/http/chinese/{}: write the sentence that a clerk reads, with the {{names}} of {!r}"


def placeholders(text: str) -> set[tuple[str, str]]:
    """The names in a message, with how each is written."""
    return {(name, how or "") for _, name, how, _ in Formatter().parse(text) if name}


def english(text: str) -> list[str]:
    """The English words of a Chinese sentence that are no codes."""
    bare = re.sub(r"\{[^}]*\}", "", text)
    return re.findall(r"[A-Za-z]{2,}", CODE.sub("", bare))


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_every_error_has_a_chinese_sentence_with_the_same_details(kind: type[CaseworkError]):
    said, message = REFUSALS.get(kind.__name__), kind.__doc__ or ""
    assert said, WHERE.format("refusals.toml", message)
    assert placeholders(said) == placeholders(message)
    assert kind is no.OutsideScope or HAN.search(said)
    assert not english(said)


def test_no_sentence_is_left_over():
    assert set(REFUSALS) == {kind.__name__ for kind in ERRORS}
    assert set(PROBLEMS) == {code for code, _ in raised()} | {*_CODES.values(), "Http", "Fault"}


def raised() -> Iterator[tuple[str, ast.Call]]:
    """Every `Problem(status, code, detail, zh)` of the sources."""
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem":
                yield getattr(node.args[1], "value", ""), node


@pytest.mark.parametrize(
    ("code", "node"), [*raised()], ids=lambda x: x if isinstance(x, str) else ""
)
def test_every_problem_of_http_has_one_and_what_it_takes(code: str, node: ast.Call):
    assert code in PROBLEMS, WHERE.format("problems.toml", code)
    given = node.args[3] if len(node.args) > 3 else None
    given = next((k.value for k in node.keywords if k.arg == "zh"), given)
    names = {name for name, _ in placeholders(PROBLEMS[code])}
    if isinstance(given, ast.Dict):
        assert {getattr(key, "value", None) for key in given.keys} == names
    else:
        assert (given is not None) == bool(names)
    assert HAN.search(PROBLEMS[code])
    assert not english(PROBLEMS[code])


def test_a_verb_is_called_as_the_docs_call_it():
    told = dict(
        re.findall(r"^\| `([a-z-]+)` \| ([^|]+?) \|", VERBS_PAGE.read_text("utf-8"), re.MULTILINE)
    )
    for verb in (*VERBS, *SYSTEM_VERBS):
        assert values.GLOSSES[verb.VERB] == told[verb.VERB]


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("until", "2026-11-20T23:12:00+00:00", "2026年11月21日 07:12"),
        ("until", "2026-11-30", "2026年11月30日"),
        ("status", "handling (办理中)", "办理中"),
        ("status", "closed", "已结案"),
        ("verb", "request-return", "退单申请"),
        ("posts", "operator, caller", "派单员、回访员"),
        ("pending", "extension, return of U-GR", "延期、供热公司的退单"),
        ("unit", "U-GR", "供热公司"),
        ("field", "U-GR", "U-GR"),
        ("count", 2, 2),
        ("what", "restart/U-GR", "时限重新计算"),
        ("kind", "phone number", "电话号码"),
        ("first", ", first at units.csv 3", "（首次见units.csv 3）"),
        ("kind", "claimant's name", "诉求人的姓名"),
        ("level", "grid", "网格"),
        ("whose", "its co-handlers (协办) or its lead unit (主办)", "协办单位、主办单位"),
        ("why", "rule LR-9 has a limit of its own", "规则LR-9已有自己的期限"),
    ],
)
def test_a_detail_is_shown_as_a_clerk_reads_it(name: str, value: object, shown: object):
    called = {"U-GR": "供热公司"}
    assert values.in_chinese(name, value, lambda code: called.get(code, code)) == shown


def test_the_rule_stands_before_the_sentence():
    error = no.ExtensionsUsedUp(appeal_no="DT1", count=2, limit=2)
    assert of_error(error) == "R-EXT-03：诉求DT1已延期2次，最多可延期2次。"


def test_a_conflict_with_the_state_is_told_in_chinese(site: Site):
    appeal_no = site.live("dispatch")
    body = problem(
        site.verb("operator", appeal_no, "dispatch", {"lead_unit": "U-GR"}),
        409,
        "NotAwaitingDispatch",
    )
    assert body["title_zh"] == "状态不符"
    assert body["detail_zh"] == (f"R-DSP-01：诉求{appeal_no}当前状态为“待签收”，不在待派单状态。")
    assert body["state_zh"] == "待签收"
    assert list(body["allowed_zh"]) == body["allowed"]
    assert body["allowed_zh"]["recall"] == "撤回派单"


def test_a_post_that_may_not_hears_whose_it_is(site: Site):
    answer = site.verb("auditor", site.live("dispatch"), "withdraw", {"reason": "x"})
    body = problem(answer, 403, "PostRequired")
    assert body["title_zh"] == "无权操作"
    assert body["detail_zh"] == "R-PER-01：“撤单”须由下列岗位办理：回访员、采集员、值班长、派单员。"


def test_a_unit_is_told_by_its_name_and_an_instant_as_of_china(site: Site):
    appeal_no, order = (
        site.live("dispatch"),
        {"to_unit": "U-GR", "reason": "x", "clock": "continue"},
    )
    body = problem(site.verb("duty", appeal_no, "reassign", order), 422, "SameUnit")
    assert body["detail_zh"] == f"R-RAS-01：供热公司已是诉求{appeal_no}的承办单位。"
    body = problem(site.collect(occurred_at="2098-12-31T23:12:00Z"), 422, "TimeInTheFuture")
    assert body["detail_zh"] == "R-TIM-01：occurred_at填写的时间2099年01月01日 07:12尚未到来。"


def test_who_does_not_read_an_appeal_is_told_the_same_as_where_there_is_none(site: Site):
    there = site.verb("ga", site.live("dispatch"), "acknowledge").json()
    none = site.verb("ga", "DT20000101-000001", "acknowledge").json()
    assert there["detail_zh"] == none["detail_zh"] == "R-PER-09：无此诉求，或您无权查看。"


def test_a_resident_is_told_the_public_state_and_nothing_else(site: Site):
    appeal_no = site.collect("resident", channel="web").json()["appeal_no"]
    site.verb("operator", appeal_no, "dispatch", {"lead_unit": "U-GR"})
    body = site.verb("resident", appeal_no, "evaluate", {"satisfied": "no"}).json()
    assert body["state_zh"] == "办理中"
    assert body["detail_zh"] == f"诉求{appeal_no}当前状态为“办理中”，不能进行该操作。"
    assert "供热" not in str(body)


def test_a_field_of_the_wrong_shape_is_told_in_chinese(site: Site):
    body = problem(site.collect(title=12), 400, "Malformed")
    assert body["detail_zh"] == "请求格式有误：title须为文字。"
    assert [e["problem_zh"] for e in body["errors"]] == ["须为文字"]


def test_without_a_key_and_without_a_page(site: Site):
    answer = site.client.post("/v1/appeals", json=APPEAL, headers=site.headers("operator"))
    body = problem(answer, 400, "IdempotencyKeyMissing")
    assert str(body["detail_zh"]).startswith("请在请求头中提供Idempotency-Key")
    assert site.get("operator", "/v1/nowhere").json()["detail_zh"] == "没有该地址。"


def test_each_problem_of_a_load_is_told_in_chinese(site: Site):
    entries = {"units": [{"code": "H-9", "name": "热力站", "kind": "team", "parent": "H-8"}]}
    body = site.client.post(
        "/v1/directory/entries", json=entries, headers=site.headers("admin")
    ).json()
    said = "unit/H-9所填的上级H-8在该时间不存在。"
    assert [p["text_zh"] for p in body["problems"]] == [said]
    assert body["detail_zh"] == f"R-DIR-00：名录有1处问题，未登记任何内容：\nunits.0：{said}"


def test_each_appeal_of_a_bulk_says_in_chinese_why_not(site: Site):
    appeal_no = site.live("dispatch")
    headers = site.headers("operator", **{"Idempotency-Key": "bulk-in-chinese"})
    asked = {"appeals": [appeal_no], "body": {"lead_unit": "U-GR"}}
    told = site.client.post("/v1/bulk/dispatch", json=asked, headers=headers).json()
    zh = f"R-DSP-01：诉求{appeal_no}当前状态为“待签收”，不在待派单状态。"
    assert [item["detail_zh"] for item in told["items"]] == [zh]


def test_what_may_be_done_with_an_appeal_is_called_by_its_name(site: Site):
    appeal_no = site.live("dispatch")
    site.settle()
    row = site.get("operator", f"/v1/tracking/{appeal_no}").json()
    assert list(row["allowed_zh"]) == row["allowed"]
    assert row["allowed_zh"]["recall"] == "撤回派单"


def test_how_often_is_to_be_called_before_nobody_is_reached(site: Site):
    body = {"kind": "unreachable", "reason": "x"}
    told = problem(site.verb("duty", site.live("feed-back"), "close", body), 422, "StillReachable")
    assert re.search(
        "至少在[0-9]+个不同日期、以[0-9]+种方式尝试[0-9]+次，均未接通", str(told["detail_zh"])
    )
    assert not english(str(told["detail_zh"]).replace("DT", "").replace("CLS", ""))
