"""What is wrong with a load: every problem of every entry, found before anything is stored."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime

from casework.directory import entry_rules, load_rules
from casework.directory import refusals as no
from casework.directory.directory import Directory
from casework.directory.entry_rules import NewEntry
from casework.directory.events import ENTRIES
from casework.errors import Refusal
from casework.facts import Fact

Rule = Callable[[NewEntry, Directory], Iterator[Refusal]]

_OF_AN_ENTRY: tuple[Rule, ...] = (
    entry_rules.code,
    entry_rules.name,
    entry_rules.plain,
    entry_rules.period,
    entry_rules.words,
    entry_rules.parent,
    entry_rules.references,
    entry_rules.shape,
    entry_rules.dissolved,
    load_rules.circle,
    load_rules.one_place,
)


def check(
    entries: Sequence[tuple[str, Fact]],
    origins: Sequence[str],
    directory: Directory,
    at: datetime,
    calendars: Collection[str],
) -> None:
    """Raise `EntriesRefused` with all that is wrong; nothing happens where all is well."""
    candidates, problems = _sorted_out(entries, origins, at)
    trial = directory.trying([(c.stream, c.fact) for c in candidates], at)
    found = [
        *load_rules.twice(candidates, trial),
        *load_rules.no_calendar(candidates, calendars),
        *(
            (each, refusal)
            for each in candidates
            for r in _OF_AN_ENTRY
            for refusal in r(each, trial)
        ),
    ]
    problems += [_problem(each.stream, each.origin, refusal) for each, refusal in found]
    if problems:
        places = {stream: place for place, (stream, _) in enumerate(entries)}
        problems.sort(key=lambda problem: places[problem.entry])
        raise no.EntriesRefused(list(dict.fromkeys(problems)))


def _sorted_out(
    entries: Sequence[tuple[str, Fact]], origins: Sequence[str], at: datetime
) -> tuple[list[NewEntry], list[no.EntryProblem]]:
    """Return what can be tried, in the order of time, and what is no entry of its kind."""
    candidates: list[NewEntry] = []
    problems: list[no.EntryProblem] = []
    for place, (stream, fact) in enumerate(entries):
        origin = origins[place] if place < len(origins) else ""
        kind, _, code = stream.partition("/")
        if (known := ENTRIES.get(kind)) and isinstance(fact, known):
            candidates.append(NewEntry(kind, code, fact, origin, at))
        else:
            refusal = no.NotAnEntry(entry=stream, kinds=", ".join(ENTRIES))
            problems.append(_problem(stream, origin, refusal))
    return sorted(candidates, key=lambda c: c.order), problems


def _problem(stream: str, origin: str, refusal: Refusal) -> no.EntryProblem:
    given = tuple(refusal.details.items())
    return no.EntryProblem(refusal.rule, refusal.code, stream, origin, str(refusal), given)
