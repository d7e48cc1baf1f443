"""脱敏: what of a claimant a caller reads. Views hold sealed tokens, opened here and only here.

Whoever took an appeal in knows the claimant already; everybody else sees masked values and asks
for the full ones by `reveal-claimant`, with a purpose that stays on record (DOMAIN 10).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from psycopg import AsyncConnection

from casework import same
from casework.facts import Recorded
from casework.sql import Statements
from casework.vault import ERASED, Vault, is_sealed, unseal
from projections.timeline.rows import TimelineRow
from projections.tracking.rows import TrackingRow

Keys = dict[str, AESGCM]
_SQL = Statements(__file__)
NOT_IN_THE_PAST = "[往日不显示]"
_TOKEN = re.compile(r"(\d*)(~.*)", re.DOTALL)


async def keys_of(conn: AsyncConnection, city: str, vault: Vault, streams: Sequence[str]) -> Keys:
    """Return the keys of these appeals; an erased appeal has none."""
    cursor = await conn.execute(_SQL.of("keys", city=city), (list(streams),))
    return {stream: vault.open_key(stream, wrapped) for stream, wrapped in await cursor.fetchall()}


def tracked(row: TrackingRow, keys: Keys, *, clear: bool) -> dict[str, Any]:
    """Return a row of tracking as JSON, its claimant in clear or masked."""
    shown = msgspec.structs.asdict(row)
    for field, mask in _MASKS.items():
        opened = _opened(keys.get(row.appeal_no), row.appeal_no, field, shown[field], 1)
        shown[field] = opened if clear else mask(opened)
    shown["masked"] = not clear
    return shown


def nobody(row: TrackingRow) -> dict[str, Any]:
    """Return a row of the past as JSON: whether there was a name, a number, an address, and none of
    it."""
    shown = msgspec.structs.asdict(row)
    for field in _MASKS:
        shown[field] = NOT_IN_THE_PAST if shown[field] else None
    return {**shown, "masked": True}


def to_json(row: TimelineRow, keys: Keys, *, clear: bool) -> dict[str, Any]:
    """Return the details of a fact as JSON: its words opened, names and numbers masked where they
    must."""
    details: dict[str, Any] = msgspec.json.decode(row.details)
    details.pop("query_ref", None)  # nobody's to read, not even hashed
    key = keys.get(row.appeal_no)
    for field, value in details.items():
        if is_sealed(value):
            opened = _opened(key, row.appeal_no, field, value, row.version)
            mask = _MASKS.get(field)
            details[field] = mask(opened) if mask and not clear else opened
    return details


def revealed(facts: Iterable[Recorded], keys: Keys, fields: Sequence[str]) -> dict[str, Any]:
    """Return these fields in clear, as they were last taken down."""
    found: dict[str, Any] = dict.fromkeys(fields)
    for recorded in facts:
        for field in fields:
            token = getattr(recorded.fact, field, None)
            if is_sealed(token):
                key, stream = keys.get(recorded.stream), recorded.stream
                found[field] = _opened(key, stream, field, token, recorded.version)
    return found


def _opened(
    key: AESGCM | None, stream: str, field: str, token: str | None, version: int
) -> str | None:
    """Return the text of a token; one that an amendment put there says of which version it is."""
    found = _TOKEN.fullmatch(token or "")
    if found is None:
        return None
    if key is None:
        return ERASED
    return unseal(key, stream, int(found[1] or version), field, found[2])


def _masked_name(name: str | None) -> str | None:
    return name if not name or name == ERASED else name[0] + "*" * max(len(name) - 1, 1)


def _masked_phone(phone: str | None) -> str | None:
    if not phone or phone == ERASED:
        return phone
    number = same.phone(phone) or phone
    return number[:3] + "****" + number[-4:] if len(number) >= 11 else "****" + number[-2:]


def _masked_address(address: str | None) -> str | None:
    return address if not address or address == ERASED else address[:2] + "****"


_MASKS: dict[str, Callable[[str | None], str | None]] = {
    "claimant_name": _masked_name,
    "claimant_phone": _masked_phone,
    "address": _masked_address,
}
