import pytest

from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import going
from casework.appeal.commands import AmendProtection
from casework.appeal.words import Status
from tests import examples as x

COPIED = x.moved(x.dispatched_with_help("U-GA"), copied_to=("U-CG", "U-JD"))
HELPED = (x.collected(), COPIED, x.acknowledged())


def amend(**more):
    return x.ask(AmendProtection, **{"reason": "来电人补充说明", **more})


def amending(*life, **more):
    return x.given(*life).when(amend(**more))


@pytest.mark.finding("A43")
@pytest.mark.parametrize(
    "life", [x.TO_DISPATCH, x.TO_ACKNOWLEDGE, x.TO_HANDLE, x.TO_CALL_BACK, x.TO_CLOSE, x.SUSPENDED]
)
def test_the_mark_is_set_as_long_as_the_appeal_is_open(life):
    fact = amending(*life, confidential=True).then(e.ProtectionAmended)
    assert fact.changes == (e.Change("confidential", "no", "yes"),)
    assert amending(*life, confidential=True).after().confidential


def test_what_is_closed_is_left_as_it_is():
    amending(*x.CLOSED, confidential=True).refused(no.AlreadyClosed)


@pytest.mark.parametrize("given", [{}, {"confidential": False}, {"complained_against_unit": ""}])
def test_something_must_change(given):
    amending(*x.TO_HANDLE, **given).refused(no.NothingAmended)


@pytest.mark.finding("A1")
@pytest.mark.parametrize("accused", ["U-GA", "U-CG"])
def test_who_is_accused_has_no_part_any_more(accused):
    supervised = e.SupervisionOpened(
        supervision=1, level="routine", units=(accused,), demand="说明"
    )
    amended = amending(*HELPED, supervised, complained_against_unit=accused)
    assert amended.then(e.ProtectionAmended).ended == (accused,)
    after = amended.after()
    assert accused not in {o.unit for o in after.orders} | set(after.copied_to)
    assert [s.owing for s in after.supervised] == [()]
    assert not [c for c in after.clocks if c.unit == accused and c.stopped_at is None]


@pytest.mark.finding("A1")
@pytest.mark.parametrize(
    ("lead", "accused"), [("U-GR", "U-GR"), ("U-GR1", "U-GR"), ("U-GR", "U-GR1")]
)
def test_a_lead_that_is_accused_is_no_lead(lead, accused):
    """Nor one that lies below the accused, nor one that the accused is part of (Jinan 32)."""
    life = (x.collected(), x.dispatched(lead_unit=lead, lead_unit_name="供热"))
    error = amending(*life, complained_against_unit=accused).refused(no.AccusedLeads)
    assert lead in str(error)
    pooled = amending(*life, complained_against_unit=accused, to_pool=True)
    assert pooled.then(e.ProtectionAmended, e.OrderRecalled).ended == ()
    after = pooled.after()
    assert (after.status, after.lead_unit) == (Status.COLLECTED, None)
    assert going(after.clocks, "dispatch") is not None


@pytest.mark.parametrize("life", [x.TO_FEED_BACK, x.TO_CALL_BACK, x.TO_CLOSE])
def test_what_the_accused_has_handled_goes_back_to_the_pool(life):
    after = amending(*life, complained_against_unit="U-GR", to_pool=True).after()
    assert after.status == Status.COLLECTED
    assert {c.name for c in after.clocks if c.stopped_at is None} == {"dispatch"}


def test_an_accusation_is_taken_back():
    life = (x.collected(complained_against_unit="U-CG"),)
    assert amending(*life, complained_against_unit="").after().complained_against_unit is None


@pytest.mark.finding("A6")
def test_nobody_contacts_or_calls_who_wants_to_be_unknown():
    after = amending(*x.TO_HANDLE, claimant_kind="anonymous").after()
    assert (after.anonymous, after.wants_callback) == (True, False)
    assert going(after.clocks, "contact", "U-GR") is None


@pytest.mark.finding("A43")
@pytest.mark.parametrize("given", [{"claimant_kind": "anonymous"}, {"wants_callback": False}])
def test_whom_nobody_calls_any_more_waits_for_the_closing(given):
    after = amending(*x.TO_CALL_BACK, **given).after()
    assert {c.name for c in after.clocks if c.stopped_at is None} == {"closing"}
    back = x.given(*x.TO_CALL_BACK).when(amend(wants_callback=False)).lived()
    again = back.when(amend(wants_callback=True)).after()
    assert {c.name for c in again.clocks if c.stopped_at is None} == {"callback"}


def test_the_accused_may_have_a_part_in_what_it_was_merged_into():
    child = x.given(*x.MERGED).beside(*x.TO_HANDLE, x.attached())
    child.when(amend(complained_against_unit="U-GR")).refused(no.AccusedActsForParent)


def test_the_accused_is_named_as_a_unit_that_there_is():
    amending(*x.TO_HANDLE, complained_against_unit="U-??").refused(no.UnknownUnit)
