from datetime import timedelta

import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import find
from casework.appeal.events import AppealHandled, CoHandlerReported
from tests.examples import (
    CLOSED,
    HELPED,
    TO_FEED_BACK,
    all_but,
    ask,
    c,
    caller,
    china,
    given,
    handle,
    return_requested,
    suspended,
    unit,
    unit_head,
)
from tests.projections.test_sentences import said

DUE = china(12, 11)
GA = unit("U-GA", user="ga-clerk")


def report(result="已到场维持秩序", **more):
    return ask(c.CoHandlerReport, result=result, **more)


@pytest.mark.parametrize("by", [GA, unit_head("U-GA", user="ga-head")])
def test_a_helper_says_what_it_has_done_and_its_clocks_stop(by):  # DOMAIN 11.11
    when = given(*HELPED).when(report(), by=by, at=DUE)
    fact = when.then(CoHandlerReported)
    assert (fact.unit, fact.interim, fact.late) == ("U-GA", False, False)
    appeal = when.after()
    assert appeal.order_of("U-GA").state == "reported"
    assert {k.stopped_at for k in appeal.clocks if k.unit == "U-GA"} == {DUE}


def test_an_interim_report_leaves_the_clock_running():
    appeal = given(*HELPED).when(report(interim=True), by=GA).after()
    assert find(appeal.clocks, "co_handling", "U-GA").running
    assert appeal.order_of("U-GA").state == "dispatched"


def test_what_it_did_is_personal():
    assert CoHandlerReported.PERSONAL == ("result",)


def test_the_lead_waits_for_it():
    given(*HELPED).when(handle(), by=unit()).refused(no.CoHandlersOutstanding)
    reported = given(*HELPED).when(report(), by=GA).lived()
    reported.when(handle(), by=unit()).then(AppealHandled)


def test_late_it_says_why_and_that_is_on_record():
    late = DUE + timedelta(seconds=1)
    given(*HELPED).when(report(), by=GA, at=late).refused(no.LateNeedsReason)
    fact = given(*HELPED).when(report(late_reason="警力不足"), by=GA, at=late).decide()[0]
    assert (fact.late, fact.late_reason) == (True, "警力不足")


def test_an_interim_report_that_comes_late_needs_no_reason():
    late = DUE + timedelta(seconds=1)
    when = given(*HELPED).when(report(interim=True), by=GA, at=late)
    assert when.then(CoHandlerReported).late is True


def test_it_reports_once():
    reported = given(*HELPED).when(report(), by=GA).lived()
    reported.when(report("补充"), by=GA).refused(no.AlreadyReported)


def test_while_the_lead_returns_it_the_helper_may_still_report():
    given(*HELPED, return_requested()).when(report(), by=GA).then(CoHandlerReported)


def test_it_says_something():
    given(*HELPED).when(report(" "), by=GA).refused(no.EmptyText)


def test_once_the_case_is_closed_it_is_too_late():
    given(*HELPED, *CLOSED[3:]).when(report(), by=GA).refused(no.NotInThisState)


def test_not_while_it_is_suspended():
    given(*HELPED, suspended()).when(report(), by=GA).refused(no.Suspended)


def test_the_lead_and_others_do_not_report():  # DOMAIN 5, invariant 5
    given(*HELPED).when(report(), by=unit()).refused(no.OrderOfAnotherUnit)
    given(*HELPED).when(report(), by=unit("U-CG")).refused(no.OutsideScope)
    given(*TO_FEED_BACK).when(report(), by=GA).refused(no.OutsideScope)


@pytest.mark.parametrize("post", all_but("department", "unit_head"))
def test_nobody_of_the_centre_does(post):
    given(*HELPED).when(report(), by=caller(post)).refused(no.PostRequired)


@pytest.mark.finding("A86")
def test_who_has_no_order_by_which_to_report_is_told_whose_it_is():
    refused = given(*HELPED).when(report(), by=unit()).refused(no.OrderOfAnotherUnit)
    assert "its co-handlers (协办)" in str(refused)


@pytest.mark.finding("A78")
def test_coming_and_what_came_of_it_are_two_words():
    came, done = (
        given(*HELPED).when(report(interim=interim), by=GA).then(CoHandlerReported)
        for interim in (True, False)
    )
    assert ("报到" in said(came), "反馈" in said(came)) == (True, False)
    assert ("报到" in said(done), "反馈" in said(done)) == (False, True)
