import pytest

from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.commands import ObjectToResult, SettleObjection
from tests import examples as x


def settle(reason="已现场复核，室温二十一度"):
    return x.ask(SettleObjection, reason=reason)


def objected(*life):
    objection = x.ask(ObjectToResult, reason="又不热了")
    return x.given(*life).when(objection, by=x.resident()).lived()


@pytest.mark.finding("A41")
@pytest.mark.parametrize("life", [x.TO_CALL_BACK, x.TO_CLOSE, x.CLOSED])
def test_it_is_answered_and_the_clock_ends(life):
    settled = objected(*life).when(settle(), by=x.callback_staff())
    assert not settled.then(e.ObjectionSettled).late
    after = settled.after()
    assert not [c for c in after.clocks if c.name == "objection" and c.stopped_at is None]


def test_too_late_is_said():
    late = objected(*x.CLOSED).when(settle(), by=x.duty_leader(), at=x.china(11, 25))
    assert late.then(e.ObjectionSettled).late


def test_there_is_one_to_answer():
    x.given(*x.CLOSED).when(settle(), by=x.duty_leader()).refused(no.NoObjection)


def test_not_by_who_handled_it():
    both = x.caller("caller", "department", user="gr-clerk", unit="U-GR")
    objected(*x.TO_CLOSE).when(settle(), by=both).refused(no.SameHands)


def test_the_claimant_reads_the_answer():
    objected(*x.CLOSED).when(settle("请拨13904190001"), by=x.duty_leader()).refused(
        no.PersonalDataInPublicText
    )
