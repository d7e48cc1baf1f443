from datetime import timedelta

import pytest

from casework.appeal import refusals as no
from casework.appeal.events import AppealCollected
from tests.examples import NOW, c, caller, collect, nothing, operator, unit


def test_an_appeal_is_collected_with_the_names_of_its_time():
    fact = nothing().when(collect()).then(AppealCollected)
    assert (fact.category_name, fact.place) == ("室温不达标", "烟台街道幸福社区")


def test_without_a_claimant_it_is_anonymous_and_owed_no_callback():
    fact = nothing().when(collect(claimant=None)).then(AppealCollected)
    assert (fact.claimant_kind, fact.wants_callback) == ("anonymous", False)


@pytest.mark.parametrize("post", ["collector", "operator", "duty_leader"])
def test_the_centre_and_the_grid_collect(post):
    nothing().when(collect(), by=caller(post)).then(AppealCollected)


@pytest.mark.parametrize("post", ["caller", "supervisor", "auditor", "admin"])
def test_nobody_else_does(post):
    nothing().when(collect(), by=caller(post)).refused(no.PostRequired)


def test_a_department_does_not_collect():
    nothing().when(collect(), by=unit()).refused(no.PostRequired)


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_the_content_is_not_empty(text):
    nothing().when(collect(content=text)).refused(no.EmptyText)


def test_a_title_has_at_most_100_characters():
    nothing().when(collect(title="热" * 100)).then(AppealCollected)
    nothing().when(collect(title="热" * 101)).refused(no.TextTooLong)


def test_a_content_has_at_most_20000_characters():
    nothing().when(collect(content="热" * 20_001)).refused(no.TextTooLong)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\x85", "\ud800"])
def test_control_characters_are_refused(sign):
    nothing().when(collect(content=f"暖气{sign}不热")).refused(no.ControlCharacters)


def test_tabs_and_line_breaks_are_text():
    nothing().when(collect(content="第一行\n\t第二行\r\n第三行")).then(AppealCollected)


@pytest.mark.parametrize("title", ["请打13904190001", "身份证211081199001011234"])
def test_a_title_holds_no_personal_number(title):
    nothing().when(collect(title=title)).refused(no.PersonalDataInPublicText)


def test_a_grid_must_exist():
    nothing().when(collect(location=c.Location("999999"))).refused(no.UnknownArea)


def test_a_category_must_exist():
    nothing().when(collect(category="9999")).refused(no.UnknownCategory)


def test_it_may_have_happened_earlier_but_not_in_the_future():
    nothing().when(collect(occurred_at=NOW - timedelta(days=3)), by=operator()).then(
        AppealCollected
    )
    nothing().when(collect(occurred_at=NOW + timedelta(hours=1))).refused(no.TimeInTheFuture)
    nothing().when(collect(occurred_at=NOW - timedelta(days=800))).refused(no.TimeTooLongAgo)
