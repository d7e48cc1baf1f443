"""The hash of a caller: one for every spelling of the number, and it goes with a correction."""

import hmac

import pytest

from casework.appeal import commands as c
from casework.appeal import refusals as no
from casework.application import Casework
from tests.conftest import City
from tests.examples import collect, operator


def callers(city: City, phone: str) -> set[object]:
    found = city.query(
        "SELECT stream FROM {city}_keys.keys WHERE claimant_ref = ANY (%s)",
        city.vault.claimant_refs(phone),
    )
    return {stream for (stream,) in found}


def taken_in(casework: Casework, phone: str, **more: object) -> str:
    claimant = c.Claimant("王秀兰", phone)
    return casework.do(collect(claimant=claimant, **more), operator()).appeal_no


@pytest.mark.finding("B11")
@pytest.mark.parametrize(
    "written", ["+8613900000101", "0086 139 0000 0101", "8613900000101", "013900000101"]
)
def test_the_same_caller_is_found_by_every_spelling(city: City, casework: Casework, written: str):
    assert taken_in(casework, "13900000101") in callers(city, written)
    assert taken_in(casework, written) in callers(city, "139-0000-0101")


@pytest.mark.finding("B11")
@pytest.mark.parametrize("typed", ["8613900000102", "008613900000102", "013900000102"])
def test_a_hash_of_an_older_log_still_matches(city: City, typed: str):
    old = hmac.digest(city.vault._pepper, typed.encode(), "sha256")[:16]  # digits as typed
    assert old in city.vault.claimant_refs("13900000102")


@pytest.mark.finding("A28")
def test_a_corrected_number_finds_the_appeal_and_the_wrong_one_does_not(
    city: City, casework: Casework
):
    appeal_no = taken_in(casework, "13900000104")
    wrapped = city.query("SELECT wrapped FROM {city}_keys.keys WHERE stream = %s", appeal_no)
    amended = c.AmendIntake(appeal_no=appeal_no, claimant_phone="+86 139 0000 0105", reason="记错")
    casework.do(amended, operator())
    assert callers(city, "13900000105") == {appeal_no}
    assert callers(city, "13900000104") == set()
    after = city.query("SELECT wrapped FROM {city}_keys.keys WHERE stream = %s", appeal_no)
    assert after == wrapped  # the key itself is never replaced


@pytest.mark.finding("A28")
def test_another_amendment_leaves_the_caller(city: City, casework: Casework):
    appeal_no = taken_in(casework, "13900000106")
    amended = c.AmendIntake(appeal_no=appeal_no, title="暖气片不热", reason="写错")
    casework.do(amended, operator())
    assert callers(city, "13900000106") == {appeal_no}


@pytest.mark.finding("B10")
def test_what_was_sealed_is_still_known_to_be_the_claimants(city: City, casework: Casework):
    appeal_no = taken_in(casework, "13900000107")
    for words in ("联系王秀兰", "请打 139 0000 0107", "幸福家园3号楼楼下"):
        told = c.DispatchAppeal(appeal_no=appeal_no, lead_unit="U-GR", instruction=words)
        with pytest.raises(no.PersonalDataInPublicText):
            casework.do(told, operator())
    amended = c.AmendIntake(appeal_no=appeal_no, claimant_name="赵敏之", reason="写错")
    casework.do(amended, operator())
    told = c.DispatchAppeal(appeal_no=appeal_no, lead_unit="U-GR", instruction="联系赵敏之")
    with pytest.raises(no.PersonalDataInPublicText):
        casework.do(told, operator())
    casework.do(c.DispatchAppeal(appeal_no=appeal_no, lead_unit="U-GR"), operator())
