"""封存: one personal text to one sealed token and back.

AES-256-GCM (NIST SP 800-38D), a random 96-bit nonce each time, bound to appeal, version and field:
a token moved to another place does not open. A token is `~` and base64url of nonce, text and tag.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

ERASED = "[已擦除]"
_MARK = "~"
NONCE = 12


def seal(key: AESGCM, stream: str, version: int, field: str, text: str) -> str:
    """Return the token that stands for this text at this place."""
    nonce = os.urandom(NONCE)
    sealed = key.encrypt(nonce, text.encode(), _place(stream, version, field))
    return _MARK + urlsafe_b64encode(nonce + sealed).decode()


def unseal(key: AESGCM, stream: str, version: int, field: str, token: str) -> str:
    """Return the text again. Raises `ValueError` where the token is not of this key and place."""
    raw = urlsafe_b64decode(token[1:])
    try:
        return key.decrypt(raw[:NONCE], raw[NONCE:], _place(stream, version, field)).decode()
    except InvalidTag:
        raise ValueError(f"the sealed {field} of {stream}/{version} does not open") from None


def is_sealed(value: object) -> bool:
    """Return whether a stored value is a token."""
    return isinstance(value, str) and value.startswith(_MARK)


def _place(stream: str, version: int, field: str) -> bytes:
    return f"{stream}/{version}/{field}".encode()
