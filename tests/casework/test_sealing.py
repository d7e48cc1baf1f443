"""Personal fields: sealed for one place, opened by one key, gone with it."""

import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.errors import WrongMasterKey
from casework.facts import Sealed
from casework.store.store import Draft, Store
from casework.vault import MasterKeyRefused, Vault, is_sealed, seal, unseal
from tests import examples as x

VAULT = Vault(b"m" * 32)


@given(st.text())
def test_a_text_is_sealed_and_opened(text: str):
    text = text.encode("utf-8", "replace").decode()
    key, _ = VAULT.new_key("DT1", None)
    token = seal(key, "DT1", 1, "content", text)
    assert is_sealed(token)
    assert unseal(key, "DT1", 1, "content", token) == text


def test_two_seals_of_one_text_differ():
    key, _ = VAULT.new_key("DT1", None)
    assert seal(key, "DT1", 1, "content", "x") != seal(key, "DT1", 1, "content", "x")


@pytest.mark.parametrize(
    "place", [("DT2", 1, "content"), ("DT1", 2, "content"), ("DT1", 1, "address")]
)
def test_a_token_moved_to_another_place_does_not_open(place):
    key, _ = VAULT.new_key("DT1", None)
    token = seal(key, "DT1", 1, "content", "x")
    with pytest.raises(ValueError, match="does not open"):
        unseal(key, *place, token)


def test_a_wrapped_key_opens_under_its_master_and_for_its_appeal_only():
    key, made = VAULT.new_key("DT1", None)
    token = seal(key, "DT1", 1, "content", "x")
    assert unseal(VAULT.open_key("DT1", made.wrapped), "DT1", 1, "content", token) == "x"
    for vault, stream in [(VAULT, "DT2"), (Vault(b"n" * 32), "DT1")]:
        with pytest.raises(WrongMasterKey):
            vault.open_key(stream, made.wrapped)


def test_one_phone_has_one_reference_however_it_is_written():
    assert VAULT.claimant_ref("139-0419 0001") == VAULT.claimant_ref("13904190001")
    assert VAULT.claimant_ref("13904190002") != VAULT.claimant_ref("13904190001")
    assert VAULT.claimant_ref(None) is None


def test_the_master_key_is_made_for_its_owner_alone(tmp_path):
    path = tmp_path / "keys" / "master.key"
    Vault.from_file(path, create=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert Vault.from_file(path).fingerprint == Vault.from_file(path).fingerprint


def test_a_master_key_that_others_can_read_is_refused(tmp_path):
    path = tmp_path / "master.key"
    Vault.from_file(path, create=True)
    os.chmod(path, 0o644)
    with pytest.raises(MasterKeyRefused, match="chmod 600"):
        Vault.from_file(path)


def test_a_missing_or_broken_master_key_is_refused(tmp_path):
    with pytest.raises(MasterKeyRefused, match="cannot be read"):
        Vault.from_file(tmp_path / "nowhere")
    path = tmp_path / "master.key"
    path.write_text("short\n")
    os.chmod(path, 0o600)
    with pytest.raises(MasterKeyRefused, match="64 hexadecimal"):
        Vault.from_file(path)


@pytest.mark.finding("A26")
def test_what_a_head_approves_is_sealed_again_for_the_fact_that_it_becomes():
    """A clerk's result waits sealed in one fact, and stands sealed in another once approved."""
    key, made = VAULT.new_key("DT1", None)
    waiting = Sealed(seal(key, "DT1", 4, "measures", "上门排气。"), 4)
    draft = Draft("DT1", 6, x.handled(measures=waiting), x.envelope())
    store = Store("postgresql://127.0.0.1:1/none", "c", VAULT)
    [event], _ = store.seal([draft], {"DT1": made.wrapped}, new=False)
    recorded = store.mapper.decode("DT1", 6, 1, event.topic, event.state)
    assert recorded.fact.measures != waiting
    assert unseal(key, "DT1", 6, "measures", recorded.fact.measures) == "上门排气。"
