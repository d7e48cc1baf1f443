"""What object-centric events are made of (OCEL 2.0): events, objects, and how they belong together.

One event concerns several objects, each by a qualifier; what an object is like changes in time. A
work order is one unit in one round of one appeal.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

import msgspec

from api.visibility.open_fields import OF_EVERY, open_fields
from casework.appeal.events import FACTS
from casework.facts import Actor
from casework.time import EPOCH

Relation = tuple[str, str]  # the id of an object, and as what it takes part
Attributes = dict[str, type]

OBJECT_TYPES: dict[str, Attributes] = {
    "appeal": {
        "status": str,
        "round": int,
        "channel": str,
        "type": str,
        "urgency": str,
        "category": str,
        "category_name": str,
        "area": str,
        "lead_unit": str,
        "deadline": datetime,
        "suspended": bool,
        "outcome": str,
        "solved": str,
        "satisfied": str,
        "closing_kind": str,
        "late": bool,
    },
    "work_order": {"part": str, "state": str, "round": int},
    "unit": {"name": str},
    "person": {"role": str},
}
EVENT_TYPES: dict[str, Attributes] = {
    fact.TOPIC: {**OF_EVERY, **open_fields(fact)} for fact in FACTS
}


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A fact, with the objects that it concerns."""

    id: str
    type: str
    time: datetime
    attributes: dict[str, Any]
    relations: list[Relation]


class Object(msgspec.Struct):
    """A thing. Each value stands with the time since when it holds, in the order of time."""

    id: str
    type: str
    values: list[tuple[str, datetime, Any]] = []
    relations: list[Relation] = []

    def put(self, name: str, at: datetime, value: Any) -> None:
        """Set another value from then on; one known late holds from where the last one stands."""
        known = [time for kept, time, _ in self.values if kept == name]
        at = max([at, *known])
        self.values = [v for v in self.values if v[:2] != (name, at)]
        self.values.append((name, at, value))

    def relate(self, other: str, qualifier: str) -> None:
        """Relate it to another, once."""
        if (other, qualifier) not in self.relations:
            self.relations.append((other, qualifier))


class Taker(Protocol):
    """Who writes a file: a format."""

    def event(self, event: Event) -> None:
        """Take one more event."""

    def object(self, told: Object) -> None:
        """Take one more object, with all that became of it."""

    def close(self) -> None:
        """Take it that this was all."""


class Cast:
    """Who appears in many histories: units and people; and the appeals that others name."""

    def __init__(self, unit_names: Mapping[str, str]) -> None:
        self._unit_names = unit_names
        self.objects: dict[str, Object] = {}
        self.named: set[str] = set()

    def unit(self, code: str, name: str | None = None) -> str:
        """Return the unit of this code, by the last name heard, or that the directory knows."""
        found = self._object(f"unit/{code}", "unit")
        name = name or (None if found.values else self._unit_names.get(code))
        if name:
            found.values = [("name", EPOCH, name)]
        return found.id

    def person(self, name: str, actor: Actor) -> str:
        """Return the account of this name, by the post that it acted in last."""
        found = self._object(f"account/{name}", "person")
        found.values = [("role", EPOCH, actor.role)]
        if actor.unit:
            found.relate(self.unit(actor.unit), "of")
        return found.id

    def appeal(self, number: str) -> str:
        """Return another appeal that this one names."""
        self.named.add(number)
        return number

    def _object(self, id_: str, type_: str) -> Object:
        return self.objects.setdefault(id_, Object(id_, type_))
