import pytest

from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import going
from casework.appeal.commands import AssignWithinUnit, PrepareResult, RecordContact
from tests import examples as x

HANDED = e.OrderAssignedWithinUnit(
    unit="U-GR", to="一站", to_unit="U-GR1", to_unit_name="供热公司一站"
)
LIFE = (*x.TO_HANDLE, HANDED)
BELOW = x.unit("U-GR1", user="gr1-clerk")


def prepare(**more):
    ready = {
        "outcome": "solved",
        "facts_true": "yes",
        "measures": "上门排气。",
        "public_reply": "您好，室温已恢复。",
    }
    return x.ask(PrepareResult, **{**ready, **more})


@pytest.mark.finding("A51")
def test_the_unit_below_prepares_what_the_lead_submits():
    prepared = x.given(*LIFE).when(prepare(), by=BELOW)
    assert prepared.then(e.ResultPrepared).unit == "U-GR1"
    life = prepared.lived()
    life.when(x.handle(), by=BELOW).refused(no.OrderOfAnotherUnit)
    life.when(x.handle(), by=x.unit()).then(e.AppealHandled)


@pytest.mark.finding("A51")
def test_its_contact_is_the_leads():
    contact = x.ask(RecordContact, channel="phone", connected=True)
    contacted = x.given(*LIFE).when(contact, by=BELOW)
    assert contacted.then(e.ContactRecorded).unit == "U-GR"
    assert going(contacted.after().clocks, "contact", "U-GR") is None


@pytest.mark.finding("A51")
def test_it_is_handed_on_and_a_grid_worker_may_have_it():
    further = x.knowing(
        ("unit/U-GR11", x.d.UnitRegistered(name="一站一组", kind="utility", parent="U-GR1"))
    )
    handed = x.given(*LIFE).when(x.ask(AssignWithinUnit, to="U-GR11"), by=BELOW, known=further)
    assert handed.then(e.OrderAssignedWithinUnit).to_unit == "U-GR11"
    assert handed.after().handed_to == ("U-GR1", "U-GR11")
    worker = x.caller("grid_worker", user="grid-1", unit="U-GR11")
    handed.lived().when(prepare(), by=worker, known=further).then(e.ResultPrepared)


@pytest.mark.finding("A1", "A51")
def test_it_is_handed_down_never_up_nor_to_the_accused():
    down = x.ask(AssignWithinUnit, to_unit="U-GA")
    x.given(*x.TO_HANDLE).when(down, by=x.unit()).refused(no.NotBelow)
    accused = (x.collected(complained_against_unit="U-GR1"), *x.TO_HANDLE[1:])
    down = x.ask(AssignWithinUnit, to_unit="U-GR1")
    x.given(*accused).when(down, by=x.unit()).refused(no.ConflictOfInterest)


def test_a_unit_that_has_nothing_in_hand_prepares_nothing():
    x.given(*x.TO_HANDLE).when(prepare(), by=BELOW).refused(no.OutsideScope)


def test_what_is_not_solved_says_why():
    x.given(*LIFE).when(prepare(outcome="not_solved"), by=BELOW).refused(no.UnsolvedNeedsReason)


def test_a_further_round_is_handed_down_anew():
    again = e.ReworkOrdered(round=2, unit="U-GR", reason="未解决")
    appeal = x.given(*LIFE, x.handled(), x.fed_back(), x.called_back(solved="no"), again).appeal()
    assert appeal.handed_to == ()
    assert "reworked" in appeal.marks
