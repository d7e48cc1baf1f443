"""A mapping made ready to be asked for every row."""

from datetime import datetime

from api.files.imports.errors import RowRefused
from api.files.imports.facts.builder import MAKERS, Values
from api.files.imports.facts.values import Warn, instant_reader, value_reader
from api.files.imports.language.conditions import compiled
from api.files.imports.language.fields import SHAPES, Words
from api.files.imports.language.rules import Rule
from api.files.imports.language.templates import Cells, Read, Template, reader
from api.files.imports.language.times import TimeReader
from api.files.imports.mapping import Mapping
from casework.time import DAY, EPOCH

CONSTANT = ("title", "claimant_name", "claimant_phone")


class Plan:
    """The rules, and when something can have happened: from 1970 to a day after `now`."""

    def __init__(self, mapping: Mapping, now: datetime) -> None:
        self.system, self._latest = mapping.system, now + DAY
        clock = TimeReader(mapping.formats, mapping.zone)
        self.time = instant_reader(mapping.time, clock)
        self.sort_by = instant_reader(mapping.sort_by, clock) if mapping.sort_by else None
        self.in_file_order = mapping.in_file_order
        self.id, self.constant = reader(mapping.id), _constant(mapping.rules[0])
        compared = {c.column: c for rule in mapping.rules for c in rule.conditions}
        self.compared = [(name, reader(c.source)) for name, c in compared.items()]
        numbered = enumerate(mapping.rules, 1)
        rules = [FactRule(f"facts {n} ({r.fact})", r, mapping, clock) for n, r in numbered]
        self._rules = {
            (first, last): [t for t in rules if t.is_for(first=first, last=last)]
            for first in (True, False)
            for last in (True, False)
        }

    def rules_for(self, *, first: bool, last: bool) -> list["FactRule"]:
        """Return the rules for a row at this place in its case, in their order."""
        return self._rules[first, last]

    def checked(self, at: datetime | None) -> datetime:
        """Return a time at which something can have happened."""
        if at is None:
            raise RowRefused("it has no time")
        if at < EPOCH:
            raise RowRefused(f"its time {at:%Y-%m-%d %H:%M} lies before 1970")
        if at > self._latest:
            raise RowRefused(f"its time {at:%Y-%m-%d %H:%M} lies in the future")
        return at


def _constant(collected: Rule) -> list[tuple[str, Read]]:
    """Return what is the same on every row of a case, however often a file repeats it."""
    given = [(name, collected.fields.get(name)) for name in CONSTANT]
    return [
        (name, reader(value))
        for name, value in given
        if isinstance(value, Template) and not value.is_constant
    ]


class FactRule:
    """One rule: does it hold on this row, and what does it read there?"""

    def __init__(self, name: str, rule: Rule, mapping: Mapping, clock: TimeReader) -> None:
        fields = SHAPES[rule.fact].fields
        self.name, self.opens = name, rule.fact == "collected"
        self.at_column = rule.at.text if rule.at else ""
        self.public = [
            field for field, kind in fields.items() if isinstance(kind, Words) and kind.public
        ]
        self.row, self.once, self.otherwise = rule.row, rule.once, rule.otherwise
        self.make = MAKERS[rule.fact]
        self.at = instant_reader(rule.at, clock) if rule.at else None
        self.holds = compiled(rule.when, clock)
        self._fields = [
            (name, value_reader(name, fields[name], value, mapping.values, clock))
            for name, value in rule.fields.items()
        ]

    def is_for(self, *, first: bool, last: bool) -> bool:
        """Return whether the rule is for a row at this place in its case."""
        return (
            self.row == "each" or (self.row == "first" and first) or (self.row == "last" and last)
        )

    def read(self, cells: Cells, before: Cells, warn: Warn) -> Values:
        """Return what the fact is made of. Raise `RowRefused`."""
        return {name: read(cells, before, warn) for name, read in self._fields}
