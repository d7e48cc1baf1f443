"""读政策: a policy written as TOML, read into structs; every problem is noted with its line.

The types of the structs say what may be written: their descriptions are what a reader is told. An
amount that may be missing says in its `extra` by which word: `{"nothing": "none"}`.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, get_args, get_origin

import msgspec
from msgspec import Meta

from casework.policy.amounts import Amount
from casework.policy.lines import Lines, Path

_CODE = r"^[A-Za-z0-9_.\-]{1,60}\Z"
_CODE_SIGNS = 'of letters, digits, ".", "-" and "_"'
Code = Annotated[str, Meta(pattern=_CODE, description=f"a code {_CODE_SIGNS}")]
Codes = Annotated[
    tuple[Code, ...], Meta(min_length=1, description=f"a list of codes {_CODE_SIGNS}")
]
Words = Annotated[str, Meta(pattern=r"\S", description="a text that says something")]
Flag = Annotated[bool | None, Meta(description="true or false")]
YesNo = Annotated[bool, Meta(description="true or false")]
Proportion = Annotated[
    Decimal, Meta(description="a number from 0 to 1 with at most 6 decimals, as 0.85")
]
Count = Annotated[int, Meta(ge=0, le=1000, description="a whole number from 0 to 1000")]

_DECIMALS = 6

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


class TextProblem(msgspec.Struct, frozen=True):
    """What is wrong, and in which line of the text (from 1)."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}"


class PolicyProblems(Exception):
    """Everything that is wrong with a policy, in the order of its lines."""

    def __init__(self, problems: Iterable[TextProblem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__("\n".join(map(str, self.problems)))


class Page:
    """A TOML text, read table by table, and what was noted about it so far.

    Raises `PolicyProblems` where it is no TOML. `calendars` are those that its amounts name.
    """

    def __init__(self, text: str) -> None:
        self.problems: list[TextProblem] = []
        self.calendars: list[tuple[Path, str]] = []
        self._values, self._lines = _parsed(text)
        self._asked: dict[str, None] = {}

    def table(self, name: str, kind: type[msgspec.Struct]) -> Any:
        """Return the struct that `[name]` describes; None where something in it was noted."""
        self._asked[name] = None
        if name not in self._values:
            return self.note((name,), f"[{name}] is missing")
        return self._struct(kind, self._values[name], (name,))

    def optional_table(self, name: str, default: Any) -> Any:
        """Return as `table` does; the default where there is none."""
        self._asked[name] = None
        return self.table(name, type(default)) if name in self._values else default

    def tables(self, name: str, kind: type[msgspec.Struct]) -> tuple[Any, ...]:
        """Return as `table` does, for each `[[name]]`."""
        self._asked[name] = None
        if name not in self._values:
            self.note((name,), f"[[{name}]] is missing")
        return self._structs(kind, self._values.get(name, []), (name,))

    def proportions(self, name: str) -> Any:
        """Return as `table` does, where `[name]` holds any keys, each a number from 0 to 1."""
        self._asked[name] = None
        values = self._values.get(name, {})
        if name not in self._values or not isinstance(values, dict):
            return self.note((name,), f"{name} must be a table [{name}] of numbers from 0 to 1")
        noted = len(self.problems)
        found = {key: self._proportion(value, (name, key)) for key, value in values.items()}
        return found if len(self.problems) == noted else None

    def close(self) -> None:
        """Raise `PolicyProblems` with everything that was noted: all tables were asked for."""
        self._note_unknown(self._values, self._asked, ())
        if self.problems:
            raise PolicyProblems(self.problems)

    def line(self, path: Path) -> int:
        """Return the line where a value stands, or the table around it."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def note(self, path: Path, text: str) -> None:
        """Note one more problem, at the line of that value."""
        self.problems.append(TextProblem(self.line(path), text))

    def note_doubles(self, name: str, entries: Sequence[Any]) -> None:
        """Note every id that an earlier `[[name]]` has."""
        first: dict[str, int] = {}
        for n, entry in enumerate(entries):
            if entry is not None and (before := first.setdefault(entry.id, n)) != n:
                line = self.line((name, before, "id"))
                self.note((name, n, "id"), f'the id "{entry.id}" stands already in line {line}')

    def note_unknown_calendars(self, known: Collection[str]) -> None:
        """Note every calendar that is named and does not exist."""
        there = ", ".join(sorted(known)) or "none"
        for path, name in self.calendars:
            if name not in known:
                self.note(path, f'there is no calendar "{name}"; there are: {there}')

    def _structs(self, kind: type[Any], values: Any, path: Path) -> tuple[Any, ...]:
        if isinstance(values, list) and all(isinstance(each, dict) for each in values):
            return tuple(self._struct(kind, each, (*path, n)) for n, each in enumerate(values))
        names = ".".join(part for part in path if isinstance(part, str))
        self.note(path, f"{path[-1]} must be tables [[{names}]]")
        return ()

    def _struct(self, kind: type[Any], values: Any, path: Path) -> Any:
        if not isinstance(values, dict):
            return self.note(path, f"{path[-1]} must be a table [{path[-1]}]")
        noted, found = len(self.problems), dict[str, Any]()
        for field in msgspec.structs.fields(kind):
            where = (*path, field.name)
            if field.name in values:
                found[field.name] = self._value(field.type, values[field.name], where)
            elif field.required:
                self.note(where, f"{field.name} is missing: it must be {_wanted(field.type)}")
        self._note_unknown(values, kind.__struct_fields__, path)
        return kind(**found) if len(self.problems) == noted else None

    def _value(self, kind: Any, value: Any, path: Path) -> Any:
        base, meta = _parted(kind)
        if Amount in (base, *get_args(base)):
            nothing = meta.extra["nothing"] if meta and meta.extra else None
            return self._amount(value, nothing, path)
        if base is Decimal:
            return self._proportion(value, path)
        if get_origin(base) is tuple and _is_struct(inner := get_args(base)[0]):
            return self._structs(inner, value, path)
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError:
            return self.note(path, f"{path[-1]} must be {_wanted(kind)}")

    def _amount(self, value: Any, nothing: str | None, path: Path) -> Amount | None:
        if nothing is not None and value == nothing:
            return None
        try:
            amount = Amount.parse(str(value))
        except ValueError as error:
            self.note(path, f"{path[-1]}: {error}" + (f', or "{nothing}"' if nothing else ""))
            return None
        if amount.calendar:
            self.calendars.append((path, amount.calendar))
        return amount

    def _proportion(self, value: Any, path: Path) -> Any:
        """Return it exactly as written. Decimals are bounded, so that sums are exact too."""
        exact = Decimal(value) if type(value) in (int, Decimal) else Decimal("NaN")
        if exact.is_finite() and 0 <= exact <= 1 and exact == round(exact, _DECIMALS):
            return exact
        return self.note(path, f"{path[-1]} must be {_wanted(Proportion)}")

    def _note_unknown(self, values: Mapping[str, Any], known: Collection[str], path: Path) -> None:
        for name in values:
            if name not in known:
                there = ", ".join(known)
                self.note((*path, name), f'there is no "{name}" here; there are: {there}')


def _parted(kind: Any) -> tuple[Any, Meta | None]:
    """Return a type and what is said about it."""
    if get_origin(kind) is Annotated:
        base, meta = get_args(kind)
        return base, meta
    return kind, None


def _wanted(kind: Any) -> str:
    """Return what a value of this type must be, in words."""
    base, meta = _parted(kind)
    if Amount in (base, *get_args(base)):
        return 'an amount of time such as "5 wd"'
    if meta and meta.description:
        return meta.description
    if get_origin(base) is tuple:
        return f"a list of some of: {', '.join(get_args(get_args(base)[0]))}"
    return f"one of: {', '.join(get_args(base))}"


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _exact(number: str) -> Decimal:
    """Return the number as it is written; what is beyond all bounds is none."""
    try:
        return Decimal(number)
    except InvalidOperation:
        return Decimal("NaN")


def _parsed(text: str) -> tuple[dict[str, Any], dict[Path, int]]:
    """Return the values of a TOML text, and the line of each."""
    try:
        return tomllib.loads(text, parse_float=_exact), Lines(text).found
    except RecursionError:
        raise PolicyProblems([TextProblem(1, "it is nested too deeply for a policy")]) from None
    except ValueError as error:
        found = _PLACE.search(str(error))
        line = int(found["line"] or len(text.splitlines())) if found else 1
        said = f"this is not TOML: {_PLACE.sub('', str(error))}"
        raise PolicyProblems([TextProblem(line, said)]) from None
