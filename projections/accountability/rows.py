"""What a row of accountability is: one work order, or the centre's own part of an appeal.

Instants are aware and UTC, amounts of time whole seconds. Nothing here is rounded.
"""

from datetime import datetime
from typing import Literal

import msgspec

Kind = Literal["centre", "lead", "co"]
State = Literal["waiting", "working", "suspended", "deciding", "transit", "answering", "done"]


class OrderRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """工单: one unit's part in one round of an appeal, lead or co-handler (appeal × round × unit).

    An appeal also has a row of kind `centre` for each of its cycles: what the centre itself owes,
    and the case as it stands. A cycle lasts from collection, or from a reopening, to the closing;
    `raised_at` is when it began, and rows of an earlier cycle never change any more.

    A centre row also adds up its cycle: `leads` are all that led, in order, `returns` what they
    asked for, `reworks` how often it was done again; `undelivered`, that the claimant was not told;
    `solved` is the last answer, so that places and matters are counted from these rows alone.
    Of an order's returns some were accepted, some refused, some disputed: taken to arbitration.

    `kept` is false once the order was returned, recalled, moved or merged away; `latest` says that
    no further round of the same cycle followed. `state` is what the unit is doing since `since`;
    the `held_` columns add up what it did before, so that the split sums to the time it had the
    order. `stretches` are the instants between which the handling clock ran in its hands, in
    pairs, and `used_seconds` the open time in them by `calendar`, with what was `used_before` on an
    earlier clock of the same round. `extensions` and `suspensions` are those of the cycle as far as
    it was in the unit's hands: a further round does not forget them. `answered_at` is when the
    claimant answered last, in every row of the cycle: the day by which a case counts (回访日).

    Lateness belongs to the cycle: what its earlier rounds came to is carried into its later ones.
    `late_since` is the deadline that one of them missed, or that a foreign history says was missed
    (曾超时); `handled_before` and `told_before`, that a result was handed in and told in one;
    `limited_before`, that one was judged by a deadline; `feedback_missed`, that it was told late or
    not at all; `used_rounds`, the open time of the unit's earlier rounds. `stood_at` is since when
    the clock stands, or stood when the case was closed. `signing_stood_at` is since when nobody
    waits for a signature because the unit asked to return it; `extension_waits`, that more time was
    asked for before the deadline and is not decided yet (待审批). `lateness_known` is that a
    foreign history judged it, `corrected` what counts otherwise after an objection (考核更正).
    """

    appeal_no: str
    order_no: str
    position: int
    kind: Kind
    cycle: int
    round: int
    unit: str
    unit_name: str = ""
    state: State
    since: datetime
    kept: bool = True
    latest: bool = True
    first_round: bool = True
    # the case
    raised_at: datetime
    channel: str
    type: str
    urgency: str
    category: str
    category_name: str
    area: str | None = None
    place: str | None = None
    sensitive: str = "none"
    source: str | None = None
    parent_no: str | None = None
    related_to: str | None = None
    anonymous: bool = False
    # what earlier rounds of the cycle came to
    late_since: datetime | None = None
    handled_before: bool = False
    limited_before: bool = False
    told_before: bool = False
    feedback_missed: bool = False
    lateness_known: bool = False
    stood_at: datetime | None = None
    signing_stood_at: datetime | None = None
    extension_waits: bool = False
    used_rounds: int = 0
    # the centre
    lead_unit: str | None = None
    leads: list[str] = msgspec.field(default_factory=list)
    dispatch_by: datetime | None = None
    dispatched_at: datetime | None = None
    dispatched_by: str | None = None
    dispatch_basis: str | None = None
    dispatched_late: bool = False
    redispatched: bool = False
    # the order
    received_at: datetime | None = None
    acknowledge_by: datetime | None = None
    acknowledged_at: datetime | None = None
    assigned_to: str | None = None
    contact_by: datetime | None = None
    contacted_at: datetime | None = None
    visited: bool = False
    first_due: datetime | None = None
    due: datetime | None = None
    calendar: str | None = None
    rule: str | None = None
    handled_at: datetime | None = None
    handled_by: str | None = None
    outcome: str | None = None
    feed_back_by: datetime | None = None
    fed_back_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None
    whistled: bool = False
    designated: bool = False
    suspended_until: datetime | None = None
    # how long
    held_waiting: int = 0
    held_working: int = 0
    held_suspended: int = 0
    held_deciding: int = 0
    held_transit: int = 0
    held_answering: int = 0
    runs: bool = False
    stretches: list[datetime] = msgspec.field(default_factory=list)
    used_before: int = 0
    used_seconds: int = 0
    # how often
    returns: int = 0
    return_ground: str | None = None
    returns_accepted: int = 0
    returns_refused: int = 0
    returns_disputed: int = 0
    suggested_unit: str | None = None
    extensions: int = 0
    suspensions: int = 0
    sent_back: int = 0
    reworked: bool = False
    reworks: int = 0
    urges: int = 0
    supervisions: int = 0
    backdated: int = 0
    # what the claimant says
    callback_by: datetime | None = None
    called_back_at: datetime | None = None
    called_by: str | None = None
    callbacks: int = 0
    contacted: bool | None = None
    solved: str | None = None
    satisfied: str | None = None
    stars: int | None = None
    visit_denied: bool = False
    undelivered: bool = False
    answered_at: datetime | None = None
    # the end
    closed_at: datetime | None = None
    closing_kind: str | None = None
    exclusion_asked: bool = False
    excluded: str | None = None
    assessment: str | None = None
    corrected: list[str] | None = None
