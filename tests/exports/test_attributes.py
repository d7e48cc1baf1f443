"""What of a fact may leave the service: pinned, so that nobody widens it without noticing."""

import pytest

from api.files.exports.attributes import chinese_name
from api.visibility.open_fields import open_fields
from casework.appeal.events import FACTS
from tests.exports.conftest import assert_nothing_personal

CODES = {
    "unit",
    "lead_unit",
    "from_unit",
    "to_unit",
    "by_unit",
    "suggested_unit",
    "category",
    "area",
    "parent_no",
    "child_no",
    "related_to",
    "limit_rule",
}
FREE = {
    "title",
    "content",
    "reason",
    "text",
    "measures",
    "public_reply",
    "opinion",
    "demand",
    "reply",
    "questions",
    "answers",
    "answer",
    "explanation",
    "evidence",
    "instruction",
    "summary",
    "result",
    "claimant_name",
    "claimant_phone",
    "address",
    "place",
    "complained_against",
    "lat",
    "lng",
    "person",
    "purpose",
    "approved_by",
    "endorsed_by",
    "verified_by",
    "call_id",
    "recording_ref",
}


@pytest.mark.parametrize("fact", FACTS)
def test_nothing_personal_and_no_free_text_may_leave(fact):
    told = set(open_fields(fact))
    assert not told & {*fact.PERSONAL, *FREE}


@pytest.mark.parametrize("fact", FACTS)
def test_a_text_that_leaves_is_a_code_or_of_a_closed_list(fact):
    hints = fact.__annotations__
    texts = {name for name, kind in open_fields(fact).items() if kind is str}
    assert {name for name in texts if hints[name] in (str, str | None)} <= CODES


@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_has_a_chinese_name(fact):
    assert chinese_name(fact)
    assert all("\u4e00" <= sign <= "\u9fff" for sign in chinese_name(fact))


@pytest.mark.parametrize("slip", ["13904190001", "~" + "A" * 40])
def test_the_check_for_personal_data_finds_a_slip(slip: str):
    secrets = {f"1390419{n:04}" for n in range(2000)}
    assert_nothing_personal('<string key="a" value="b"/>', secrets)
    with pytest.raises(AssertionError):
        assert_nothing_personal(f'<string key="a" value="tel {slip}"/>', secrets)
