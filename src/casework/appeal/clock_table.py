"""钟表: which fact stops which clock, in whose hands it puts the time, and what else it does.

Three tables that a supervisor could check; how they are applied stands in `clock_changes.py`.
"""

from collections.abc import Callable
from typing import Any

from casework.appeal import events as e
from casework.appeal.clock_editor import ClockEditor
from casework.appeal.clocks import CENTRE, CLAIMANT, Clock
from casework.appeal.words import ClockName

Picks = Callable[[Clock, Any], bool]

_OF_ORDER = frozenset({"acknowledgement", "return_window", "contact"})


def _named(*names: ClockName) -> Picks:
    among = frozenset(names)
    return lambda clock, fact: clock.name in among


def _of_unit(*names: str) -> Picks:
    among = frozenset(names)
    return lambda clock, fact: clock.name in among and clock.unit == fact.unit


def _is_of(clock: Clock, unit: str) -> bool:
    return clock.unit == unit and (clock.name in _OF_ORDER or clock.name == "co_handling")


def _helped_by(clock: Clock, unit: str) -> bool:
    """Return whether it was a helper's: who leads from now on helps no more."""
    return clock.name == "co_handling" and clock.unit == unit


def _joined(clock: Clock, fact: e.OrdersHandedOver) -> bool:
    """Return whether it is of the lesser of two orders that the successor would have."""
    return fact.joined and _is_of(clock, fact.to_unit if fact.lead else fact.from_unit)


def _decides(matter: str) -> Picks:
    """Return what picks the decision on a unit's request; of any unit, where none is named."""

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
    """Return whether the accused owed it, who owes nothing in it any more."""
    return clock.name != "handling" and (clock.unit or "").rpartition("/")[2] in fact.ended


def _nobody_to_call(clock: Clock, fact: e.ProtectionAmended) -> bool:
    """Return whether nobody is left to call for it.

    The contact with a claimant who is unknown, the callback of who wants none; either the callback
    or the closing waits.
    """
    if clock.name == "contact":
        return fact.claimant_kind == "anonymous"
    begins = {limit.clock for limit in fact.limits}
    return (clock.name == "callback" and "closing" in begins) or (
        clock.name == "closing" and "callback" in begins
    )


def _all_but(*names: ClockName) -> Picks:
    kept = frozenset(names)
    return lambda clock, fact: clock.name not in kept


def _wait_for_info(hand: ClockEditor, clock: Clock, fact: e.InfoRequested) -> Clock:
    """Return it halted where what is asked before dispatch is waited for: at no office's cost."""
    waits = fact.halts and clock.name == "dispatch" and clock.stopped_at is None
    return hand.turn(clock, running=False, holder=CLAIMANT) if waits else clock


STOPS: dict[type, Picks] = {
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

HOLDERS: dict[type, Callable[[Any], str | None]] = {
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

OTHERS: dict[type, Callable[[ClockEditor, Clock, Any], Clock]] = {
    e.ClockReminded: ClockEditor.tell,
    e.ClockOverdue: ClockEditor.tell,
    e.OrdersHandedOver: ClockEditor.hand_over,
    e.AppealSuspended: ClockEditor.halt,
    e.InfoRequested: _wait_for_info,
    e.ReturnRequested: ClockEditor.await_return,
    e.ExtensionRequested: ClockEditor.await_more,
    e.ExtensionApproved: ClockEditor.decided,
    e.ExtensionRefused: ClockEditor.decided,
    e.RequestVoided: ClockEditor.voided,
    e.AppealResumed: ClockEditor.go_on,
}
