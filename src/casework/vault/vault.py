"""保险柜: makes, wraps and unwraps the keys of appeals under one master key."""

import hashlib
import hmac
import os
import secrets
import stat
from functools import lru_cache
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from casework import same
from casework.errors import WrongMasterKey
from casework.runtime.private_files import write_whole
from casework.vault.sealing import NONCE

_BYTES = 32
_CACHED = 20_000


class MasterKeyRefused(Exception):
    """The master key cannot be used; the message says why and what to do."""


class AppealKey(msgspec.Struct, frozen=True):
    """A key as the store keeps it: wrapped, by which master, and a keyed hash of the phone.

    For an appeal that has one, only the hash is stored anew: the caller's number was corrected.
    """

    stream: str
    wrapped: bytes
    master: bytes
    claimant_ref: bytes | None


class Vault:
    """Holds the master key; opens and seals for whoever may ask."""

    def __init__(self, master: bytes) -> None:
        self._wrapping = AESGCM(_derive(master, b"wrap"))
        self._pepper = _derive(master, b"claimant")
        self._query_pepper = _derive(master, b"query-code")
        self._search_pepper = _derive(master, b"search")
        self.fingerprint = _derive(master, b"fingerprint")[:8]
        self.open_key = lru_cache(_CACHED)(self._unwrap)

    @classmethod
    def from_file(cls, path: Path, *, create: bool = False) -> "Vault":
        """Return the vault of a key file; made where allowed, refused where others could read."""
        if create and not path.exists():
            _write_new(path)
        return cls(_read(path))

    def new_key(self, stream: str, phone: str | None) -> tuple[AESGCM, AppealKey]:
        """Return a fresh key for one appeal, to seal with and to store."""
        key, nonce = secrets.token_bytes(_BYTES), os.urandom(NONCE)
        wrapped = nonce + self._wrapping.encrypt(nonce, key, stream.encode())
        return AESGCM(key), AppealKey(stream, wrapped, self.fingerprint, self.claimant_ref(phone))

    def claimant_ref(self, phone: str | None) -> bytes | None:
        """Return a keyed hash of a phone number (16 bytes): equal callers, no number."""
        number = same.phone(phone)
        return self._hash(number) if number else None

    def claimant_refs(self, phone: str | None) -> list[bytes]:
        """Return that hash, and those that the same number may have in a log of before 0.4."""
        return [self._hash(spelling) for spelling in same.spellings(same.phone(phone))]

    def query_ref(self, code: str) -> str:
        """Return a keyed hash (hex) of a query code: it is compared, and tells no code."""
        return hmac.digest(self._query_pepper, code.encode(), "sha256").hex()

    def search_ref(self, text: str) -> str:
        """Return a keyed hash (hex) of what was looked for: it links equal searches alone."""
        return hmac.digest(self._search_pepper, text.encode(), "sha256").hex()

    def moved(self, stream: str, wrapped: bytes, phone: str) -> AppealKey:
        """Return the key of an appeal as it is, its caller corrected."""
        return AppealKey(stream, wrapped, self.fingerprint, self.claimant_ref(phone))

    def _hash(self, number: str) -> bytes:
        return hmac.digest(self._pepper, number.encode(), "sha256")[:16]

    def _unwrap(self, stream: str, wrapped: bytes) -> AESGCM:
        try:
            key = self._wrapping.decrypt(wrapped[:NONCE], wrapped[NONCE:], stream.encode())
        except InvalidTag:
            raise WrongMasterKey(stream=stream) from None
        return AESGCM(key)


def _derive(master: bytes, purpose: bytes) -> bytes:
    return hmac.digest(master, b"casework/" + purpose, hashlib.sha256)


def _write_new(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(path, secrets.token_hex(_BYTES) + "\n")


def _read(path: Path) -> bytes:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        text = path.read_text().strip()
    except OSError as error:
        raise MasterKeyRefused(
            f"The master key {path} cannot be read ({error.strerror}). Without it no personal text "
            "opens: put the file back, or name it in CASEWORK_MASTER_KEY_FILE."
        ) from None
    if mode & 0o077:
        raise MasterKeyRefused(f"The master key {path} can be read by others: chmod 600 it.")
    if len(text) != 2 * _BYTES or not all(c in "0123456789abcdef" for c in text):
        raise MasterKeyRefused(f"The master key {path} is not {2 * _BYTES} hexadecimal digits.")
    return bytes.fromhex(text)
