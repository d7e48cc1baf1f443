import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from tests import examples as x

APPEALED = e.AssessmentAppealed(unit="U-GR", reason="已按时办结")
LATE = (*x.TO_HANDLE, x.handled(late=True), x.fed_back(), x.called_back())
OBJECTED = (*x.CLOSED, APPEALED)


def decide(
    decision="accept", reason="系统故障", correction="不计超时", counted_as=("handled_in_time",)
):
    if decision == "refuse":
        correction, counted_as = None, ()
    return x.ask(
        c.DecideAssessment,
        decision=decision,
        reason=reason,
        correction=correction,
        counted_as=counted_as,
    )


def test_a_supervisor_corrects_and_says_how_it_counts_from_then_on():
    when = x.given(*OBJECTED).when(decide(), by=x.supervisor())
    fact = when.then(e.AssessmentCorrected)
    assert (fact.reason, fact.correction) == ("系统故障", "不计超时")
    assert (fact.unit, fact.counted_as) == ("U-GR", ("handled_in_time",))
    assert when.after().requests == {}


def test_a_supervisor_upholds_it_and_needs_no_correction():
    command = decide("refuse", "计分无误")
    when = x.given(*OBJECTED).when(command, by=x.supervisor())
    assert when.then(e.AssessmentUpheld).reason == "计分无误"
    assert when.after().requests == {}


def test_what_was_late_stays_late_even_if_the_objection_holds():  # DOMAIN 11.26
    closed = x.closed(kind="normal_late", late=True)
    when = x.given(*LATE, closed, APPEALED).when(decide(), by=x.supervisor())
    assert (when.after().late, when.after().closing_kind) == (True, "normal_late")


@pytest.mark.parametrize("correction", [None, "", " "])
def test_a_correction_without_words_is_none(correction):
    command = decide(correction=correction)
    x.given(*OBJECTED).when(command, by=x.supervisor()).refused(no.EmptyText)


@pytest.mark.finding("A16")
def test_a_correction_that_counts_nothing_otherwise_is_none():
    x.given(*OBJECTED).when(decide(counted_as=()), by=x.supervisor()).refused(
        no.NothingCountedOtherwise
    )


@pytest.mark.finding("A16")
def test_a_case_is_not_corrected_both_ways():
    both = decide(counted_as=("late", "handled_in_time"))
    x.given(*OBJECTED).when(both, by=x.supervisor()).refused(no.CountedBothWays)


@pytest.mark.parametrize("decision", ["accept", "refuse"])
def test_either_way_it_says_why(decision):  # invariant 7
    command = decide(decision, " ")
    x.given(*OBJECTED).when(command, by=x.supervisor()).refused(no.EmptyText)


@pytest.mark.parametrize("decision", ["accept", "refuse"])
def test_there_must_be_an_objection_and_it_is_decided_once(decision):
    x.given(*x.CLOSED).when(decide(), by=x.supervisor()).refused(no.NoAssessmentAppeal)
    decided = x.given(*OBJECTED).when(decide(decision), by=x.supervisor()).lived()
    decided.when(decide(), by=x.supervisor()).refused(no.NoAssessmentAppeal)


def test_nothing_is_decided_after_archiving():  # invariant 1
    archived = e.AppealArchived(package_hash="0" * 64)
    x.given(*OBJECTED, archived).when(decide(), by=x.supervisor()).refused(no.NotInThisState)


@pytest.mark.parametrize("post", x.all_but("supervisor"))
def test_nobody_but_a_supervisor_decides(post):
    x.given(*OBJECTED).when(decide(), by=x.caller(post)).refused(no.PostRequired)


def test_the_unit_does_not_judge_itself():
    x.given(*OBJECTED).when(decide(), by=x.unit_head()).refused(no.PostRequired)
