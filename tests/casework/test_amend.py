import pytest

from casework.appeal import refusals as no
from casework.appeal.events import Change, IntakeAmended
from tests.examples import (
    CLOSED,
    MERGED,
    TO_ACKNOWLEDGE,
    TO_DISPATCH,
    TO_HANDLE,
    all_but,
    ask,
    c,
    caller,
    china,
    collected,
    given,
    unit,
)

LATER = china(11, 23, 11)


def amend(**fields):
    return ask(c.AmendIntake, **{"reason": "听错了", **fields})


def test_old_and_new_stand_side_by_side():
    fact = given(*TO_DISPATCH).when(amend(title="暖气漏水")).then(IntakeAmended)
    assert fact.changes == (Change("title", "暖气不热", "暖气漏水"),)
    assert (fact.title, fact.type, fact.reason) == ("暖气漏水", None, "听错了")


def test_a_personal_field_is_named_without_its_words():
    fact = given(*TO_DISPATCH).when(amend(claimant_phone="13904190002")).then(IntakeAmended)
    assert fact.changes == (Change("claimant_phone"),)
    assert "claimant_phone" in IntakeAmended.PERSONAL


def test_names_follow_the_codes():
    fact = given(*TO_DISPATCH).when(amend(category="14", area="211081001")).then(IntakeAmended)
    assert (fact.category_name, fact.place) == ("邻里纠纷", "烟台街道")


def test_what_is_amended_is_what_the_rules_see_from_then_on():
    appeal = given(*TO_DISPATCH).when(amend(type="complaint", urgency="urgent")).after()
    assert (appeal.type, appeal.urgency, appeal.title) == ("complaint", "urgent", "暖气不热")


def test_another_urgency_has_another_limit_from_now_on():
    appeal = given(*TO_DISPATCH).when(amend(urgency="critical"), at=LATER).after()
    before, after = appeal.clocks
    assert before.stopped_at == LATER
    assert (after.due, after.rule) == (china(11, 23, 11, 5), "LR-0@1")


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "暖气漏水"},
        {"content": "十二度。"},
        {"area": "211081001"},
        {"type": "complaint"},
        {"category": "14"},
        {"type": "help", "urgency": "normal", "content": "家里只有十四度。"},
    ],
)
def test_what_falls_under_the_same_rule_moves_no_deadline(fields):
    given_ = given(*TO_DISPATCH)
    assert given_.when(amend(**fields), at=LATER).after().clocks == given_.appeal().clocks


@pytest.mark.parametrize("fields", [{}, {"title": "暖气不热", "urgency": "normal"}, {"area": None}])
def test_an_amendment_that_changes_nothing_is_refused(fields):
    given(*TO_DISPATCH).when(amend(**fields)).refused(no.NothingAmended)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"category": "9999"}, no.UnknownCategory),
        ({"area": "999999"}, no.UnknownArea),
        ({"title": "请打13904190001"}, no.PersonalDataInPublicText),
        ({"title": "热" * 101}, no.TextTooLong),
        ({"content": "暖\x00气"}, no.ControlCharacters),
        ({"title": "暖气漏水", "reason": " "}, no.EmptyText),
    ],
)
def test_what_is_amended_is_checked_like_what_is_collected(fields, refusal):
    given(*TO_DISPATCH).when(amend(**fields)).refused(refusal)


@pytest.mark.parametrize("life", [TO_ACKNOWLEDGE, TO_HANDLE, CLOSED])
def test_after_dispatch_nothing_is_amended(life):
    given(*life).when(amend(title="暖气漏水")).refused(no.NotAwaitingDispatch)


def test_a_merged_appeal_is_not_amended():
    given(*MERGED).when(amend(title="暖气漏水")).refused(no.MergedIntoAnother)


@pytest.mark.parametrize("post", ["collector", "operator", "duty_leader"])
def test_the_centre_amends(post):
    given(*TO_DISPATCH).when(amend(title="暖气漏水"), by=caller(post)).then(IntakeAmended)


@pytest.mark.parametrize("post", all_but("collector", "operator", "duty_leader"))
def test_nobody_else_amends(post):
    given(collected()).when(amend(title="暖气漏水"), by=caller(post)).refused(no.PostRequired)


def test_a_unit_amends_nothing():
    given(*TO_DISPATCH).when(amend(title="暖气漏水"), by=unit()).refused(no.PostRequired)
