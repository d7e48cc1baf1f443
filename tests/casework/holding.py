"""What holds of an appeal whatever happens to it; the numbers are the invariants of DOMAIN 5."""

from itertools import pairwise
from typing import Any

from casework.appeal import events as e
from casework.appeal.appeal import Appeal, Order
from casework.appeal.clock_editor import OF_RETURN
from casework.appeal.clocks import CENTRE, Clock, find, going
from casework.appeal.words import OPEN, WITH_UNIT, Status
from casework.facts import Fact
from casework.policy.policies import Policies
from projections.accountability.rows import OrderRow
from projections.appeal_history.clocks import read
from projections.tracking.clocks import WINDOWS
from projections.tracking.waiting import waits_of

# Invariant 3, with what is documented beside it: a result sent back, a calendar that came.
# What a slow decision took is given back, by whatever decides (DOMAIN 17.2).
MOVES = (
    e.ExtensionApproved,
    e.AppealResumed,
    e.HandlingSentBack,
    e.DeadlineRecalculated,
    e.InfoRequested,
    e.InfoProvided,
    e.ClockOverdue,
    e.ReturnAccepted,
    e.ReturnRefused,
    e.ExtensionRefused,
    e.AppealSuspended,
    e.SuspensionRefused,
    e.TerminationRefused,
    e.RequestVoided,
)
STARTS = (
    e.AppealDispatched,
    e.AppealReassigned,
    e.UnitDesignated,
    e.ReworkOrdered,
    e.AppealReopened,
)
AFTER_ARCHIVING = (e.ClaimantRevealed, e.DecisionEndorsed, e.PersonalDataErased)

_OF_ORDERS = {"acknowledgement", "return_window", "contact", "co_handling"}
_UNDER_WAY = {"info", "handling", *_OF_ORDERS}
MAY_GO = {
    Status.COLLECTED: {"dispatch", *_UNDER_WAY},
    Status.DISPATCHED: _UNDER_WAY,
    Status.HANDLING: {"suspension", *_UNDER_WAY},
    Status.RETURN_PENDING: _UNDER_WAY,
    Status.ARBITRATION: _UNDER_WAY,
    Status.HANDLED: {"feedback", "co_handling"},
    Status.FED_BACK: {"callback", "closing", "co_handling", "objection"},
    Status.CALLED_BACK: {"closing", "co_handling", "objection"},
    Status.CLOSED: {"reopening", "objection"},
    Status.ARCHIVED: set[str](),
}


def check_1_nothing_after_archiving(before: Appeal, fact: Fact) -> None:
    """But what PIPL asks for: to look into it on record, and to erase it."""
    assert before.status != Status.ARCHIVED or isinstance(fact, AFTER_ARCHIVING)


def check_2_one_lead_and_one_order_a_unit(appeal: Appeal) -> None:
    leads = [o.unit for o in appeal.orders if o.lead]
    assert leads == ([appeal.lead_unit] if appeal.lead_unit else [])
    units = [o.unit for o in appeal.orders]
    assert len(units) == len(set(units))


def check_3_deadlines_move_only_so(before: Appeal, after: Appeal, fact: Fact) -> None:
    for earlier, later in zip(before.clocks, after.clocks, strict=False):
        assert (earlier.name, earlier.started_at) == (later.name, later.started_at)
        if earlier.due != later.due:
            move = later.moves[-1].move
            assert isinstance(fact, MOVES)
            assert (move.before, move.due) == (earlier.due, later.due)
    if before.deadline != after.deadline and not isinstance(fact, MOVES):
        assert isinstance(fact, STARTS), fact.TOPIC
        ran = going(before.clocks, "handling")
        assert ran is None or getattr(fact, "clock", None) == "restart", fact.TOPIC


def check_clocks_of_the_state(appeal: Appeal) -> None:
    """Every open state has a clock that goes, and none goes that nobody could stop."""
    go = [k for k in appeal.clocks if k.stopped_at is None]
    names = {k.name for k in go}
    assert names <= MAY_GO[appeal.status] | {"supervision", "decision"}, (appeal.status, names)
    _check_decisions(appeal, go)
    assert len({(k.name, k.unit) for k in go}) == len(go)
    if appeal.status in OPEN and "merged" not in appeal.marks:
        assert names - {"return_window", "supervision", "decision"}, appeal.status
    _check_halt(appeal, go)


def _check_decisions(appeal: Appeal, go: list[Clock]) -> None:
    """Whatever waits for the centre has a clock, in the centre's hands."""
    decisions = {k.unit: k for k in go if k.name == "decision"}
    waiting = {name for name in appeal.waiting if not name.startswith("approval:")}
    assert set(decisions) == (set() if appeal.status == Status.ARCHIVED else waiting)
    assert {k.segments[-1].holder for k in decisions.values()} <= {CENTRE}


def _check_halt(appeal: Appeal, go: list[Clock]) -> None:
    handling, suspended = find(appeal.clocks, "handling"), "suspended" in appeal.marks
    asked = "info_requested" in appeal.marks and appeal.status == Status.COLLECTED
    returning = {name.removeprefix("return/") for name in appeal.waiting if "return/" in name}
    still = [k for k in go if k.is_paused and not (k.unit in returning and k.name in OF_RETURN)]
    halted = {k.name for k in still}
    assert suspended == bool(halted - {"dispatch"})
    assert asked or "dispatch" not in halted
    assert not suspended or (handling is not None and handling.is_paused)


def check_clocks_lie_with_who_has_the_order(appeal: Appeal) -> None:
    for clock in appeal.clocks:
        if clock.stopped_at is not None:
            continue
        holder, order = clock.segments[-1].holder, appeal.order_of(clock.unit)
        if clock.name in _OF_ORDERS:
            assert order is not None, (appeal.status, clock.name, clock.unit)
            waits = clock.is_paused and clock.name in OF_RETURN and holder == CENTRE
            assert waits or holder == order.unit
            assert clock.name != "co_handling" or not order.lead
        if clock.name == "handling":
            returning = appeal.status == Status.RETURN_PENDING
            assert holder == (CENTRE if returning else appeal.lead_unit or CENTRE)


def check_segments_are_in_order(appeal: Appeal) -> None:
    for clock in appeal.clocks:
        for earlier, later in pairwise(clock.segments):
            assert earlier.until is not None
            assert earlier.since <= earlier.until <= later.since
        last = clock.segments[-1]
        assert last.until is None or last.since <= last.until


def check_requests_lie_before_somebody(appeal: Appeal) -> None:
    """A request and its mark come and go together; nobody has signed what is not asked for."""
    asked = {m.removesuffix("_requested") for m in appeal.marks if m.endswith("_requested")}
    assert set(appeal.requests) == asked - {"info"}
    alone = {"erasure", "restart", "forced_close", "transfer_out"}
    assert {matter.partition("/")[0] for matter in appeal.endorsed} <= set(appeal.requests) | alone
    assert all(appeal.order_of(asked.unit) for asked in appeal.awaiting.values())


def check_tracking(appeal: Appeal, row: Any) -> None:
    """The view says of the appeal what the rules go by."""
    co = {o.unit for o in appeal.orders if not o.lead}
    assert (row.status, row.lead_unit, row.round) == (appeal.status, appeal.lead_unit, appeal.round)
    assert (set(row.co_units), row.deadline) == (co, appeal.deadline)
    check_what_waits(appeal, row)
    check_what_is_due(appeal, row)
    assert row.suspended == ("suspended" in appeal.marks)
    assert row.parent_no == appeal.parent_no


def check_what_waits(appeal: Appeal, row: Any) -> None:
    """The row names every request, signature and supervision that is open, and no other."""
    asked = {m.removesuffix("_requested") for m in appeal.marks if m.endswith("_requested")}
    asked |= {"objection"} & appeal.marks
    returning = {("return", o.unit) for o in appeal.orders if o.state == "return_pending"}
    if appeal.status == Status.RETURN_PENDING:
        returning.add(("return", appeal.lead_unit))
    if appeal.status not in OPEN:
        returning = set()
    asked = {mark.partition("/")[0] for mark in asked}
    waits = waits_of(row.waiting)
    assert {w.what for w in waits} - {"return", "second", "supervision", "approval"} == asked
    heads = {f"{w.ground}/{w.unit}" for w in waits if w.what == "approval"}
    assert heads == set(appeal.awaiting)
    assert {(w.what, w.unit) for w in waits if w.what == "return"} == returning
    assert {w.ground for w in waits if w.what == "second"} == set(appeal.endorsed)
    numbers = {s.number for s in appeal.supervised}
    assert {w.number for w in waits if w.what == "supervision"} == numbers


def check_what_is_due(appeal: Appeal, row: Any) -> None:
    """The due thing is the first of the clocks that run and that somebody must answer."""
    running = [c for c in appeal.clocks if c.running and c.name not in WINDOWS]
    assert row.due_at == min((c.due for c in running), default=None)
    if running:
        assert (row.due_clock, row.due_at, row.due_holder) in {
            (c.name, c.due, c.segments[-1].holder) for c in running
        }


BEFORE_FEEDBACK = {Status.COLLECTED, *WITH_UNIT, Status.RETURN_PENDING, Status.ARBITRATION}


def check_accountability(appeal: Appeal, rows: tuple[OrderRow, ...], policies: Policies) -> None:
    """The view says who has it, until when, and for how long whoever had it."""
    centre = max((r for r in rows if r.kind == "centre"), key=lambda r: r.cycle)
    assert (centre.round, centre.due) == (appeal.round, appeal.deadline)
    has = {(r.unit, r.kind) for r in rows if r.state != "done" and r.round == appeal.round}
    if appeal.status in BEFORE_FEEDBACK:
        orders = {(o.unit, "lead" if o.lead else "co") for o in appeal.orders if _is_open(o)}
        assert orders <= has
        assert centre.lead_unit == appeal.lead_unit
    leads = [r for r in rows if r.kind == "lead"]
    assert centre.returns == sum(r.returns for r in leads if r.cycle == centre.cycle)
    if "suspended" in appeal.marks:
        assert any(r.suspended_until for r in leads if r.state == "suspended")
    for row in rows:
        decided = row.returns_accepted + row.returns_refused + row.returns_disputed
        assert row.kind == "centre" or decided <= row.returns
        held = [getattr(row, f) for f in row.__struct_fields__ if f.startswith("held_")]
        assert min(held) >= 0
        assert sum(held) <= _seconds_between(row)
        if row.kind == "lead" and not row.runs:
            assert row.used_seconds == _held(appeal, row, policies), row.order_no


def _is_open(order: Order) -> bool:
    """What was reported stays with whoever reported it, whoever succeeds it."""
    return order.state != "reported"


def _seconds_between(row: OrderRow) -> int:
    begun = row.received_at or row.raised_at
    return int(row.since.timestamp()) - int(begun.timestamp())


def _held(appeal: Appeal, row: OrderRow, policies: Policies) -> int:
    """What the clocks of that round say of that unit."""
    readings = [
        read(clock, row.since, policies)
        for clock in appeal.clocks
        if clock.name == "handling" and clock.round == row.round
    ]
    return sum(reading.held_seconds.get(row.unit, 0) for reading in readings)
