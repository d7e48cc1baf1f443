from datetime import timedelta

import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import CENTRE
from casework.appeal.events import AppealCollected
from casework.errors import UnknownAppeal
from tests import examples as x
from tests.examples import (
    NO,
    NOW,
    OTHER_NO,
    add_note,
    c,
    caller,
    china,
    collect,
    collected,
    given,
    nothing,
    operator,
    unit,
)


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


def test_nobody_acts_on_an_appeal_before_it_is_collected():  # DOMAIN 5, invariant 1
    with pytest.raises(UnknownAppeal):
        nothing().when(add_note()).decide()


@pytest.mark.parametrize(
    ("by", "channel"), [(caller("resident"), "web"), (caller("grid_worker"), "grid_visit")]
)
def test_a_resident_and_a_grid_worker_collect(by, channel):
    nothing().when(collect(channel=channel), by=by).then(AppealCollected)


def test_what_is_collected_has_a_clock_that_the_centre_holds():
    [clock] = nothing().when(collect(appeal_no=NO)).after().clocks
    assert (clock.name, clock.due, clock.segments[-1].holder) == (
        "dispatch",
        china(11, 23, 15),
        CENTRE,
    )


@pytest.mark.parametrize(
    ("more", "due", "rule"),
    [
        ({"urgency": "critical"}, china(11, 23, 9, 5), "LR-0@1"),
        ({"urgency": "urgent"}, china(11, 23, 9, 30), "LR-1@1"),
        ({"type": "enquiry"}, china(11, 23, 15), "LR-2@1"),
        ({"type": "report"}, china(11, 23, 15), "LR-5@1"),
        ({}, china(11, 23, 15), "LR-3@1"),
    ],
)
def test_how_long_it_may_wait_for_dispatch_follows_the_rule(more, due, rule):
    [limit] = nothing().when(collect(**more)).then(AppealCollected).limits
    assert (limit.due, limit.rule) == (due, rule)


def test_what_is_told_late_keeps_both_times_and_waits_from_now():  # DOMAIN 11.19
    earlier = NOW - timedelta(days=3)
    [draft] = nothing().when(collect(occurred_at=earlier)).drafts()
    assert (draft.envelope.occurred_at, draft.envelope.recorded_at) == (earlier, NOW)
    assert draft.fact.limits[0].due == china(11, 23, 15)


def test_a_clock_that_goes_a_little_ahead_is_forgiven():
    nothing().when(collect(occurred_at=NOW + timedelta(minutes=5))).then(AppealCollected)


def test_a_claimant_who_stays_anonymous_is_owed_no_callback():  # DOMAIN 11.9
    fact = nothing().when(collect(claimant=c.Claimant(kind="anonymous"))).then(AppealCollected)
    assert (fact.claimant_kind, fact.wants_callback) == ("anonymous", False)


def test_new_facts_are_a_new_appeal_related_to_the_old_one():  # DOMAIN 11.2
    command = collect(related_to=OTHER_NO)
    fact = nothing().beside(collected()).when(command).then(AppealCollected)
    assert fact.related_to == OTHER_NO


def test_what_it_is_related_to_must_be_there():
    nothing().when(collect(related_to=OTHER_NO)).refused(no.UnknownRelated)


def test_a_unit_complained_against_must_exist():
    nothing().when(collect(complained_against_unit="U-XX")).refused(no.UnknownUnit)
    fact = nothing().when(collect(complained_against_unit="U-CG")).then(AppealCollected)
    assert fact.complained_against_unit == "U-CG"


def test_the_words_of_the_claimant_are_personal():
    secret = {"content", "claimant_name", "claimant_phone", "address", "complained_against"}
    secret |= {"query_ref"}  # a keyed hash, erased with the rest
    assert set(AppealCollected.PERSONAL) == secret


def test_it_has_a_number_once():
    given(collected()).when(collect(appeal_no=NO)).refused(no.AlreadyThere)


@pytest.mark.finding("B17")
@pytest.mark.parametrize(
    ("by", "other"),
    [
        (x.caller("resident", user="another"), collected()),
        (x.caller("operator", user="u", unit="U-CG"), x.collected(complained_against_unit="U-CG")),
    ],
)
def test_what_one_does_not_read_is_as_unknown_as_what_is_not_there(by, other):
    command = collect(related_to=OTHER_NO, channel="web")
    nothing().beside(other).when(command, by=by).refused(no.UnknownRelated)
    nothing().when(command, by=by).refused(no.UnknownRelated)
