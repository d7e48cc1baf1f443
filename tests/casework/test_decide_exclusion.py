import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from tests import examples as x

REQUESTED = e.ExclusionRequested(unit="U-GR", ground="force_majeure", evidence="暴雨红色预警")
SIGNED = (e.DecisionEndorsed(matter="exclusion", reason="属实"), x.NOW, "duty")
ASKED = (*x.TO_CLOSE, REQUESTED)
ONCE_SIGNED = (*ASKED, SIGNED)


def decide(decision="accept", reason="属实"):
    return x.ask(c.DecideExclusion, decision=decision, reason=reason)


def test_the_first_signature_excludes_nothing_yet():
    when = x.given(*ASKED).when(decide(), by=x.duty_leader())
    assert when.then(e.DecisionEndorsed).matter == "exclusion"
    assert "excluded" not in when.after().marks


@pytest.mark.parametrize("second", [x.caller("duty_leader", user="duty2"), x.supervisor()])
def test_the_second_person_excludes(second):
    fact = x.given(*ONCE_SIGNED).when(decide(), by=second).then(e.ExclusionGranted)
    assert (fact.ground, fact.endorsed_by) == ("force_majeure", "duty")


def test_one_person_does_not_sign_twice():
    x.given(*ONCE_SIGNED).when(decide(), by=x.duty_leader()).refused(no.SecondPersonNeeded)


def test_a_duty_leader_signs_first_and_a_supervisor_only_second():  # DOMAIN 10
    x.given(*ASKED).when(decide(), by=x.supervisor()).refused(no.OthersSignFirst)


def test_what_is_excluded_stays_as_visible_as_it_was():  # DOMAIN 11.8
    before = x.given(*ONCE_SIGNED).appeal()
    after = x.given(*ONCE_SIGNED).when(decide(), by=x.supervisor()).after()
    assert (after.status, after.clocks, after.orders, after.lead_unit) == (
        before.status,
        before.clocks,
        before.orders,
        before.lead_unit,
    )
    assert "excluded" in after.marks


@pytest.mark.parametrize("by", [x.duty_leader(), x.supervisor()])
@pytest.mark.parametrize("life", [ASKED, ONCE_SIGNED])
def test_one_person_is_enough_to_refuse(life, by):
    when = x.given(*life).when(decide("refuse", "证据不足"), by=by)
    assert when.then(e.ExclusionRefused).reason == "证据不足"
    after = when.after()
    assert (after.requests, after.endorsed) == ({}, {})
    assert "excluded" not in after.marks


@pytest.mark.parametrize("decision", ["accept", "refuse"])
def test_either_way_it_says_why(decision):  # invariant 7
    x.given(*ASKED).when(decide(decision, " "), by=x.duty_leader()).refused(no.EmptyText)


def test_there_must_be_something_to_decide_and_it_is_decided_once():
    x.given(*x.TO_CLOSE).when(decide(), by=x.duty_leader()).refused(no.NoExclusionPending)
    granted = x.given(*ONCE_SIGNED).when(decide(), by=x.supervisor()).lived()
    granted.when(decide(), by=x.duty_leader()).refused(no.NoExclusionPending)


@pytest.mark.parametrize("life", [x.TO_HANDLE, x.TO_CALL_BACK])
def test_before_the_callback_there_is_nothing_to_decide(life):
    x.given(*life).when(decide(), by=x.duty_leader()).refused(no.NoExclusionPending)


@pytest.mark.parametrize("post", x.all_but("duty_leader", "supervisor"))
def test_nobody_else_decides(post):
    x.given(*ASKED).when(decide(), by=x.caller(post)).refused(no.PostRequired)


def test_the_unit_does_not_exclude_its_own_case():
    x.given(*ASKED).when(decide(), by=x.unit_head()).refused(no.PostRequired)
