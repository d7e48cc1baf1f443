"""What a row of tracking is: one appeal as it stands. Instants are aware and UTC."""

from datetime import datetime

import msgspec


class TrackingRow(msgspec.Struct, frozen=True, gc=False):
    """One appeal. Name, phone and address are sealed tokens: it takes the key to read them.

    A token that an amendment put there has the version of it in front, as in "3~…". `pending` are
    the kinds of what waits for a decision, `waiting` each matter with its reason (`waiting.py`);
    `flags` is what is to be seen at a glance. `due_…` is the clock that is due first of those that
    somebody must answer; `due_at` is None where it stands. `clocks` keeps what it takes to wind
    them on. `sought` is the title in the form that is searched. `missed` are the limits of the
    cycle that were missed (曾超时).
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
    wants_callback: bool
    missed: list[str]
    due_clock: str | None
    due_at: datetime | None
    remind_at: datetime | None
    due_holder: str | None
    sent_backs: int
    dispatched_by: str | None
    handlers: list[str]
    handed_to: list[str]
    copied_to: list[str]
    supervised: list[str]
    children: list[str]
    sought: str
    arbitrators: list[str]
    attempts: list[datetime]
    contacted_at: datetime | None
    limit_rule: str | None
    area_certainty: str | None
    related_to: str | None
    complained_against_unit: str | None
    waiting: bytes
    clocks: bytes

    @property
    def late(self) -> bool:
        """Whether some limit of the cycle was missed (曾超时)."""
        return bool(self.missed)
