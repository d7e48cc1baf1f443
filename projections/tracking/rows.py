"""What a row of tracking is: one appeal as it stands. Instants are aware and UTC."""

from datetime import datetime

import msgspec


class TrackingRow(msgspec.Struct, frozen=True, gc=False):
    """One appeal. Name, phone and address are sealed tokens: it takes the key to read them."""

    appeal_no: str
    version: int
    position: int
    status: str
    round: int
    channel: str
    type: str
    urgency: str
    title: str
    category: str
    category_name: str
    area: str | None
    place: str | None
    address: str | None
    lat: float | None
    lng: float | None
    claimant_kind: str
    claimant_name: str | None
    claimant_phone: str | None
    lead_unit: str | None
    lead_unit_name: str | None
    deadline: datetime | None
    acknowledge_by: datetime | None
    occurred_at: datetime
    collected_at: datetime
    dispatched_at: datetime | None
    acknowledged_at: datetime | None
    handled_at: datetime | None
    fed_back_at: datetime | None
    called_back_at: datetime | None
    closed_at: datetime | None
    stopped_at: datetime | None
    suspended: bool
    closing_kind: str | None
    outcome: str | None
    solved: str | None
    satisfied: str | None
    callbacks: int
    reassignments: int
    reopenings: int
    notes: int
    external_no: str | None
    source: str | None
    updated_at: datetime
