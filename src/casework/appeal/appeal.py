"""What an appeal is now, as far as rules ask for it. `folding/` says how it comes to be."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

import msgspec

from casework.appeal.access import Matter
from casework.appeal.clocks import Clocks, find, going
from casework.appeal.standing import Standing
from casework.appeal.words import AppealType, Satisfied, Status, Urgency
from casework.facts import Actor, Sealed

# What a unit asks for and the centre decides; each has a clock, and its place in `requests`.
DECIDED = frozenset({"extension", "suspension", "termination", "exclusion"})


class Order(msgspec.Struct, frozen=True, gc=False):
    """工单: one unit's part in this round. The lead's state is the appeal's own.

    `handed_to` are the units below that it was handed down to (逐级分派), in that order.
    """

    unit: str
    unit_name: str
    lead: bool
    state: Literal["dispatched", "acknowledged", "return_pending", "reported"] = "dispatched"
    mandatory: bool = True
    before_return: Literal["dispatched", "acknowledged"] = "dispatched"
    given_at: datetime | None = None
    handed_to: tuple[str, ...] = ()
    extensions: int = 0


class Awaited(msgspec.Struct, frozen=True, gc=False):
    """待单位负责人审批: what a clerk asked its head for: which command, by whom, and when."""

    unit: str
    verb: str
    request: str
    by: Actor
    at: datetime
    measures: Sealed | None = None


def key_of(verb: str, unit: str) -> str:
    """Return by what a request to a unit's head is known, as in "request-return/U-GR"."""
    return f"{verb}/{unit}"


class Attempt(msgspec.Struct, frozen=True, gc=False):
    """One try to call back: on which day in China, by which channel."""

    on: date
    channel: str


class Supervision(msgspec.Struct, frozen=True, gc=False):
    """An open supervision, the units that still owe a reply, and all that it is about."""

    number: int
    owing: tuple[str, ...]
    units: tuple[str, ...] = ()


class Appeal(msgspec.Struct, frozen=True):
    """As much of an appeal as its rules ask for. Instants are aware and UTC.

    `answers` are the versions of the callbacks that connected after a result, `result_version` that
    of the newest result. `ruled_by` is the tag of the rule pinned at dispatch, `cycle_round` the
    first round since the last reopening, `stepped_at` when the last step happened: a change of
    state, a new order.
    """

    appeal_no: str
    version: int
    position: int
    moved_at: datetime
    status: Status
    type: AppealType
    urgency: Urgency
    anonymous: bool
    wants_callback: bool
    category: str = ""
    area: str | None = None
    title: str = ""
    collected_by: str = ""
    confidential: bool = False
    sensitive: str = "none"
    complained_against_unit: str | None = None
    round: int = 0
    orders: tuple[Order, ...] = ()
    copied_to: tuple[str, ...] = ()
    clocks: Clocks = ()
    ruled_by: str | None = None
    cycle_round: int = 0
    raised_at: datetime | None = None
    stepped_at: datetime | None = None
    marks: frozenset[str] = frozenset()
    requests: Mapping[str, Any] = msgspec.field(default_factory=dict)
    awaiting: Mapping[str, Awaited] = msgspec.field(default_factory=dict)
    lead_unit: str | None = None
    dispatched_by: str | None = None
    acknowledged_by: str | None = None
    handled_by: str | None = None
    handlers: frozenset[str] = frozenset()
    visited: bool = False
    late: bool = False  # in any cycle (曾超时)
    late_in_cycle: bool = False
    attempts: tuple[Attempt, ...] = ()
    answered: bool = False
    solved: str | None = None
    outcome: str | None = None
    unsolved_reason: str | None = None
    fed_back_at: datetime | None = None
    feedback_attempts: int = 0
    answers: tuple[int, ...] = ()
    result_version: int = 0
    first_satisfied: Satisfied | None = None
    final_satisfied: Satisfied | None = None
    extensions: int = 0
    suspensions: int = 0
    reworks: int = 0
    returned: tuple[str, ...] = ()
    disowned: tuple[str, ...] = ()
    before_return: Status = Status.DISPATCHED
    supervised: tuple[Supervision, ...] = ()
    supervisions: int = 0
    urges: int = 0
    labels: tuple[str, ...] = ()
    recused: frozenset[str] = frozenset()
    arbitrators: frozenset[str] = frozenset()
    parent_no: str | None = None
    children: tuple[str, ...] = ()
    endorsed: Mapping[str, str] = msgspec.field(default_factory=dict)
    grounds: Mapping[str, str] = msgspec.field(default_factory=dict)
    closed_at: datetime | None = None
    closing_kind: str | None = None

    @property
    def standing(self) -> Standing:
        """Return what decides which verbs fit."""
        co = tuple(o.unit for o in self.orders if not o.lead)
        unsigned = frozenset(o.unit for o in self.orders if self.awaits_signing(o))
        returning = any(o.state == "return_pending" for o in self.orders)
        signed = {matter.partition("/")[0] for matter in self.endorsed}
        marks = self.marks | signed | ({"co_return_pending"} if returning else set())
        return Standing(
            self.status,
            self.lead_unit,
            co,
            marks,
            self.collected_by,
            unsigned,
            self.dispatched_by,
            self.handed_to,
            frozenset(a.unit for a in self.awaiting.values()),
        )

    def awaits_signing(self, order: Order) -> bool:
        """Return whether an order waits to be acknowledged."""
        return order.state == "dispatched" and (not order.lead or self.status == Status.DISPATCHED)

    def matter(self, at: datetime) -> Matter:
        """Return what decides who reads it at an instant; a row gives the same elsewhere."""
        return Matter(
            status=self.status,
            collected_by=self.collected_by,
            area=self.area,
            lead_unit=self.lead_unit,
            co_units=[order.unit for order in self.orders if not order.lead],
            handed_to=self.handed_to,
            copied_to=self.copied_to,
            supervised=[unit for each in self.supervised for unit in each.units],
            accused=self.complained_against_unit,
            arbitrators=self.arbitrators,
            confidential=self.confidential,
            threat=self.sensitive == "threat",
            overdue=self.is_overdue(at),
        )

    @property
    def waiting(self) -> frozenset[str]:
        """Return what waits for the centre's word or a unit head's.

        As "return/U-GR", "extension/U-GR", "approval:request-return/U-GR" and the like.
        """
        returns = (
            f"return/{o.unit}"
            for o in self.orders
            if o.state == "return_pending" or (o.lead and self.status == Status.RETURN_PENDING)
        )
        asked = (
            f"{matter.partition('/')[0]}/{fact.unit}"
            for matter, fact in self.requests.items()
            if matter.partition("/")[0] in DECIDED
        )
        return frozenset((*returns, *asked, *(f"approval:{key}" for key in self.awaiting)))

    @property
    def deadline(self) -> datetime | None:
        """Return until when this round is to be handled."""
        clock = find(self.clocks, "handling")
        return clock.due if clock else None

    def order_of(self, unit: str | None) -> Order | None:
        """Return the open order of a unit."""
        return next((o for o in self.orders if o.unit == unit), None)

    def order_at(self, unit: str | None) -> Order | None:
        """Return the order that a unit works on: its own, or one that was handed down to it."""
        handed = (o for o in self.orders if unit in o.handed_to)
        return self.order_of(unit) or next(handed, None)

    @property
    def handed_to(self) -> tuple[str, ...]:
        """Return the units that an order was handed down to."""
        return tuple(unit for order in self.orders for unit in order.handed_to)

    def is_overdue(self, at: datetime) -> bool:
        """Return whether the handling limit had passed at that instant, time not standing."""
        clock = going(self.clocks, "handling")
        return clock is not None and clock.is_late(at)
