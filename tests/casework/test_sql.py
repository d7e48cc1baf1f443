"""SQL has one home: named statements in `.sql` files, their parts put in by one composer."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg.sql import SQL, Literal

from casework.sql import Statements, all_of, any_of, columns, compose, union

ROOT = Path(__file__).parents[2]
SOURCES = [path for folder in ("src", "projections") for path in (ROOT / folder).rglob("*.py")]
STATEMENT = re.compile(
    r"(?m)^\s*(SELECT|INSERT INTO|DELETE FROM|UPDATE [\w{]|COPY [({\w]|TRUNCATE"
    r"|LOCK TABLE|SET LOCAL|SET TRANSACTION|GRANT"
    r"|(CREATE|ALTER|DROP) (TABLE|SCHEMA|ROLE|DATABASE|VIEW|INDEX))\b"
    r"|\b(WHERE|ORDER BY|LEFT JOIN|GROUP BY) "
)
LIBRARYS_COLUMNS = re.compile(r"originator_id|originator_version|notification_id")


def texts(path: Path) -> Iterator[str]:
    """Every text in a module that is no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def test_no_statement_stands_in_python():
    found = [
        (path.relative_to(ROOT).as_posix(), text)
        for path in SOURCES
        for text in texts(path)
        if STATEMENT.search(text)
    ]
    assert found == []


def test_the_columns_of_the_librarys_table_are_known_to_the_store_alone():
    files = [*SOURCES, *(p for f in ("src", "projections") for p in (ROOT / f).rglob("*.sql"))]
    found = {
        path.relative_to(ROOT).as_posix()
        for path in files
        if LIBRARYS_COLUMNS.search(path.read_text(encoding="utf-8"))
    }
    assert {path for path in found if not path.startswith("src/casework/store/")} == set()


@pytest.fixture
def statements(tmp_path: Path) -> Statements:
    (tmp_path / "asking.sql").write_text(
        "-- What this file is about.\n"
        "-- name: page\n-- Why it is so.\n"
        "SELECT {columns} FROM {city_tracking}.tracking\n WHERE {where} {order}\n\n"
        "-- name: order\nORDER BY {light}, n\n"
        "-- name: light\n(flags @> '{}')\n"
    )
    return Statements(str(tmp_path / "asking.py"), columns=columns(["n", "due"]))


def test_a_statement_is_made_of_its_parts_its_clauses_and_the_schemas_of_the_city(statements):
    where = all_of([SQL("n > %(n)s"), any_of([SQL("a"), SQL("b")])])
    assert statements.of("page", city="x", where=where).as_string() == (
        'SELECT "n", "due" FROM "x_tracking".tracking\n'
        " WHERE n > %(n)s AND ((a) OR (b)) ORDER BY (flags @> '{}'), n"
    )


def test_a_missing_part_is_told(statements):
    with pytest.raises(KeyError, match="where"):
        statements.of("page", city="x")


def test_a_name_is_quoted_and_a_value_is_no_name():
    made = compose("{schema}.t = {value}", {"schema": 'a"b', "value": Literal("it's")})
    assert made.as_string() == "\"a\"\"b\".t = 'it''s'"


def test_of_no_conditions_all_hold_and_none_does():
    assert (all_of(()).as_string(), any_of(()).as_string()) == ("true", "(false)")
    assert union([SQL("a"), SQL("b")], every=True).as_string() == "(a) UNION ALL (b)"
