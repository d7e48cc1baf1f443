import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from tests import examples as x

REQUESTED = e.ExclusionRequested(unit="U-GR", ground="claim_untrue", evidence="出警记录")
REFUSED = e.ExclusionRefused(reason="证据不足")
GRANTED = e.ExclusionGranted(ground="claim_untrue", reason="属实", endorsed_by="duty")


def request(**more):
    ready = {"ground": "claim_untrue", "evidence": "出警记录"}
    return x.ask(c.RequestExclusion, **{**ready, **more})


@pytest.mark.parametrize("life", [x.TO_CLOSE, x.CLOSED])
def test_after_the_callback_the_unit_asks_with_evidence(life):
    fact = x.given(*life).when(request(), by=x.unit_head()).then(e.ExclusionRequested)
    assert (fact.unit, fact.ground, fact.evidence) == ("U-GR", "claim_untrue", "出警记录")
    assert fact.approved_by == "gr-head"


@pytest.mark.parametrize("life", [x.TO_ACKNOWLEDGE, x.TO_HANDLE, x.TO_FEED_BACK, x.TO_CALL_BACK])
def test_before_the_callback_nothing_is_excluded(life):
    x.given(*life).when(request(), by=x.unit_head()).refused(no.NotCalledBackYet)


@pytest.mark.parametrize("told", [(REQUESTED,), (REQUESTED, REFUSED), (REQUESTED, GRANTED)])
def test_it_is_asked_for_once(told):
    x.given(*x.TO_CLOSE, *told).when(request(), by=x.unit_head()).refused(no.ExclusionDecided)


def test_what_was_asked_for_changes_neither_state_nor_clock():
    before = x.given(*x.TO_CLOSE).appeal()
    after = x.given(*x.TO_CLOSE).when(request(), by=x.unit_head(), at=x.china(11, 24)).after()
    assert after.status == before.status
    assert [k for k in after.clocks if k.name != "decision"] == list(before.clocks)
    assert after.requests.keys() == {"exclusion"}


def test_the_evidence_is_not_empty_and_holds_no_personal_number():  # invariant 7
    empty, phone = request(evidence=" "), request(evidence="致电13904190001")
    x.given(*x.TO_CLOSE).when(empty, by=x.unit_head()).refused(no.EmptyText)
    x.given(*x.TO_CLOSE).when(phone, by=x.unit_head()).refused(no.PersonalDataInPublicText)


def test_a_unit_that_helped_or_had_nothing_to_do_does_not_ask():
    helped = (*x.HELPED, x.handled(), x.fed_back(), x.called_back())
    x.given(*helped).when(request(), by=x.unit("U-GA")).refused(no.OrderOfAnotherUnit)
    x.given(*helped).when(request(), by=x.unit("U-CG")).refused(no.OutsideScope)


@pytest.mark.parametrize("post", x.all_but("department", "unit_head"))
def test_nobody_else_asks(post):
    x.given(*x.TO_CLOSE).when(request(), by=x.caller(post)).refused(no.PostRequired)


def test_of_an_archived_appeal_nothing_is_asked_any_more():  # invariant 1
    archived = e.AppealArchived(package_hash="0" * 64)
    x.given(*x.CLOSED, archived).when(request(), by=x.unit_head()).refused(no.NotCalledBackYet)
