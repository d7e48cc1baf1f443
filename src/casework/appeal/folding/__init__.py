"""What an appeal is after its facts, a file a chapter. There is no rule in here.

Every fact changes version, position and clocks; `AFTER` says what else it changes.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from casework.appeal import events as e
from casework.appeal.appeal import Appeal
from casework.appeal.clock_changes import apply_to_clocks
from casework.appeal.folding import handling, intake, judging, orders, oversight, requests
from casework.appeal.folding.steps import PINS, After, pin
from casework.appeal.words import Status
from casework.facts import Recorded

AFTER: dict[type, After] = {
    **intake.AFTER,
    **orders.AFTER,
    **handling.AFTER,
    **judging.AFTER,
    **oversight.AFTER,
    **requests.AFTER,
}


def fold(history: Iterable[Recorded]) -> Appeal | None:
    """Return the state after these facts, oldest first; None before the first."""
    appeal: Appeal | None = None
    for recorded in history:
        appeal = evolve(appeal, recorded)
    return appeal


def evolve(appeal: Appeal | None, recorded: Recorded) -> Appeal:
    """Return the state after one more fact."""
    if appeal is None:
        return _collected(recorded)
    moved = replace(
        appeal,
        version=recorded.version,
        position=recorded.position,
        moved_at=recorded.envelope.recorded_at,
    )
    after = AFTER.get(type(recorded.fact))
    if after is not None:
        moved = after(moved, recorded.fact, recorded)
    if isinstance(recorded.fact, PINS):
        moved = replace(moved, ruled_by=pin(recorded.fact) or moved.ruled_by)
    if moved.awaiting or moved.requests:
        moved = requests.still_waiting(moved)
    moved = _stepped(appeal, moved, recorded)
    wound = apply_to_clocks(appeal.clocks, recorded, moved.round)
    return moved if wound is appeal.clocks else replace(moved, clocks=wound)


def _stepped(before: Appeal, after: Appeal, recorded: Recorded) -> Appeal:
    """Note when a step happened, and when each order was given."""
    if after.orders is not before.orders:
        at = recorded.envelope.happened_at
        given = (o if o.given_at else replace(o, given_at=at) for o in after.orders)
        after = replace(after, orders=tuple(given))
    if not _is_step(before, after):
        return after
    at = recorded.ends_at
    return replace(after, stepped_at=max(at, before.stepped_at or at))


def _is_step(before: Appeal, after: Appeal) -> bool:
    """Return whether the state changed, the round, or who has it."""
    return (
        before.status != after.status
        or before.round != after.round
        or before.lead_unit != after.lead_unit
        or ("suspended" in before.marks) != ("suspended" in after.marks)
    )


def _collected(recorded: Recorded) -> Appeal:
    fact = recorded.fact
    assert isinstance(fact, e.AppealCollected), "the first fact of an appeal is its collection"
    return Appeal(
        appeal_no=recorded.stream,
        version=recorded.version,
        position=recorded.position,
        moved_at=recorded.envelope.recorded_at,
        status=Status.COLLECTED,
        type=fact.type,
        urgency=fact.urgency,
        anonymous=fact.claimant_kind == "anonymous",
        wants_callback=fact.wants_callback,
        category=fact.category,
        area=fact.area,
        title=fact.title,
        collected_by=recorded.envelope.actor.user,
        confidential=fact.confidential,
        complained_against_unit=fact.complained_against_unit,
        clocks=apply_to_clocks((), recorded, 0),
        ruled_by=pin(fact),
        raised_at=recorded.envelope.happened_at,
        stepped_at=recorded.envelope.happened_at,
    )
