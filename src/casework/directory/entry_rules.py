"""What each entry of a load must keep to, seen in the directory as it would be."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from casework.directory import refusals as no
from casework.directory import shapes
from casework.directory import words as w
from casework.directory.directory import Directory
from casework.directory.events import (
    AreaRegistered,
    CategoryRegistered,
    PartyBodyRegistered,
    PersonRegistered,
    Registered,
    UnitRegistered,
)
from casework.directory.periods import EVER
from casework.errors import Refusal
from casework.words import CONTROL

CODE = re.compile(r"[\w.\-]{1,60}", re.ASCII)
YEARS = range(1900, 2200)
_NESTING = frozenset({"area", "category"})
_LEVELS = {"area": w.AREA_LEVELS, "body": w.BODY_LEVELS}


class NewEntry(msgspec.Struct, frozen=True):
    """An entry that somebody wants to register at an instant, and where it was read."""

    kind: str
    code: str
    fact: Registered
    origin: str
    at: datetime

    @property
    def stream(self) -> str:
        """Return its stream."""
        return f"{self.kind}/{self.code}"

    @property
    def order(self) -> datetime:
        """Return what it is sorted by: those without a beginning come first."""
        return self.fact.valid_from or EVER

    @property
    def start(self) -> datetime:
        """Return the instant at which what it refers to has to exist."""
        return self.fact.valid_from or self.at


def code(entry: NewEntry, trial: Directory) -> Iterator[Refusal]:
    """Yield a code that is not short and plain."""
    if not CODE.fullmatch(entry.code):
        yield no.BadCode(entry=entry.stream)


def name(entry: NewEntry, trial: Directory) -> Iterator[Refusal]:
    """Yield a name that is missing or a story."""
    if not 1 <= len(entry.fact.name.strip()) <= 200:
        yield no.NameMissing(entry=entry.stream)


def plain(entry: NewEntry, trial: Directory) -> Iterator[Refusal]:
    """Yield what is not plain in its texts: a name that no view can store would stop every view."""
    for field, value in msgspec.structs.asdict(entry.fact).items():
        texts = value if isinstance(value, tuple | list) else (value,)
        if any(isinstance(text, str) and CONTROL.search(text) for text in texts):
            yield no.NotPlainText(entry=entry.stream, field=field)


def period(entry: NewEntry, trial: Directory) -> Iterator[Refusal]:
    """Yield where it begins or ends in years that cannot be, or ends before it begins."""
    since, until = entry.fact.valid_from, entry.fact.valid_to
    for field, at in (("valid_from", since), ("valid_to", until)):
        if at and at.year not in YEARS:
            yield no.YearOutOfReach(entry=entry.stream, field=field, year=at.year)
    if since and until and until <= since:
        yield no.PeriodReversed(
            entry=entry.stream, valid_from=since.isoformat(), valid_to=until.isoformat()
        )


def words(entry: NewEntry, trial: Directory) -> Iterator[Refusal]:
    """Yield the levels and kinds that no rule knows."""
    field, known = "level", _LEVELS.get(entry.kind)
    if entry.kind == "unit":
        field, known = "kind", w.UNIT_KINDS
    if known and (value := getattr(entry.fact, field)) not in known:
        yield no.UnknownWord(entry=entry.stream, field=field, value=value, known=", ".join(known))


def parent(entry: NewEntry, trial: Directory) -> Iterator[Refusal]:
    """Yield where what is above it is not there then, not above by level, or not by its code."""
    above = getattr(entry.fact, "parent", None)
    if above is None:
        return
    found: Any = trial.roll(entry.kind).at(above, entry.start)
    if found is None:
        yield no.UnknownParent(entry=entry.stream, parent=above)
    elif levels := _LEVELS.get(entry.kind):
        yield from _below(entry, found, list(levels))
    if entry.kind in _NESTING and not entry.code.startswith(above):
        yield no.CodeOutsideParent(entry=entry.stream, parent=above)


def references(entry: NewEntry, trial: Directory) -> Iterator[Refusal]:
    """Yield the areas and units that it names and that are not there then."""
    for field, value in _named(entry.fact):
        kind = "area" if field == "area" else "unit"
        if trial.roll(kind).at(value, entry.start) is None:
            yield no.UnknownReference(entry=entry.stream, field=field, value=value)


def shape(entry: NewEntry, trial: Directory) -> Iterator[Refusal]:
    """Yield the rings that are no closed lines on the globe."""
    rings, parts = getattr(entry.fact, "shape", ()), getattr(entry.fact, "parts", ())
    if problem := shapes.problem_of(rings, parts):
        yield no.BadShape(entry=entry.stream, problem=problem)


def dissolved(entry: NewEntry, trial: Directory) -> Iterator[Refusal]:
    """Yield a unit that was dissolved: it does not come back by a file that still lists it."""
    history = trial.history(entry.stream)
    if history.ended and entry.start >= history.ended:
        successor = history.periods[-1].value.successor
        yield no.CodeOfDissolvedUnit(entry=entry.stream, successor=successor)


def _below(entry: NewEntry, above: Any, levels: list[str]) -> Iterator[Refusal]:
    """Yield a level that does not follow: areas may leave some out, Party bodies may not."""
    level = getattr(entry.fact, "level", "")
    if level not in levels or above.level not in levels:
        return
    steps = levels.index(level) - levels.index(above.level)
    if steps < 1 or (entry.kind == "body" and steps > 1):
        yield no.LevelNotBelow(
            entry=entry.stream, level=level, above=above.level, parent=above.code
        )


def _named(fact: Registered) -> Iterator[tuple[str, str]]:
    match fact:
        case UnitRegistered():
            yield from (("area", area) for area in fact.areas)
        case CategoryRegistered(usual_lead=str(lead)) if lead != w.STREET:
            yield "usual_lead", lead
        case PartyBodyRegistered(area=str(area)):
            yield "area", area
        case PersonRegistered():
            yield "area", fact.area
            if fact.unit:
                yield "unit", fact.unit
        case AreaRegistered() | _:
            return
