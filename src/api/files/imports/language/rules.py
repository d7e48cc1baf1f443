"""The `[[facts]]` of a mapping: which row means which fact, and what the fact is told."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from api.files.imports.errors import MappingRefused
from api.files.imports.language.conditions import ColumnCondition
from api.files.imports.language.fields import SHAPES, Choice, Field, Flag
from api.files.imports.language.templates import Template, template

Which = Literal["first", "each", "last"]
Value = Template | ColumnCondition | bool

_OWN_KEYS = ("fact", "row", "at", "when", "once", "otherwise")


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule: the fact, the rows it is for, what must hold there, and what is read there."""

    fact: str
    row: Which
    when: tuple[ColumnCondition, ...] = ()
    once: bool = False
    otherwise: bool = False
    at: Template | None = None
    fields: dict[str, Value] = msgspec.field(default_factory=dict)

    @property
    def conditions(self) -> list[ColumnCondition]:
        """Return all conditions in it."""
        return [*self.when, *(v for v in self.fields.values() if isinstance(v, ColumnCondition))]

    @property
    def columns(self) -> list[tuple[str, ...]]:
        """Return all columns it names, each with its alternatives."""
        templates = [v for v in (self.at, *self.fields.values()) if isinstance(v, Template)]
        read = [column for t in templates for column in t.columns]
        return [*read, *(column for c in self.conditions for column in c.columns)]


class RuleReader:
    """Reads and checks one rule. Every error says the file, the key, and what would be right."""

    def __init__(self, file: str | Path, number: int, given: dict[str, Any]) -> None:
        self._file, self._given = file, given
        self._name = f"facts {number}"
        self._fact = self._choice("fact", SHAPES)
        self._name += f" ({self._fact})"
        self._shape = SHAPES[self._fact]

    def rule(self) -> Rule:
        """Return the rule, checked."""
        self._check_keys()
        return Rule(
            fact=self._fact,
            row=self._row(),
            when=self._when(),
            once=self._switch("once"),
            otherwise=self._switch("otherwise"),
            at=self._template("at") if "at" in self._given else None,
            fields={key: self._value(key) for key in self._given if key not in _OWN_KEYS},
        )

    def _refused(self, key: str, problem: str) -> MappingRefused:
        return MappingRefused(self._file, f"{self._name}, {key}", problem)

    def _check_keys(self) -> None:
        known = [*_OWN_KEYS, *self._shape.fields]
        if unknown := next((key for key in self._given if key not in known), None):
            raise self._refused(unknown, f"there is no such key; there are {', '.join(known)}")
        for key in self._shape.needs:
            if key not in self._given:
                raise self._refused(key, 'it must be given, for example "{name of a column}"')

    def _choice(self, key: str, among: Iterable[str]) -> str:
        value = self._given.get(key)
        if value not in (known := list(among)):
            raise self._refused(key, f"it is {value!r} and must be one of {', '.join(known)}")
        return str(value)

    def _row(self) -> Which:
        if self._fact == "collected":
            return "first"
        if "row" not in self._given and "when" in self._given:
            return "each"
        row: Which = self._choice("row", get_args(Which))  # type: ignore[assignment]
        return row

    def _when(self) -> tuple[ColumnCondition, ...]:
        given = self._given.get("when", [])
        conditions = given if isinstance(given, list) else [given]
        return tuple(self._condition("when", condition) for condition in conditions)

    def _condition(self, key: str, given: Any) -> ColumnCondition:
        try:
            condition = msgspec.convert(given, ColumnCondition)
            condition.check()
        except ValueError as error:
            keys = ", ".join(f.encode_name for f in msgspec.structs.fields(ColumnCondition)[1:])
            raise self._refused(key, f"{error}; a condition has column and one of {keys}") from None
        return condition

    def _switch(self, key: str) -> bool:
        value = self._given.get(key, False)
        if not isinstance(value, bool):
            raise self._refused(key, f"it is {value!r} and must be true or false")
        return value

    def _value(self, key: str) -> Value:
        field: Field = self._shape.fields[key]
        if isinstance(field, Flag):
            given = self._given[key]
            return given if isinstance(given, bool) else self._condition(key, given)
        read = self._template(key)
        if isinstance(field, Choice) and read.is_constant and read.text not in field.among:
            self._choice(key, field.among)
        return read

    def _template(self, key: str) -> Template:
        given = self._given[key]
        if not isinstance(given, str) or not given:
            raise self._refused(key, f'it is {given!r} and must be a text like "{{a column}}"')
        try:
            return template(given)
        except ValueError as error:
            raise self._refused(key, str(error)) from None
