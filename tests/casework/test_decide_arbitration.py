import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import CENTRE, find
from casework.appeal.events import UnitDesignated
from casework.appeal.words import Status
from tests.examples import (
    CLOSED,
    HELPED,
    TO_DISPATCH,
    TO_HANDLE,
    all_but,
    arbitration_opened,
    ask,
    c,
    caller,
    china,
    collected,
    dispatched,
    duty_leader,
    given,
    return_requested,
    unit,
)

AT = china(11, 24, 9)
DISPUTED = (*TO_HANDLE, arbitration_opened("U-GR"))


def designate(code="U-CG", basis="三定方案第二条", **more):
    return ask(c.DecideArbitration, unit=code, basis=basis, **more)


def decided(*life, **more):
    return given(*(life or DISPUTED)).when(designate(**more), by=caller("arbitrator"), at=AT)


def test_a_unit_is_named_after_hearing_the_others():  # DOMAIN 11.5
    fact = decided(units_heard=("U-GR", "U-CG"), catalogue_proposal="0101改派城管局").then(
        UnitDesignated
    )
    assert (fact.unit, fact.unit_name, fact.final) == ("U-CG", "城管局", True)
    assert (fact.units_heard, fact.catalogue_proposal) == (("U-GR", "U-CG"), "0101改派城管局")


def test_it_acknowledges_like_any_other_and_may_not_return_it():
    appeal = decided().after()
    assert (appeal.status, appeal.lead_unit) == (Status.DISPATCHED, "U-CG")
    running = {(k.name, k.unit): k.due for k in appeal.clocks if k.running}
    assert running == {
        ("handling", None): china(11, 30),
        ("acknowledgement", "U-CG"): china(11, 25),
        ("contact", "U-CG"): china(11, 25),
    }
    assert "designated" in appeal.marks


def test_the_handling_clock_goes_over_with_its_deadline():  # DOMAIN 5, invariant 3
    handling = find(decided().after().clocks, "handling")
    assert [s.holder for s in handling.segments] == ["U-GR", CENTRE, "U-CG"]
    assert handling.moves == ()


def test_nobody_is_to_be_contacted_who_left_no_name():
    anonymous = collected(claimant_kind="anonymous", wants_callback=False)
    life = (anonymous, dispatched(), return_requested(), arbitration_opened("U-GR"))
    assert [limit.clock for limit in decided(*life).then(UnitDesignated).limits] == [
        "acknowledgement"
    ]


def test_a_helper_may_be_designated_and_helps_no_more():  # DOMAIN 5, invariant 2
    appeal = decided(*HELPED, arbitration_opened("U-GR"), code="U-GA").after()
    assert [(o.unit, o.lead) for o in appeal.orders] == [("U-GA", True)]
    assert find(appeal.clocks, "co_handling", "U-GA").stopped_at == AT


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"code": "U-XX"}, no.UnknownUnit),
        ({"code": "U-WY"}, no.UnitMayNotLead),
        ({"code": "U-SQ"}, no.UnitNotWithinDuties),
        ({"units_heard": ("U-XX",)}, no.UnknownUnit),
        ({"basis": " "}, no.EmptyText),
    ],
)
def test_it_must_be_a_unit_that_may_lead_and_a_basis_given(fields, refusal):
    decided(**fields).refused(refusal)


def test_who_is_complained_against_is_not_designated():
    life = (collected(complained_against_unit="U-CG"), *DISPUTED[1:])
    decided(*life).refused(no.ConflictOfInterest)


@pytest.mark.parametrize("life", [TO_DISPATCH, TO_HANDLE, CLOSED])
def test_only_a_dispute_is_decided(life):
    given(*life).when(designate(), by=duty_leader(), at=AT).refused(no.NotDisputed)


def test_it_is_decided_once():
    decided().lived().when(designate(), by=caller("arbitrator")).refused(no.NotDisputed)


@pytest.mark.parametrize("post", ["arbitrator", "duty_leader"])
def test_an_arbitrator_or_a_duty_leader_decides(post):
    given(*DISPUTED).when(designate(), by=caller(post)).then(UnitDesignated)


@pytest.mark.parametrize("post", all_but("arbitrator", "duty_leader"))
def test_nobody_else_decides(post):
    given(*DISPUTED).when(designate(), by=caller(post)).refused(no.PostRequired)


def test_no_unit_decides_its_own_cause():
    given(*DISPUTED).when(designate(), by=unit()).refused(no.PostRequired)
