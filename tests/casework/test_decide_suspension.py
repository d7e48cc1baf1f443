import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import find, ringing
from casework.appeal.events import (
    AppealSuspended,
    AppealWithdrawn,
    DecisionEndorsed,
    NoteAdded,
    ReturnRequested,
    SupervisionOpened,
    SuspensionRefused,
    SuspensionRequested,
)
from tests.examples import (
    CLOSED,
    SUSPENDED,
    TO_HANDLE,
    add_note,
    all_but,
    ask,
    c,
    caller,
    china,
    duty_leader,
    given,
    handle,
    limit,
    supervisor,
    unit,
    unit_head,
    withdraw,
)

UNTIL = china(12, 4, 10)
SECOND_AT = china(11, 25, 10)
ASKED = (
    *TO_HANDLE,
    SuspensionRequested(unit="U-GR", reason="等待配件", until=UNTIL, approved_by="gr-head"),
)
ENDORSED = (*ASKED, (DecisionEndorsed(matter="suspension", reason="属实"), SECOND_AT, "duty"))
OTHER_LEADER = caller("duty_leader", user="duty2")
STANDING_STILL = {"handling", "return_window", "contact"}


def decide(decision="accept", reason="属实"):
    return ask(c.DecideSuspension, decision=decision, reason=reason)


def test_the_first_signature_halts_nothing_yet():
    when = given(*ASKED).when(decide(), by=duty_leader())
    assert when.then(DecisionEndorsed).matter == "suspension"
    assert find(when.after().clocks, "handling").running


@pytest.mark.parametrize("second", [OTHER_LEADER, supervisor()])
def test_a_second_leader_or_a_supervisor_makes_it_hold(second):
    fact = given(*ENDORSED).when(decide(), by=second, at=SECOND_AT).then(AppealSuspended)
    assert (fact.until, fact.endorsed_by, fact.reason) == (UNTIL, "duty", "等待配件")


def test_nobody_signs_twice():
    given(*ENDORSED).when(decide(), by=duty_leader(), at=SECOND_AT).refused(no.SecondPersonNeeded)


def test_a_supervisor_is_never_the_first():  # DOMAIN 10: second
    given(*ASKED).when(decide(), by=supervisor()).refused(no.OthersSignFirst)


def test_the_clocks_of_the_unit_stand_and_no_deadline_moves():
    before = given(*ENDORSED).appeal()
    after = given(*ENDORSED).when(decide(), by=supervisor(), at=SECOND_AT).after()
    assert {k.name for k in after.clocks if k.is_paused} == STANDING_STILL
    assert after.deadline == before.deadline == china(11, 30)


def test_what_rings_next_is_the_day_it_ends():
    after = given(*ENDORSED).when(decide(), by=supervisor(), at=SECOND_AT).after()
    end = find(after.clocks, "suspension")
    assert (end.due, end.started_at, end.segments[0].holder) == (UNTIL, SECOND_AT, "centre")
    assert ringing(after.clocks) in (end.remind_at, UNTIL)


def test_a_supervision_goes_on_beside_it():
    reply_by = limit("supervision", china(11, 27), "3 wd", "1/U-GR")
    opened = SupervisionOpened(
        supervision=1, level="routine", units=("U-GR",), demand="说明进展", limits=(reply_by,)
    )
    after = given(*ENDORSED, opened).when(decide(), by=supervisor(), at=SECOND_AT).after()
    assert find(after.clocks, "supervision", "1/U-GR").running


def test_to_refuse_takes_one_and_the_unit_goes_on():
    when = given(*ENDORSED).when(decide("refuse", "可以先修"), by=supervisor(), at=SECOND_AT)
    when.then(SuspensionRefused)
    after = when.after()
    assert (after.requests, after.endorsed, after.suspensions) == ({}, {}, 0)
    assert find(after.clocks, "handling").running


@pytest.mark.parametrize("decision", ["accept", "refuse"])
def test_it_says_why(decision):  # DOMAIN 5, invariant 7
    given(*ASKED).when(decide(decision, " "), by=duty_leader()).refused(no.EmptyText)


def test_the_day_must_still_lie_ahead_when_it_is_decided():
    given(*ENDORSED).when(decide(), by=supervisor(), at=UNTIL).refused(no.NotLater)


def test_there_is_something_to_decide():
    given(*TO_HANDLE).when(decide(), by=duty_leader()).refused(no.NoSuspensionPending)
    returning = ReturnRequested(unit="U-GR", ground="not_our_duty", reason="不属本单位职责")
    given(*ASKED, returning).when(decide(), by=duty_leader()).refused(no.NotBeingHandled)
    given(*CLOSED).when(decide(), by=duty_leader()).refused(no.NotBeingHandled)


@pytest.mark.parametrize("post", all_but("duty_leader", "supervisor"))
def test_nobody_else_decides(post):
    given(*ASKED).when(decide(), by=caller(post)).refused(no.PostRequired)


@pytest.mark.parametrize("by", [unit(), unit_head()])
def test_the_unit_does_not_halt_its_own_clock(by):
    given(*ASKED).when(decide(), by=by).refused(no.PostRequired)


@pytest.mark.parametrize(
    ("command", "by"),
    [
        (handle(), unit()),
        (ask(c.RecordProgress, text="已到场"), unit()),
        (ask(c.RecordContact, channel="phone", connected=True), unit()),
        (ask(c.ReassignAppeal, to_unit="U-GA", reason="改派"), duty_leader()),
        (ask(c.DecideExtension, decision="refuse", reason="不予"), duty_leader()),
    ],
)
def test_a_suspended_appeal_waits(command, by):  # DOMAIN 4.2
    given(*SUSPENDED).when(command, by=by).refused(no.Suspended)


@pytest.mark.parametrize(
    ("command", "by", "fact"),
    [
        (add_note(), unit(), NoteAdded),
        (ask(c.OpenSupervision, level="routine", demand="说明"), supervisor(), SupervisionOpened),
    ],
)
def test_notes_and_supervision_do_not_wait(command, by, fact):  # DOMAIN 4.2
    given(*SUSPENDED).when(command, by=by).then(fact)


def test_a_suspended_appeal_may_be_withdrawn():  # DOMAIN 11.1
    assert isinstance(given(*SUSPENDED).when(withdraw()).decide()[0], AppealWithdrawn)
