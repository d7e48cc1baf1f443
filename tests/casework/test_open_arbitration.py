import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import CENTRE, find
from casework.appeal.events import ArbitrationOpened, ExtensionRequested, ReturnAccepted
from casework.appeal.words import Status
from tests.examples import (
    CLOSED,
    HELPED,
    MERGED,
    NOW,
    SUSPENDED,
    TO_ACKNOWLEDGE,
    TO_DISPATCH,
    TO_HANDLE,
    acknowledged,
    all_but,
    arbitration_opened,
    ask,
    c,
    caller,
    china,
    designated,
    dispatched,
    given,
    return_accepted,
    return_requested,
    unit,
)

AT = china(11, 24, 9)
LET_GO = ReturnAccepted(unit="U-GA", reason="属实")
RETURNING = (*TO_HANDLE, return_requested())


def open_arbitration(reason="两家单位职责不清"):
    return ask(c.OpenArbitration, reason=reason)


@pytest.mark.parametrize("life", [TO_HANDLE, RETURNING])
def test_whose_duty_it_is_will_be_decided_for_good(life):
    when = given(*life).when(open_arbitration(), at=AT)
    assert when.decide()[-1].units == ("U-GR",)
    assert (when.after().status, when.after().lead_unit) == (Status.ARBITRATION, None)


@pytest.mark.finding("A18")
def test_a_return_that_waits_is_accepted_by_it():
    when = given(*RETURNING).when(open_arbitration(), at=AT)
    assert when.then(ReturnAccepted, ArbitrationOpened).unit == "U-GR"


def test_every_unit_that_returned_it_is_named_with_the_one_that_has_it():
    again = dispatched(lead_unit="U-CG")
    life = (*RETURNING, return_accepted(), again, acknowledged(unit="U-CG"))
    assert given(*life).when(open_arbitration()).then(ArbitrationOpened).units == ("U-GR", "U-CG")


def test_who_only_helped_is_no_party_to_it():
    life = (*HELPED, return_requested("U-GA"), LET_GO)
    assert given(*life).when(open_arbitration()).then(ArbitrationOpened).units == ("U-GR",)


def test_meanwhile_the_clock_of_the_claimant_runs_on_in_the_hands_of_the_centre():  # DOMAIN 11.5
    appeal = given(*TO_HANDLE).when(open_arbitration(), at=AT).after()
    handling = find(appeal.clocks, "handling")
    assert (handling.due, handling.running) == (china(11, 30), True)
    assert [s.holder for s in handling.segments] == ["U-GR", CENTRE]
    assert [k.name for k in appeal.clocks if k.running] == ["handling"]


def test_what_the_unit_had_asked_for_is_moot_and_who_helps_stays():
    asked = ExtensionRequested(
        unit="U-GR", reason="等料", until=china(12, 15), claimant_informed_at=NOW
    )
    appeal = given(*HELPED, asked).when(open_arbitration(), at=AT).after()
    assert (appeal.requests, [o.unit for o in appeal.orders]) == ({}, ["U-GA"])


def test_what_was_decided_for_good_is_not_disputed_again():
    life = (*TO_HANDLE, arbitration_opened(), designated(), acknowledged(unit="U-CG"))
    given(*life).when(open_arbitration()).refused(no.Designated)


@pytest.mark.parametrize("life", [TO_DISPATCH, TO_ACKNOWLEDGE, (*TO_HANDLE, arbitration_opened())])
def test_only_what_somebody_handles_or_returns_is_disputed(life):
    given(*life).when(open_arbitration()).refused(no.NotInThisState)


def test_what_is_closed_suspended_or_merged_is_not_disputed():
    given(*CLOSED).when(open_arbitration()).refused(no.NotInThisState)
    given(*SUSPENDED).when(open_arbitration()).refused(no.Suspended)
    given(*MERGED).when(open_arbitration()).refused(no.NotInThisState)


def test_it_says_why():
    given(*TO_HANDLE).when(open_arbitration("")).refused(no.EmptyText)


@pytest.mark.parametrize("post", ["operator", "duty_leader"])
def test_the_dispatchers_open_it(post):
    given(*TO_HANDLE).when(open_arbitration(), by=caller(post)).then(ArbitrationOpened)


@pytest.mark.parametrize("post", all_but("operator", "duty_leader"))
def test_nobody_else_does(post):
    given(*TO_HANDLE).when(open_arbitration(), by=caller(post)).refused(no.PostRequired)


def test_a_unit_asks_for_a_return_instead():
    given(*TO_HANDLE).when(open_arbitration(), by=unit()).refused(no.PostRequired)
