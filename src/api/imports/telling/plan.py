"""A mapping made ready to be asked for every row."""

from datetime import UTC, datetime, timedelta

from api.imports.errors import RowRefused
from api.imports.language.conditions import compiled
from api.imports.language.fields import SHAPES
from api.imports.language.rules import Rule
from api.imports.language.templates import Cells, reader
from api.imports.language.times import Clock
from api.imports.mapping import Mapping
from api.imports.telling.life import MAKERS, Said
from api.imports.telling.values import Warn, instant_reader, value_reader

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=1)


class Plan:
    """The rules, and when something can have happened: from 1970 to a day after `now`."""

    def __init__(self, mapping: Mapping, now: datetime) -> None:
        self.system, self._latest = mapping.system, now + AHEAD
        clock = Clock(mapping.formats, mapping.zone)
        self.time = instant_reader(mapping.time, clock)
        self.sort_by = instant_reader(mapping.sort_by, clock) if mapping.sort_by else None
        compared = {c.column: c for rule in mapping.rules for c in rule.conditions}
        self.compared = [(name, reader(c.source)) for name, c in compared.items()]
        tellers = [Teller(rule, mapping, clock) for rule in mapping.rules]
        self._tellers = {
            (first, last): [t for t in tellers if t.is_for(first=first, last=last)]
            for first in (True, False)
            for last in (True, False)
        }

    def tellers(self, *, first: bool, last: bool) -> list["Teller"]:
        """The rules for a row at this place in its case, in their order."""
        return self._tellers[first, last]

    def checked(self, at: datetime | None) -> datetime:
        """A time at which something can have happened."""
        if at is None:
            raise RowRefused("it has no time")
        if at < EARLIEST:
            raise RowRefused(f"its time {at:%Y-%m-%d %H:%M} lies before 1970")
        if at > self._latest:
            raise RowRefused(f"its time {at:%Y-%m-%d %H:%M} lies in the future")
        return at


class Teller:
    """One rule: does it hold on this row, and what does it read there?"""

    def __init__(self, rule: Rule, mapping: Mapping, clock: Clock) -> None:
        fields = SHAPES[rule.fact].fields
        self.row, self.once, self.otherwise = rule.row, rule.once, rule.otherwise
        self.make = MAKERS[rule.fact]
        self.at = instant_reader(rule.at, clock) if rule.at else None
        self.holds = compiled(rule.when, clock)
        self._fields = [
            (name, value_reader(name, fields[name], value, mapping.values, clock))
            for name, value in rule.fields.items()
        ]

    def is_for(self, *, first: bool, last: bool) -> bool:
        """Whether the rule is for a row at this place in its case."""
        return (
            self.row == "each" or (self.row == "first" and first) or (self.row == "last" and last)
        )

    def read(self, cells: Cells, before: Cells, warn: Warn) -> Said:
        """What the fact is told. Raises `RowRefused`."""
        return {name: read(cells, before, warn) for name, read in self._fields}
