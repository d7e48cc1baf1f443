"""Who stands on which list of exceptions, told from the facts of one appeal by plain loops.

This shares nothing with the view but the facts and the state that the rules go by. Each function
gives one thing for every row that should be on the list at an instant.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from casework.appeal import events as e
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import going
from casework.appeal.folding import fold
from casework.appeal.words import Status
from tests.accountability.counted import History

Found = list[object]
WITH_UNIT = {Status.DISPATCHED, Status.HANDLING, Status.RETURN_PENDING}
TOLD_OTHERWISE = {
    "answered_directly",
    "not_accepted",
    "refused_by_law",
    "transferred_out",
    "withdrawn",
    "terminated",
    "duplicate_merged",
}


def cycles(history: History) -> Iterator[History]:
    """From collection or a reopening to the next reopening."""
    cycle: History = []
    for recorded in history:
        if isinstance(recorded.fact, e.AppealReopened):
            yield cycle
            cycle = []
        cycle.append(recorded)
    yield cycle


def given(fact: object) -> str | None:
    """The unit that a fact gives the lead to."""
    match fact:
        case e.AppealDispatched(lead_unit=unit) | e.AppealReassigned(to_unit=unit):
            return unit
        case e.UnitDesignated(unit=unit) | e.ReworkOrdered(unit=unit):
            return unit
        case e.AppealReopened(unit=unit):
            return unit
    return None


def returned_twice(history: History, at: datetime) -> Found:
    return [cycle for cycle in cycles(history) if _lead_returns(cycle) >= 2]


def _lead_returns(cycle: History) -> int:
    lead, asked = None, 0
    for recorded in cycle:
        lead = given(recorded.fact) or lead
        asked += isinstance(recorded.fact, e.ReturnRequested) and recorded.fact.unit == lead
    return asked


def passed_around(history: History, at: datetime) -> Found:
    return [cycle for cycle in cycles(history) if _most_units(cycle) >= 3]


def _most_units(cycle: History) -> int:
    number, rounds = 1, dict[int, set[str]]()
    for recorded in cycle:
        number = getattr(recorded.fact, "round", number)
        if unit := given(recorded.fact):
            rounds.setdefault(number, set()).add(unit)
    return max(map(len, rounds.values()), default=0)


def redone_twice(history: History, at: datetime) -> Found:
    reworks = [sum(isinstance(r.fact, e.ReworkOrdered) for r in c) for c in cycles(history)]
    return [n for n in reworks if n >= 2]


def closed_as(kind: str) -> Callable[[History, datetime], Found]:
    return lambda history, at: [closing for closing, _ in _closings(history) if closing == kind]


def not_fed_back(history: History, at: datetime) -> Found:
    return [k for k, told in _closings(history) if not told and k not in TOLD_OTHERWISE]


def _closings(history: History) -> list[tuple[str, bool]]:
    """How each cycle ended, and whether the claimant had been told since the last rework."""
    found = []
    for cycle in cycles(history):
        told, kind = False, None
        for recorded in cycle:
            match recorded.fact:
                case e.AppealFedBack(delivered=delivered, to_claimant=to_claimant):
                    told = delivered or not to_claimant
                case e.ResultShared():
                    told = True
                case e.ReworkOrdered():
                    told = False
                case e.AppealClosed(kind=kind):
                    pass
        found += [(kind, told)] if kind else []
    return found


def visit_denied(history: History, at: datetime) -> Found:
    """Rounds in which a visit was recorded and the last answer denies it."""
    visited, denied, number = set[int](), dict[int, bool](), 1
    for recorded in history:
        number = getattr(recorded.fact, "round", number)
        match recorded.fact:
            case e.ContactRecorded(visited=True):
                visited.add(number)
            case e.CallbackRecorded(connected=True, visited=said):
                denied[number] = said is False and number in visited
    return [number for number, is_denied in denied.items() if is_denied]


def excluded(history: History, at: datetime) -> Found:
    return [
        cycle
        for cycle in cycles(history)
        if any(isinstance(r.fact, e.ExclusionGranted) for r in cycle)
    ]


def backdated(history: History, at: datetime) -> Found:
    """Each such fact; a row may have several."""
    said = [
        (r.envelope.claimed_at or r.envelope.occurred_at, r.envelope)
        for r in history
        if r.envelope.actor.role != "timekeeper"
        and getattr(r.fact, "approved_by", None) in (None, r.envelope.actor.user)
    ]  # what a head approved was recorded when it was asked for
    return [1 for at, envelope in said if at is not None and at < envelope.recorded_at]


def suspended_beyond(history: History, at: datetime) -> Found:
    appeal, until = state(history), None
    for recorded in history:
        if isinstance(recorded.fact, e.AppealSuspended):
            until = recorded.fact.until
    beyond = "suspended" in appeal.marks and until is not None and until < at
    return [until] if beyond and appeal.status in WITH_UNIT else []


def overdue(history: History, at: datetime) -> Found:
    """The lead's part, each co-handler's, or the centre's while nobody leads."""
    appeal = state(history)
    if "suspended" in appeal.marks or appeal.parent_no:
        return []
    found: Found = []
    waits = _extension_waits(history)
    if appeal.status in WITH_UNIT and appeal.deadline and appeal.deadline < at and not waits:
        found.append(appeal.lead_unit)
    if appeal.status in (Status.COLLECTED, Status.ARBITRATION):
        pool = going(appeal.clocks, "dispatch")
        due = appeal.deadline or (pool and pool.due)
        found += ["centre"] if due and due < at else []
    return found + _late_helpers(appeal, at)


def _extension_waits(history: History) -> bool:
    """Whether more time was asked for before the deadline and nobody has decided it."""
    waits, due = False, None
    for recorded in history:
        match recorded.fact:
            case e.ExtensionRequested():
                waits = due is not None and recorded.envelope.happened_at <= due
            case e.ExtensionApproved() | e.ExtensionRefused() | e.RequestVoided(matter="extension"):
                waits = False
        given = (*getattr(recorded.fact, "limits", ()), *getattr(recorded.fact, "moves", ()))
        due = next((each.due for each in given if each.clock == "handling"), due)
    return waits


def _late_helpers(appeal: Appeal, at: datetime) -> Found:
    helpers = [o.unit for o in appeal.orders if not o.lead and o.state != "reported"]
    clocks = [going(appeal.clocks, "co_handling", unit) for unit in helpers]
    return [clock.unit for clock in clocks if clock and clock.due < at]


def never_acknowledged(history: History, at: datetime) -> Found:
    """By its clock: past its end, and not stopped by anybody in time who had it."""
    open_, late, number = dict[tuple[int, str], datetime](), list[object](), 1
    halted: dict[tuple[int, str], datetime] = {}  # nobody waits for it while its return waits
    for recorded in history:
        fact, then = recorded.fact, recorded.envelope.begins_at
        number = getattr(fact, "round", number)
        for unit in _ended(fact, [unit for _, unit in open_]):
            for key in [key for key in open_ if key[1] == unit]:
                late += [key] if open_[key] < then else []
                del open_[key]
        if isinstance(fact, e.ReturnRequested) and fact.lead and (number, fact.unit) in open_:
            halted[number, fact.unit] = open_.pop((number, fact.unit))
        if isinstance(fact, e.ReturnRefused) and (number, fact.unit) in halted:
            open_[number, fact.unit] = halted.pop((number, fact.unit))
        for move in getattr(fact, "moves", ()):
            if (number, move.unit) in open_ and move.clock == "acknowledgement":
                open_[number, move.unit] = move.due
        if isinstance(fact, e.OrderAcknowledged):
            open_.pop((number, fact.unit), None)
            late = [key for key in late if key != (number, fact.unit)]
        for limit in getattr(fact, "limits", ()):
            if limit.clock == "acknowledgement":
                open_[number, limit.unit] = limit.due
    return late + [key for key, due in open_.items() if due < at]


def _ended(fact: object, there: list[str]) -> list[str]:
    """The units whose order a fact ends."""
    match fact:
        case e.ReturnAccepted(unit=unit) | e.OrderRecalled(unit=unit):
            return [unit]
        case e.AppealReassigned(from_unit=unit):
            return [unit]
        case e.AppealFedBack() | e.AppealClosed() | e.ReworkOrdered() | e.AppealMerged():
            return there
    return []


def state(history: History) -> Appeal:
    """The appeal as the rules see it."""
    appeal = fold(history)
    assert appeal is not None
    return appeal


ON_LIST: dict[str, Callable[[History, datetime], Found]] = {
    "overdue": overdue,
    "returned_twice": returned_twice,
    "passed_around": passed_around,
    "visit_denied": visit_denied,
    "redone_twice": redone_twice,
    "suspended_beyond": suspended_beyond,
    "never_acknowledged": never_acknowledged,
    "unreachable": closed_as("unreachable"),
    "forced": closed_as("forced"),
    "excluded": excluded,
    "backdated": backdated,
    "not_fed_back": not_fed_back,
    "at_dissolved": lambda history, at: [],  # the year dissolves nobody
}
