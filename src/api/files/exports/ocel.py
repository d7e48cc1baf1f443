"""Histories as object-centric events (OCEL 2.0): which objects each fact concerns, and as what."""

from collections.abc import Iterator
from typing import Any

import psycopg

from api.files.exports.attributes import account_name, attributes_of
from api.files.exports.histories import Selection, Step, Written, steps
from api.files.exports.objects import OBJECT_TYPES, Cast, Event, Object, Relation, Taker
from casework.facts import Fact, Recorded
from projections.directory.queries import unit_names
from projections.engine import log
from projections.tracking.rows import TrackingRow

_STATES = {
    "order.acknowledged": "acknowledged",
    "appeal.handled": "handled",
    "handling.sent_back": "sent back",
    "co_handler.reported": "reported",
}
_OTHER_UNITS = {"to_unit": "to", "from_unit": "from", "suggested_unit": "suggested"}
_UNITS = ("lead_unit", "unit", "by_unit", *_OTHER_UNITS)
_NAMES = {
    "lead_unit": "lead_unit_name",
    "unit": "unit_name",
    "to_unit": "to_unit_name",
    "from_unit": "from_unit_name",
}
_APPEALS = {"parent_no": "merged into", "child_no": "merged", "related_to": "related to"}


def write_ocel(conn: psycopg.Connection, city: str, selection: Selection, taker: Taker) -> Written:
    """Write every history, then who appeared in them; appeals only named, by their number alone."""
    cast, written = Cast(unit_names(conn, city)), Written()
    for history in selection.read(conn, city):
        _AppealEvents(cast, history[0].stream).write(history, taker)
        written.count(history)
    written_too = {f.stream for f in log.first_of(conn, city, cast.named) if selection.takes(f)}
    unseen = (Object(number, "appeal") for number in sorted(cast.named - written_too))
    for each in (*cast.objects.values(), *unseen):
        taker.object(each)
    taker.close()
    return written


class _AppealEvents:
    """One appeal and its work orders, as they become."""

    def __init__(self, cast: Cast, number: str) -> None:
        self._cast, self._appeal = cast, Object(number, "appeal")
        self._orders: dict[str, Object] = {}

    def write(self, history: list[Recorded], taker: Taker) -> None:
        """Write every event, then the appeal and its orders with all that became of them."""
        for step in steps(history):
            _change(self._appeal, step)
            self._change_orders(step)
            taker.event(self._event(step))
        for each in (self._appeal, *self._orders.values()):
            taker.object(each)

    def _event(self, step: Step) -> Event:
        recorded = step.recorded
        return Event(
            id=f"{recorded.stream}/{recorded.version}",
            type=recorded.fact.TOPIC,
            time=recorded.envelope.happened_at,
            attributes=attributes_of(step),
            relations=_one_each(self._relations(step)),
        )

    def _relations(self, step: Step) -> Iterator[Relation]:
        actor, fact = step.recorded.envelope.actor, step.recorded.fact
        yield self._appeal.id, "of"
        yield self._cast.person(account_name(actor), actor), "by"
        for number, qualifier in _others(fact):
            self._appeal.relate(self._cast.appeal(number), qualifier)
            yield number, qualifier
        for code, name, part in _units(fact):
            yield self._cast.unit(code, name), part or _part(step, code, "named")
            yield from self._orders_of(step, code)
        if actor.unit:
            yield self._cast.unit(actor.unit), _part(step, actor.unit, "by")
            yield from self._orders_of(step, actor.unit)

    def _orders_of(self, step: Step, unit: str) -> Iterator[Relation]:
        rounds = {row.round for row in (step.before, step.after) if row is not None}
        for number in sorted(rounds):
            if (order := self._id(number, unit)) in self._orders:
                yield order, "of"

    def _change_orders(self, step: Step) -> None:
        number, hands = step.after.round, _hands(step.after)
        for unit, part in hands.items():
            self._give(step, unit, part)
        for order in self._orders.values():
            unit = order.id.rpartition("/")[2]
            if unit not in hands and order.id == self._id(number, unit):
                _put(order, step, "state", "taken back")
        self._mark(step)

    def _mark(self, step: Step) -> None:
        """Mark what this fact says of the order of the unit that it names."""
        fact = step.recorded.fact
        state, unit = _STATES.get(fact.TOPIC), str(getattr(fact, "unit", None))
        order = self._orders.get(self._id(step.after.round, unit))
        if state and order:
            _put(order, step, "state", state)

    def _give(self, step: Step, unit: str, part: str) -> None:
        id_ = self._id(step.after.round, unit)
        order = self._orders.get(id_)
        if order is None:
            order = self._orders[id_] = Object(id_, "work_order")
            order.relate(self._appeal.id, "of")
            _put(order, step, "round", step.after.round)
        if _put(order, step, "part", part):
            order.relate(self._cast.unit(unit), part)
        if _latest(order, "state") in (None, "taken back"):
            _put(order, step, "state", "given")

    def _id(self, number: int, unit: str) -> str:
        return f"{self._appeal.id}/{number}/{unit}"


def _change(appeal: Object, step: Step) -> None:
    """Return what this fact changed about the appeal; what is taken away is an empty text."""
    for name, kind in OBJECT_TYPES["appeal"].items():
        old = getattr(step.before, name) if step.before else None
        new = getattr(step.after, name)
        if new is None and kind is str and old is not None:
            new = ""
        if new is not None and new != old:
            appeal.put(name, step.recorded.envelope.happened_at, new)


def _put(order: Object, step: Step, name: str, value: Any) -> bool:
    """Say that it is so from now on; return whether it was not so before."""
    is_new = bool(_latest(order, name) != value)
    if is_new:
        order.put(name, step.recorded.envelope.happened_at, value)
    return is_new


def _latest(thing: Object, name: str) -> Any:
    return next((value for kept, _, value in reversed(thing.values) if kept == name), None)


def _hands(row: TrackingRow) -> dict[str, str]:
    """Return who has an order now, and as what."""
    hands = dict.fromkeys(row.co_units, "co-handler")
    return {**hands, row.lead_unit: "lead"} if row.lead_unit else hands


def _part(step: Step, unit: str, otherwise: str) -> str:
    """Return as what a unit takes part in an event: by the order that it has or had, if any."""
    for row in (step.after, step.before):
        if row is not None and (part := _hands(row).get(unit)):
            return part
    return otherwise


def _one_each(relations: Iterator[Relation]) -> list[Relation]:
    """Return the first qualifier of each object: programs that read OCEL keep no second one."""
    found: dict[str, str] = {}
    for other, qualifier in relations:
        found.setdefault(other, qualifier)
    return list(found.items())


def _units(fact: Fact) -> Iterator[tuple[str, str | None, str | None]]:
    """Return the units that a fact names: code, name, and as what if the field says so."""
    for field in _UNITS:
        if code := getattr(fact, field, None):
            yield code, getattr(fact, _NAMES.get(field, ""), None), _OTHER_UNITS.get(field)
    orders = getattr(fact, "co_orders", ()) or getattr(fact, "orders", ())
    for order in (*orders, *filter(None, [getattr(fact, "order", None)])):
        yield order.unit, order.unit_name, None
    for code in getattr(fact, "units", ()):
        yield code, None, None


def _others(fact: Fact) -> Iterator[Relation]:
    for field, qualifier in _APPEALS.items():
        if number := getattr(fact, field, None):
            yield number, qualifier
