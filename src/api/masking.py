"""脱敏: what of a claimant a caller reads. Views hold sealed tokens, opened here and only here."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from psycopg import AsyncConnection

from casework.facts import Caller
from casework.vault import ERASED, Vault, is_sealed, unseal
from projections.timeline.rows import TimelineRow
from projections.tracking.rows import TrackingRow

CENTRE = frozenset({"operator", "caller", "duty_leader"})
Keys = dict[str, AESGCM]


def sees_claimant(caller: Caller, lead_unit: str | None) -> bool:
    """Whether names and numbers are shown in full: to the centre and to the lead unit."""
    leads = "department" in caller.posts and caller.unit is not None and caller.unit == lead_unit
    return leads or bool(CENTRE & caller.posts)


async def keys_of(conn: AsyncConnection, city: str, vault: Vault, streams: Sequence[str]) -> Keys:
    """The keys of these appeals; an erased appeal has none."""
    cursor = await conn.execute(
        f"SELECT stream, wrapped FROM {city}_keys.keys WHERE stream = ANY (%s)", (list(streams),)
    )
    return {stream: vault.open_key(stream, wrapped) for stream, wrapped in await cursor.fetchall()}


def tracked(row: TrackingRow, keys: Keys, *, clear: bool) -> dict[str, Any]:
    """A row of tracking as JSON, its claimant in clear or masked."""
    shown = msgspec.structs.asdict(row)
    for field, mask in _MASKS.items():
        opened = _opened(keys.get(row.appeal_no), row.appeal_no, 1, field, shown[field])
        shown[field] = opened if clear else mask(opened)
    shown["masked"] = not clear
    return shown


def told(row: TimelineRow, keys: Keys, *, clear: bool) -> dict[str, Any]:
    """The details of a fact as JSON: its words opened, names and numbers masked where they must."""
    details: dict[str, Any] = msgspec.json.decode(row.details)
    key = keys.get(row.appeal_no)
    for field, value in details.items():
        if is_sealed(value):
            opened = _opened(key, row.appeal_no, row.version, field, value)
            mask = _MASKS.get(field)
            details[field] = mask(opened) if mask and not clear else opened
    return details


def _opened(
    key: AESGCM | None, stream: str, version: int, field: str, token: str | None
) -> str | None:
    if token is None:
        return None
    return ERASED if key is None else unseal(key, stream, version, field, token)


def _masked_name(name: str | None) -> str | None:
    return name if not name or name == ERASED else name[0] + "*" * max(len(name) - 1, 1)


def _masked_phone(phone: str | None) -> str | None:
    if not phone or phone == ERASED:
        return phone
    return phone[:3] + "****" + phone[-4:] if len(phone) >= 11 else "****" + phone[-2:]


def _masked_address(address: str | None) -> str | None:
    return address if not address or address == ERASED else address[:2] + "****"


_MASKS: dict[str, Callable[[str | None], str | None]] = {
    "claimant_name": _masked_name,
    "claimant_phone": _masked_phone,
    "address": _masked_address,
}
