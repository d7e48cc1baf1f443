from datetime import timedelta

import pytest

from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import find
from casework.appeal.words import Status
from tests import examples as x
from tests.examples import TO_ACKNOWLEDGE, TO_FEED_BACK, TO_HANDLE, given, handle, unit

DUE = x.china(11, 30)
REPORTED = e.CoHandlerReported(unit="U-GA", result="已到场处置")


def test_the_lead_unit_submits_its_result():
    fact = given(*TO_HANDLE).when(handle(), by=unit()).then(e.AppealHandled)
    assert (fact.outcome, fact.unit, fact.round, fact.late) == ("solved", "U-GR", 1, False)


def test_the_units_clocks_stop_and_the_claimant_is_to_be_told_by_the_next_working_day():
    appeal = given(*TO_HANDLE).when(handle(), by=unit()).after()
    assert appeal.status == Status.HANDLED
    assert [k.name for k in appeal.clocks if k.running] == ["feedback"]
    feedback = find(appeal.clocks, "feedback")
    assert (feedback.due, feedback.segments[-1].holder) == (x.china(11, 24), "U-GR")


def test_the_handling_clock_stops_at_submission():  # DOMAIN 6.2
    at = x.china(11, 25, 10)
    clock = find(given(*TO_HANDLE).when(handle(), by=unit(), at=at).after().clocks, "handling")
    assert (clock.stopped_at, clock.due) == (at, DUE)


def test_one_second_over_the_limit_is_late():
    assert given(*TO_HANDLE).when(handle(), by=unit(), at=DUE).then(e.AppealHandled).late is False
    after = DUE + timedelta(seconds=1)
    when = given(*TO_HANDLE).when(handle(), by=unit(), at=after)
    assert when.then(e.AppealHandled).late is True
    assert when.after().late


def test_work_done_in_time_and_told_within_a_day_is_in_time():  # DOMAIN 5, invariant 8
    done = handle(occurred_at=DUE - timedelta(hours=1), backdating_reason="断网")
    in_time = given(*TO_HANDLE).when(done, by=unit(), at=DUE + timedelta(hours=23))
    assert in_time.then(e.AppealHandled).late is False
    too_late = given(*TO_HANDLE).when(done, by=unit(), at=DUE + timedelta(hours=24))
    assert too_late.then(e.AppealHandled).late is True


@pytest.mark.parametrize("life", [TO_ACKNOWLEDGE, TO_FEED_BACK, x.CLOSED])
def test_only_what_is_being_handled(life):
    given(*life).when(handle(), by=unit()).refused(no.NotBeingHandled)


def test_not_while_it_is_suspended():
    given(*x.SUSPENDED).when(handle(), by=unit()).refused(no.Suspended)


def test_what_is_not_solved_says_why_and_until_when():
    for missing in ({}, {"plan": "三月前"}, {"unsolved_reason": "funds"}):
        command = handle(outcome="not_solved", **missing)
        given(*TO_HANDLE).when(command, by=unit()).refused(no.UnsolvedNeedsReason)
    reasoned = handle(outcome="not_solved", unsolved_reason="funds", plan="2027年3月前列入计划")
    given(*TO_HANDLE).when(reasoned, by=unit()).then(e.AppealHandled)


def test_the_public_reply_and_the_plan_hold_no_personal_number():
    reply = handle(public_reply="已联系13904190001")
    given(*TO_HANDLE).when(reply, by=unit()).refused(no.PersonalDataInPublicText)
    plan = handle(outcome="not_solved", unsolved_reason="funds", plan="找13904190001")
    given(*TO_HANDLE).when(plan, by=unit()).refused(no.PersonalDataInPublicText)


def test_the_measures_may():
    given(*TO_HANDLE).when(handle(measures="已联系13904190001"), by=unit()).then(e.AppealHandled)
    assert "measures" in e.AppealHandled.PERSONAL


@pytest.mark.parametrize("field", ["measures", "public_reply"])
def test_neither_may_be_empty(field):
    given(*TO_HANDLE).when(handle(**{field: " "}), by=unit()).refused(no.EmptyText)


def test_the_lead_waits_for_who_helps_or_says_why_not():  # DOMAIN 11.11
    given(*x.HELPED).when(handle(), by=unit()).refused(no.CoHandlersOutstanding)
    without = handle(parts_missing_reason="公安部分另行答复")
    fact = given(*x.HELPED).when(without, by=unit()).then(e.AppealHandled)
    assert (fact.parts_missing, fact.parts_missing_reason) == (("U-GA",), "公安部分另行答复")


def test_once_they_have_reported_nothing_is_missing():
    command = handle(parts_missing_reason="用不上")
    fact = given(*x.HELPED, REPORTED).when(command, by=unit()).then(e.AppealHandled)
    assert (fact.parts_missing, fact.parts_missing_reason) == ((), None)


def test_an_interim_report_is_not_the_last():
    interim = x.moved(REPORTED, interim=True)
    given(*x.HELPED, interim).when(handle(), by=unit()).refused(no.CoHandlersOutstanding)


def test_nobody_waits_for_a_help_that_is_not_mandatory():
    optional = (e.CoOrder("U-GA", "公安局", "到场", mandatory=False),)
    life = (x.collected(), x.dispatched(co_orders=optional), x.acknowledged())
    given(*life).when(handle(), by=unit()).then(e.AppealHandled)


def test_what_the_unit_had_asked_for_is_moot():
    """A request that nobody can decide any more must not keep the appeal from being closed."""
    asked = e.ExtensionRequested(
        unit="U-GR", reason="等待配件", until=x.china(12, 4), claimant_informed_at=x.NOW
    )
    appeal = given(*TO_HANDLE, asked).when(handle(), by=unit()).after()
    assert (appeal.requests, appeal.marks) == ({}, frozenset())


def test_a_signature_under_a_request_that_is_moot_counts_for_no_other():
    asked = e.SuspensionRequested(unit="U-GR", reason="等待", until=x.china(12, 30))
    signed = (e.DecisionEndorsed(matter="suspension", reason="同意"), x.NOW, "duty")
    assert given(*TO_HANDLE, asked, signed).when(handle(), by=unit()).after().endorsed == {}


def test_a_question_to_the_claimant_is_moot():
    window = x.limit("info", x.china(11, 26), "3 wd @work")
    question = e.InfoRequested(questions="门牌？", limits=(window,))
    appeal = given(*TO_HANDLE, question).when(handle(), by=unit()).after()
    assert "info_requested" not in appeal.marks
    assert find(appeal.clocks, "info").stopped_at is not None


def test_another_unit_may_not():  # DOMAIN 5, invariant 5
    given(*TO_HANDLE).when(handle(), by=unit("U-GA")).refused(no.OutsideScope)
    given(*x.HELPED).when(handle(), by=unit("U-GA")).refused(no.OrderOfAnotherUnit)


@pytest.mark.parametrize("post", x.all_but("department", "unit_head"))
def test_the_centre_may_not(post):
    given(*TO_HANDLE).when(handle(), by=x.caller(post)).refused(no.PostRequired)
