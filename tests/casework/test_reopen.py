from datetime import timedelta

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import find
from casework.appeal.words import Status
from projections.tracking.fold import fold as fold_tracking
from tests import examples as x

AT = x.china(12, 1, 9)
WINDOW_ENDS = x.NOW + timedelta(days=90)


def reopen(**more):
    ready = {"basis": "new_facts", "reason": "又不热了"}
    return x.ask(c.ReopenAppeal, **{**ready, **more})


def reopened(life=x.CLOSED, **more):
    return x.given(*life).when(reopen(**more), by=x.duty_leader(), at=AT)


def test_a_new_round_with_the_whole_limit_for_the_unit_that_had_it():
    fact = reopened().then(e.AppealReopened)
    assert (fact.round, fact.unit, fact.unit_name) == (2, "U-GR", "供热公司")
    assert (fact.deadline, fact.basis) == (x.china(12, 8), "new_facts")


def test_it_is_being_handled_in_a_new_round_and_closed_no_more():  # DOMAIN 11.4
    appeal = reopened().after()
    assert (appeal.status, appeal.round) == (Status.HANDLING, 2)
    assert (appeal.closed_at, appeal.closing_kind) == (None, None)


def test_its_clock_begins_and_the_window_ends():
    clocks = reopened().after().clocks
    assert find(clocks, "handling").running
    assert find(clocks, "reopening").stopped_at == AT


def test_what_was_once_late_is_not_forgotten():  # DOMAIN 11.26
    life = (*x.TO_HANDLE, x.handled(late=True), *x.TO_CLOSE[-2:], x.closed(kind="normal_late"))
    assert reopened(life).after().late


@pytest.mark.finding("A4", "B1")
def test_a_new_cycle_is_closed_as_what_it_was_itself():  # DOMAIN 17.1
    life = (*x.TO_HANDLE, x.handled(late=True), *x.TO_CLOSE[-2:], x.closed(kind="normal_late"))
    again = (x.handled(round=2), x.fed_back(), x.called_back())
    [closing] = reopened(life).lived().and_then(*again).when(x.close(), by=x.duty_leader()).decide()
    assert (closing.kind, closing.late) == ("normal", False)


def test_another_unit_may_be_named_and_leads_under_its_own_name():
    appeal = reopened(unit="U-GA").after()
    (order,) = appeal.orders
    assert (appeal.lead_unit, order.unit_name, order.lead) == ("U-GA", "公安局", True)


@pytest.mark.parametrize(
    ("unit", "refusal"), [("U-WY", no.UnitMayNotLead), ("U-??", no.UnknownUnit)]
)
def test_it_must_be_one_that_may_lead(unit, refusal):
    reopened(unit=unit).refused(refusal)


def test_a_unit_complained_against_does_not_get_it():
    life = (x.collected(complained_against_unit="U-GA"), *x.CLOSED[1:])
    reopened(life, unit="U-GA").refused(no.ConflictOfInterest)


@pytest.mark.parametrize(
    ("at", "open_"), [(WINDOW_ENDS, True), (WINDOW_ENDS + timedelta(seconds=1), False)]
)
def test_within_the_window(at, open_):
    when = x.given(*x.CLOSED).when(reopen(), by=x.duty_leader(), at=at)
    if open_:
        when.then(e.AppealReopened)
    else:
        when.refused(no.ReopenWindowClosed)


def test_what_was_never_dispatched_needs_a_unit():
    life = (x.collected(type="report"), x.closed(kind="not_accepted"))
    reopened(life).refused(no.NoLeadToReopen)
    fact = reopened(life, unit="U-GA").then(e.AppealReopened)
    assert (fact.round, fact.limits[0].amount) == (1, "1 wd @work")


def test_requests_and_signatures_of_the_round_before_lie_before_nobody():
    asked = e.SuspensionRequested(unit="U-GR", reason="等待", until=x.china(12, 30))
    signed = e.DecisionEndorsed(matter="suspension", reason="同意")
    gone = e.AppealWithdrawn(reason="撤单")
    life = (*x.TO_HANDLE, asked, signed, gone, x.closed(kind="withdrawn"))
    appeal = reopened(life).after()
    assert (appeal.requests, appeal.endorsed) == ({}, {})


def test_it_says_why():  # DOMAIN 5, invariant 7
    reopened(reason=" ").refused(no.EmptyText)


@pytest.mark.parametrize("life", [x.TO_HANDLE, x.TO_CLOSE])
def test_only_what_is_closed(life):
    reopened(life).refused(no.NotInThisState)


def test_not_what_is_archived():  # DOMAIN 5, invariant 1
    reopened((*x.CLOSED, e.AppealArchived(package_hash="0"))).refused(no.NotInThisState)


@pytest.mark.finding("A8")
def test_one_that_ended_with_its_parent_is_reopened_and_stands_alone():
    life = (*x.MERGED, x.closed(kind="duplicate_merged"))
    parent = (*x.TO_HANDLE, e.ChildAttached(child_no=x.NO, reason="同一事项"))
    beside = x.given(*life).beside(*parent)
    after = beside.when(reopen(unit="U-GR"), by=x.duty_leader()).lived()
    assert after.appeal().parent_no is None
    assert after.appeal(x.OTHER_NO).children == ()
    reopen_of_archived = x.given(*life).beside(*parent, e.AppealArchived(package_hash="0"))
    told = reopen_of_archived.when(reopen(unit="U-GR"), by=x.duty_leader()).drafts()
    assert [d.stream for d in told] == [x.NO]  # nothing is added to an archived one


@pytest.mark.finding("A8")
def test_what_was_closed_with_it_is_open_again_with_it():
    child = (*x.MERGED, x.closed(kind="duplicate_merged"))
    closed = (x.collected(), e.ChildAttached(child_no=x.OTHER_NO, reason="同一事项"))
    closed = (*closed, *x.CLOSED[1:])
    child = (x.collected(), e.AppealMerged(parent_no=x.NO, reason="同一事项"), *child[2:])
    after = x.given(*closed).beside(*child).when(reopen(), by=x.duty_leader()).lived()
    again = after.appeal(x.OTHER_NO)
    assert (again.status, again.parent_no) == (Status.COLLECTED, x.NO)
    assert find(again.clocks, "reopening").stopped_at is not None


@pytest.mark.parametrize("post", ["duty_leader", "supervisor"])
def test_the_leader_and_the_supervisor_reopen(post):
    x.given(*x.CLOSED).when(reopen(), by=x.caller(post)).then(e.AppealReopened)


@pytest.mark.parametrize("post", x.all_but("duty_leader", "supervisor"))
def test_nobody_else_reopens(post):
    x.given(*x.CLOSED).when(reopen(), by=x.caller(post)).refused(no.PostRequired)


def test_the_lists_show_its_name_beside_its_code():
    row = None
    for told in x.recorded(*x.CLOSED, reopened(unit="U-GA").then(e.AppealReopened)):
        row = fold_tracking(row, told)
    assert (row.status, row.lead_unit, row.lead_unit_name) == ("handling", "U-GA", "公安局")
