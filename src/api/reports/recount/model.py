"""What an auditor notes of an appeal: its cycles, the orders in them, what the claimant said."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class HandlingClock:
    """A handling clock: until when, and by which calendar; "24x7/…" or none counts all time."""

    due: datetime | None = None
    calendar: str | None = None


@dataclass
class ClockRun:
    """The handling clock ran in a unit's hands from one instant to another."""

    clock: HandlingClock
    since: datetime
    until: datetime | None = None


@dataclass
class CallbackAnswer:
    """What the claimant said when called back after a result."""

    at: datetime
    contacted: bool | None
    solved: str | None
    satisfied: str | None
    stars: int | None


@dataclass
class WorkOrder:
    """工单: what one unit was given in one round, as the lead or as a co-handler.

    `has_it` is false once it was returned, recalled, moved on or merged away. Nobody waits for a
    signature after `signing_ended_at`, nor for a report after `ended_at`; `round_ended_at` is when
    a further round was ordered. `wants_rid_of_it_since` is since when it waits unsigned for
    its return to be decided. While it `stands` (挂账), since `stood_at`, no time passes.
    """

    unit: str
    round: int
    leads: bool
    has_it: bool = True
    whistled: bool = False
    acknowledge_by: datetime | None = None
    acknowledged_at: datetime | None = None
    signing_ended_at: datetime | None = None
    due: datetime | None = None
    handled_at: datetime | None = None
    handled_by: str | None = None
    feed_back_by: datetime | None = None
    fed_back_at: datetime | None = None
    ended_at: datetime | None = None
    left_out: bool = False
    returns: int = 0
    returns_accepted: int = 0
    extended: bool = False
    suspended: bool = False
    sent_back: bool = False
    callback_by: datetime | None = None
    answer: CallbackAnswer | None = None
    round_ended_at: datetime | None = None
    stands: bool = False
    stood_at: datetime | None = None
    wants_rid_of_it_since: datetime | None = None
    asked_for_more_time: bool = False
    corrected: set[str] = field(default_factory=set)
    stretches: list[ClockRun] = field(default_factory=list)
    seconds: int | None = None  # of open time in the unit's hands, once they were counted

    @property
    def missed(self) -> bool:
        """Return whether a round that is over ended after its deadline, or by nothing at all."""
        ended = self.handled_at or (self.stood_at if self.stands else self.round_ended_at)
        return self.due is not None and ended is not None and ended > self.due

    @property
    def halted_at(self) -> datetime | None:
        """Return since when no time passes for it (挂账), or None."""
        return self.stood_at if self.stands else None

    @property
    def told_too_late(self) -> bool:
        """Return whether in a round that is over the result was told too late, or not at all."""
        told, by = self.fed_back_at or self.round_ended_at, self.feed_back_by
        return by is not None and told is not None and told > by

    def starts(self, clock: HandlingClock, at: datetime) -> None:
        """Let the handling clock run in its hands from then on."""
        if not self.runs:
            last = self.stretches[-1].until if self.stretches else None
            self.stretches.append(ClockRun(clock, max(at, last or at)))

    def stops(self, at: datetime) -> None:
        """Let the handling clock run in its hands no more; never before it began."""
        if self.runs:
            self.stretches[-1].until = max(at, self.stretches[-1].since)

    @property
    def runs(self) -> bool:
        """Return whether the handling clock runs in its hands."""
        return bool(self.stretches) and self.stretches[-1].until is None

    def ends(self, at: datetime) -> None:
        """Expect nothing more of it."""
        self.stops(at)
        self.signing_ended_at = self.signing_ended_at or at
        self.ended_at = self.ended_at or at

    def is_taken_up_again(self) -> None:
        """Give it back to the unit that had it before in this round, as on the first day."""
        self.has_it, self.left_out = True, False
        self.ended_at = self.signing_ended_at = None
        self.acknowledged_at = self.handled_at = self.handled_by = None
        self.feed_back_by = self.fed_back_at = None
        self.stands = self.asked_for_more_time = False
        self.wants_rid_of_it_since = None

    def is_taken_away(self, at: datetime) -> None:
        """Take it from the unit."""
        self.ends(at)
        self.has_it = False


@dataclass
class Cycle:
    """From the collection, or from a reopening, to the closing.

    `led` is who led at the end of each round; the last of them answers for the case now, and is
    None while it lies with the centre. `callback_by` and `answer` are those of a merged claimant.
    """

    appeal_no: str
    number: int
    round: int
    raised_at: datetime
    channel: str
    type: str
    category: str
    area: str | None
    related_to: str | None
    orders: list[WorkOrder] = field(default_factory=list)
    led: list[WorkOrder | None] = field(default_factory=lambda: [None])
    clock: HandlingClock = field(default_factory=HandlingClock)
    parent_no: str | None = None
    in_pool: bool = False
    suspended: bool = False
    dispatch_by: datetime | None = None
    dispatched_at: datetime | None = None
    dispatched_late: bool = False
    sent_to: list[str] = field(default_factory=list)
    return_accepted: bool = False
    results_told: int = 0
    told: bool = False
    callback_by: datetime | None = None
    answer: CallbackAnswer | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    closing_kind: str | None = None
    excluded: str | None = None
    anonymous: bool = False
    was_late: bool = False  # a result came too late before it was sent back, or a source says so
    lateness_known: bool = False  # a source says whether it was
    corrected: set[str] = field(default_factory=set)

    @property
    def earlier(self) -> list[WorkOrder]:
        """Return who led at the end of each round before this one."""
        return [order for order in self.led[:-1] if order is not None]

    @property
    def handled_before(self) -> bool:
        """Return whether a round before this one had a result."""
        return any(order.handled_at for order in self.earlier)

    @property
    def lead(self) -> WorkOrder | None:
        """Return who leads now."""
        return self.led[-1]

    @property
    def reworked(self) -> bool:
        """Return whether a further round followed."""
        return len(self.led) > 1

    def open_orders(self) -> list[WorkOrder]:
        """Return the orders of which something is expected still."""
        return [order for order in self.orders if order.ended_at is None]

    def known(self, unit: str, *, leads: bool) -> WorkOrder | None:
        """Return a unit's order in this round, whatever became of it."""
        for order in self.orders:
            if (order.unit, order.leads, order.round) == (unit, leads, self.round):
                return order
        return None

    def held_by(self, unit: str | None) -> WorkOrder | None:
        """Return a unit's order in this round that it still has, as a co-handler or as the lead."""
        for leads in (False, True):
            order = self.known(unit, leads=leads) if unit else None
            if order is not None and order.has_it:
                return order
        return None

    def again(self, round_: int, at: datetime) -> "Cycle":
        """Return the cycle that begins when this one is reopened."""
        return Cycle(
            self.appeal_no,
            self.number + 1,
            round_,
            at,
            self.channel,
            self.type,
            self.category,
            self.area,
            self.related_to,
            anonymous=self.anonymous,
        )
