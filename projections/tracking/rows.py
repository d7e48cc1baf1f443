"""What a row of tracking is: one appeal as it stands. Instants are aware and UTC."""

from datetime import datetime

import msgspec


class TrackingRow(msgspec.Struct, frozen=True, gc=False):
    """One appeal. Name, phone and address are sealed tokens: it takes the key to read them.

    A token that an amendment put there has the version of it in front, as in "3~…". `pending` are
    the requests that wait for a decision, `flags` what is to be seen at a glance.
    """

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
    collected_by: str
    co_units: list[str]
    pending: list[str]
    flags: list[str]
    sensitive: str
    parent_no: str | None
    returns: int
    extensions: int
    suspensions: int
    reworks: int
    urges: int
    supervisions: int
    late: bool
    wants_callback: bool
