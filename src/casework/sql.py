"""SQL: statements stand in `.sql` files beside the modules that ask them, and nowhere else.

`-- name: x` begins a statement or a clause; further comment lines say why. A `{part}` is put in by
`psycopg.sql`: what the caller gives, another clause of the file, or a schema of the city, so that
`{city}` is the log's and `{city_tracking}` that of the view tracking.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from psycopg.sql import SQL, Composable, Identifier

Part = str | Composable

_NAME = "-- name: "
_PART = re.compile(r"\{([a-z_]+)\}")
_OF_CITY = "city_"
_NO_CLAUSES: Mapping[str, str] = {}


def schema_of(city: str, part: str) -> str:
    """Return the name of a schema of the city: that of a view, of the keys, of the past."""
    return f"{city}_{part}"


class Statements:
    """The named statements of a file that is called as the module that asks them.

    `parts` are those that are the same in every statement, such as the columns of a row.
    """

    def __init__(self, module: str, **parts: Part) -> None:
        self._texts = _named(Path(module).with_suffix(".sql").read_text(encoding="utf-8"))
        self._parts = parts
        self._known = lru_cache(512)(self._composed)

    def of(self, name: str, /, **parts: Part) -> SQL:
        """Return a statement with its parts. Raise `KeyError` where one is missing."""
        if all(type(part) is str for part in parts.values()):
            return self._known(name, **parts)
        return self._composed(name, **parts)

    def _composed(self, name: str, /, **parts: Part) -> SQL:
        return compose(self._texts[name], {**self._parts, **parts}, self._texts)


def compose(text: str, parts: Mapping[str, Part], clauses: Mapping[str, str] = _NO_CLAUSES) -> SQL:
    """Return a text with its parts put in: a plain string is the name of a schema or a column."""

    def part(found: re.Match[str]) -> str:
        name = found[1]
        if name in parts:
            given = parts[name]
            return (Identifier(given) if isinstance(given, str) else given).as_string()
        if name in clauses:
            return _PART.sub(part, clauses[name])
        if name.startswith(_OF_CITY):
            city = str(parts["city"])
            return Identifier(schema_of(city, name.removeprefix(_OF_CITY))).as_string()
        raise KeyError(f"{{{name}}} in: {text}")

    return SQL(_PART.sub(part, text))


def columns(names: Iterable[str]) -> SQL:
    """Return names of columns as a statement lists them."""
    return SQL(", ".join(Identifier(name).as_string() for name in names))


def all_of(conditions: Iterable[Composable]) -> SQL:
    """Return the condition that all of these hold; where there are none, everything does."""
    return SQL(" AND ".join(each.as_string() for each in conditions) or "true")


def any_of(conditions: Iterable[Composable]) -> SQL:
    """Return the condition that one of these holds; where there are none, nothing does."""
    return SQL(f"({' OR '.join(f'({each.as_string()})' for each in conditions) or 'false'})")


def union(statements: Iterable[Composable], *, every: bool = False) -> SQL:
    """Return the rows of all these statements, those that are alike once, or every one."""
    word = " UNION ALL " if every else " UNION "
    return SQL(word.join(f"({each.as_string()})" for each in statements))


def _named(text: str) -> dict[str, str]:
    """Return the statements of a file by name, comments left out."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith(_NAME):
            lines = found.setdefault(line.removeprefix(_NAME).strip(), [])
        elif not line.lstrip().startswith("--"):
            lines.append(line)
    return {name: "\n".join(lines).strip() for name, lines in found.items()}
