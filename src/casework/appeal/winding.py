"""上弦: which fact starts, halts, moves and ends which clock, in one table.

Rules and views both wind their clocks by it, so what is shown is what was decided on.
"""

from collections.abc import Callable, Iterator
from typing import Any

from casework.appeal import events as e
from casework.appeal.clocks import CENTRE, CLAIMANT, Clock, Clocks, find
from casework.appeal.events.parts import Limit
from casework.appeal.hands import OF_RETURN, Hand
from casework.appeal.words import ClockName
from casework.facts import Recorded

Picks = Callable[[Clock, Any], bool]


def wind(clocks: Clocks, recorded: Recorded, round_: int) -> Clocks:
    """The clocks after one more fact."""
    fact, kind = recorded.fact, type(recorded.fact)
    stops, holder = _STOPS.get(kind), _HOLDERS.get(kind)
    limits, moves = limits_of(fact), getattr(fact, "moves", ())
    if not (stops or limits or moves or holder or kind in _OTHERS):
        return clocks
    if not (limits or moves or holder or kind in _OTHERS) and not any(_ends(stops, clocks, fact)):
        return clocks  # it would end a clock that does not go
    hand = Hand(recorded)
    wound = [hand.stop(c) if stops and stops(c, fact) else c for c in clocks]
    for move in moves:
        meant = find(wound, move.clock, move.unit)  # one that stopped may be taken up again
        if meant is not None:
            owed = meant.unit if meant.name in OF_RETURN else None
            moved = hand.move(meant, move, owed or (holder(fact) if holder else None))
            wound = [moved if c is meant else c for c in wound]
    if kind in _OTHERS:
        wound = [_OTHERS[kind](hand, c, fact) for c in wound]
    if holder and (name := holder(fact)):
        wound = [hand.give(c, name) if c.name == "handling" else c for c in wound]
    anew = {(limit.clock, limit.unit) for limit in limits}
    wound = [hand.stop(c) if (c.name, c.unit) in anew else c for c in wound] if anew else wound
    return (*wound, *(hand.start(limit, round_, _holder(limit, fact)) for limit in limits))


def _ends(stops: Picks | None, clocks: Clocks, fact: Any) -> Iterator[bool]:
    """Whether each clock is ended by the fact."""
    return (
        (stops(clock, fact) and clock.stopped_at is None for clock in clocks) if stops else iter(())
    )


def stirs(fact: Any) -> bool:
    """Whether a fact does anything to clocks at all."""
    kind = type(fact)
    named = kind in _STOPS or kind in _HOLDERS or kind in _OTHERS
    return named or bool(limits_of(fact) or getattr(fact, "moves", ()))


def limits_of(fact: Any) -> tuple[Limit, ...]:
    """The clocks that a fact starts; a foreign history names only the deadline of an order."""
    limits: tuple[Limit, ...] = getattr(fact, "limits", ())
    if limits or type(fact) is not e.AppealDispatched or fact.deadline is None:
        return limits
    deadline = fact.deadline
    rule = fact.limit_rule or "imported"
    return (Limit(clock="handling", due=deadline, amount="", calendar="24x7/1", rule=rule),)


_OF_ORDER = frozenset({"acknowledgement", "return_window", "contact"})


def _holder(limit: Limit, fact: Any) -> str:
    if limit.clock == "decision":
        return CENTRE
    if limit.unit is not None:
        return limit.unit.rpartition("/")[2]  # a supervision's is numbered: "1/U-GR"
    if limit.clock in ("handling", "feedback"):
        give = _HOLDERS.get(type(fact))
        return (give(fact) if give else None) or getattr(fact, "unit", None) or CENTRE
    return CENTRE


def _named(*names: ClockName) -> Picks:
    among = frozenset(names)
    return lambda clock, fact: clock.name in among


def _of_unit(*names: str) -> Picks:
    among = frozenset(names)
    return lambda clock, fact: clock.name in among and clock.unit == fact.unit


def _is_of(clock: Clock, unit: str) -> bool:
    return clock.unit == unit and (clock.name in _OF_ORDER or clock.name == "co_handling")


def _helped_by(clock: Clock, unit: str) -> bool:
    """Who leads from now on helps no more."""
    return clock.name == "co_handling" and clock.unit == unit


def _joined(clock: Clock, fact: e.OrdersHandedOver) -> bool:
    """Where the successor has an order already, the lesser of the two is no more."""
    return fact.joined and _is_of(clock, fact.to_unit if fact.lead else fact.from_unit)


def _decides(matter: str) -> Picks:
    """The decision on what a unit asked for; where the fact names no unit, whoever asked."""

    def picks(clock: Clock, fact: Any) -> bool:
        asked, _, unit = (clock.unit or "").partition("/")
        return (
            clock.name == "decision"
            and asked == matter
            and (getattr(fact, "unit", None) in (None, unit))
        )

    return picks


def _any(*picks: Picks) -> Picks:
    return lambda clock, fact: any(pick(clock, fact) for pick in picks)


_AFTER_RESULT: tuple[ClockName, ...] = ("callback", "closing", "objection")

# What a corrected record no longer leads to, where it begins a clock once more.
_WAITING_FOR: dict[str, tuple[ClockName, ...]] = {
    "callback": ("closing",),
    "feedback": ("callback", "closing"),
    "contact": (),
    "result": (),
}


def _no_part(clock: Clock, fact: e.ProtectionAmended) -> bool:
    """Who is accused owes nothing in it any more."""
    return clock.name != "handling" and (clock.unit or "").rpartition("/")[2] in fact.ended


def _nobody_to_call(clock: Clock, fact: e.ProtectionAmended) -> bool:
    """The contact with a claimant who is unknown, the callback of who wants none; either the
    callback or the closing waits."""
    if clock.name == "contact":
        return fact.claimant_kind == "anonymous"
    begins = {limit.clock for limit in fact.limits}
    return (clock.name == "callback" and "closing" in begins) or (
        clock.name == "closing" and "callback" in begins
    )


def _all_but(*names: ClockName) -> Picks:
    kept = frozenset(names)
    return lambda clock, fact: clock.name not in kept


def _asked(hand: Hand, clock: Clock, fact: e.InfoRequested) -> Clock:
    """What is asked before dispatch is waited for: in the claimant's hands, at no office's cost."""
    waits = fact.halts and clock.name == "dispatch" and clock.stopped_at is None
    return hand.turn(clock, running=False, holder=CLAIMANT) if waits else clock


_STOPS: dict[type, Picks] = {
    e.AppealDispatched: lambda c, f: c.name in ("dispatch", "info") or _helped_by(c, f.lead_unit),
    e.OrderAcknowledged: _of_unit("acknowledgement"),
    e.OrderRecalled: lambda c, f: (
        (c.unit == f.unit and c.name in _OF_ORDER) or c.name in ("feedback", *_AFTER_RESULT)
    ),
    e.ReturnRequested: _of_unit("return_window"),
    e.ReturnAccepted: _any(lambda c, f: _is_of(c, f.unit), _decides("return")),
    e.ReturnRefused: _decides("return"),
    e.ExtensionApproved: _decides("extension"),
    e.ExtensionRefused: _decides("extension"),
    e.AppealSuspended: _decides("suspension"),
    e.SuspensionRefused: _decides("suspension"),
    e.TerminationRefused: _decides("termination"),
    e.HandlingTerminated: _decides("termination"),
    e.ExclusionGranted: _decides("exclusion"),
    e.ExclusionRefused: _decides("exclusion"),
    e.RequestVoided: lambda c, f: _decides(f.matter)(c, f),
    e.AppealReassigned: lambda c, f: (
        (c.unit == f.from_unit and c.name in _OF_ORDER) or _helped_by(c, f.to_unit)
    ),
    e.OrdersHandedOver: _joined,
    e.ArbitrationOpened: lambda c, f: c.unit in f.units and c.name in _OF_ORDER,
    e.UnitDesignated: lambda c, f: (
        c.name in ("dispatch", "acknowledgement", "return_window") or _helped_by(c, f.unit)
    ),
    e.ContactRecorded: lambda c, f: f.connected and c.name == "contact" and c.unit == f.unit,
    e.CoHandlerReported: lambda c, f: (
        not f.interim and c.unit == f.unit and c.name in {"co_handling", *_OF_ORDER}
    ),
    e.InfoProvided: _named("info"),
    e.ProtectionAmended: lambda c, f: _no_part(c, f) or _nobody_to_call(c, f),
    e.AppealWithdrawn: lambda c, f: (
        f.continues and (c.name in ("contact", "info") or (c.name == "callback" and bool(f.limits)))
    ),
    e.AppealResumed: _named("suspension"),
    e.AppealHandled: _named("handling", "info", "contact", "return_window", "acknowledgement"),
    e.HandlingSentBack: _named("feedback"),
    e.AppealFedBack: lambda c, f: (
        c.name == "feedback" or (c.name == "co_handling" and c.unit not in f.parts_open)
    ),
    e.CallbackRecorded: lambda c, f: f.connected and c.name in _AFTER_RESULT,
    e.RecordCorrected: lambda c, f: bool(f.limits) and c.name in _WAITING_FOR[f.record],
    e.ObjectionSettled: _named("objection"),
    e.ReworkOrdered: _named("feedback", "co_handling", *_AFTER_RESULT),
    e.SupervisionReplied: lambda c, f: (
        c.name == "supervision" and c.unit == f"{f.supervision}/{f.unit}"
    ),
    e.SupervisionClosed: lambda c, f: (
        c.name == "supervision" and (c.unit or "").startswith(f"{f.supervision}/")
    ),
    e.AppealMerged: _all_but("supervision", "decision"),
    e.AppealUnmerged: _all_but("supervision", "decision"),
    e.ResultShared: _all_but("supervision", "decision"),
    e.AppealClosed: _all_but("supervision", "decision"),
    e.AppealRejoined: _all_but("supervision", "decision"),
    e.AppealReopened: _all_but("supervision", "decision"),
    e.AppealArchived: _all_but(),
}

_HOLDERS: dict[type, Callable[[Any], str | None]] = {
    e.AppealDispatched: lambda f: f.lead_unit,
    e.AppealReassigned: lambda f: f.to_unit,
    e.OrderRecalled: lambda f: CENTRE,
    e.ReturnRequested: lambda f: CENTRE if f.lead else None,
    e.ReturnRefused: lambda f: f.unit if f.lead else None,
    e.RequestVoided: lambda f: f.unit if f.matter == "return" and not f.helper else None,
    e.ReturnAccepted: lambda f: CENTRE if any(x.clock == "dispatch" for x in f.limits) else None,
    e.ArbitrationOpened: lambda f: CENTRE,
    e.UnitDesignated: lambda f: f.unit,
    e.HandlingSentBack: lambda f: f.unit,
    e.ReworkOrdered: lambda f: f.unit,
    e.AppealReopened: lambda f: f.unit,
    e.InfoProvided: lambda f: CENTRE if f.moves else None,
    e.ClockOverdue: lambda f: CENTRE if f.moves else None,
}

_OTHERS: dict[type, Callable[[Hand, Clock, Any], Clock]] = {
    e.ClockReminded: Hand.tell,
    e.ClockOverdue: Hand.tell,
    e.OrdersHandedOver: Hand.hand_over,
    e.AppealSuspended: Hand.halt,
    e.InfoRequested: _asked,
    e.ReturnRequested: Hand.await_return,
    e.ExtensionRequested: Hand.await_more,
    e.ExtensionApproved: Hand.decided,
    e.ExtensionRefused: Hand.decided,
    e.RequestVoided: Hand.voided,
    e.AppealResumed: Hand.go_on,
}
