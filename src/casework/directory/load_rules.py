"""What the entries of a load must keep to among each other and beside what stands."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from casework.directory import refusals as no
from casework.directory.directory import Directory
from casework.directory.entry_rules import NewEntry
from casework.directory.events import PersonRegistered
from casework.errors import Refusal


def twice(candidates: Sequence[NewEntry], trial: Directory) -> Iterator[tuple[NewEntry, Refusal]]:
    """Yield where one code stands twice in a load, but for one time after the other."""
    by_stream: defaultdict[str, list[NewEntry]] = defaultdict(list)
    for candidate in candidates:
        by_stream[candidate.stream].append(candidate)
    for several in by_stream.values():
        for first, second in pairwise(several):
            if first.fact.valid_to is None or first.fact.valid_to > second.order:
                yield second, _both(first, second, trial)


def no_calendar(
    candidates: Sequence[NewEntry], calendars: Collection[str]
) -> Iterator[tuple[NewEntry, Refusal]]:
    """Yield the working calendars that there are not: limits are counted by them."""
    for entry in candidates:
        name = getattr(entry.fact, "calendar", None)
        if name is not None and name not in calendars:
            yield entry, no.UnknownReference(entry=entry.stream, field="calendar", value=name)


def circle(entry: NewEntry, trial: Directory) -> Iterator[Refusal]:
    """Yield who is above itself, now or once what is planned holds."""
    roll = trial.roll(entry.kind)
    if not hasattr(entry.fact, "parent"):
        return
    later = [border for border in roll.borders() if border > entry.start]
    for at in (entry.start, *(later if entry.kind == "unit" else ())):
        if found := _circle(entry, trial, at):
            yield no.ParentsInCircle(entry=entry.stream, circle=" → ".join(found))
            return


def one_place(entry: NewEntry, trial: Directory) -> Iterator[Refusal]:
    """Yield who holds a post in one area and takes one in another before that has ended."""
    if entry.kind != "person":
        return
    for first, second in pairwise(trial.history(entry.stream).periods):
        overlapping = first.until is None or first.until > second.since
        concerned = entry.fact in (first.fact, second.fact)
        if concerned and overlapping and first.value.area != second.value.area:
            yield _in_two_places(entry, first.fact, second.fact, trial)


def _both(first: NewEntry, second: NewEntry, trial: Directory) -> Refusal:
    match first.fact, second.fact:
        case PersonRegistered() as one, PersonRegistered() as other if one.area != other.area:
            return _in_two_places(second, one, other, trial)
    where = f", first at {first.origin}" if first.origin else ""
    return no.DuplicateCode(entry=second.stream, first=where)


def _in_two_places(entry: NewEntry, first: Any, second: Any, trial: Directory) -> Refusal:
    one, other = (_place(fact.area, trial) for fact in (first, second))
    return no.PersonInTwoPlaces(entry=entry.stream, one=one, other=other)


def _place(area: str, trial: Directory) -> str:
    name = trial.place(area)
    return f"{name} ({area})" if name else area


def _circle(entry: NewEntry, trial: Directory, at: datetime) -> list[str] | None:
    """Return the way up from an entry to itself, where there is one."""
    way, roll = [entry.code], trial.roll(entry.kind)
    here = roll.at(entry.code, at)
    while here and here.parent and here.parent not in way[1:]:
        way.append(here.parent)
        if here.parent == entry.code:
            return way
        here = roll.at(here.parent, at)
    return None
