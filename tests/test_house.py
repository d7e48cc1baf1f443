"""The house gets no worse: what tests/house.toml has written down may fall, and never rise."""

import ast
from pathlib import Path

import pytest

from tests import house, shapes
from tests.house import PAGE, WAYS, book, page
from tests.shapes import FLOORS, Module, counted, places

# What moves between floors, or from Python to its own files, is shown and not held.
SHOWN = {"files", "rooms", "lines_sql", "lines_toml", *(f"lines_{floor}" for floor in FLOORS)}
HELD = sorted(book().keys() - SHOWN - set(WAYS))


@pytest.mark.parametrize("name", HELD)
def test_a_measure_may_only_fall(name: str):
    found, measure = counted()[name], book()[name]
    where = "" if name.startswith("lines") else "\n".join(places(name)[:40])
    assert found <= measure.now, f"{measure.what}: {found}, and was {measure.now}\n{where}"


def test_every_measure_is_in_the_book():
    assert counted().keys() | set(WAYS) == book().keys()


def test_the_page_is_as_the_book_has_it():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tests.house"


def module(text: str, path: str = "src/api/one.py") -> Module:
    return Module(Path(path), "api", text, ast.parse(text))


@pytest.mark.parametrize(
    "text",
    [
        'q = "SELECT 1"',
        'q = f"SELECT {a} FROM b"',
        'q = "\\nWITH x AS (SELECT 1)"',
        'q = " WHERE unit = %s"',
        'q = f"{a} = ANY (%s)"',
        'q = "DROP SCHEMA x"',
    ],
)
def test_sql_in_python_is_found(text: str):
    assert len(shapes.sql_literals(module(text))) == 1


@pytest.mark.parametrize("text", ['"""SELECT says it."""', 'q = "Select one"', 'q = "unit"'])
def test_what_is_no_sql_is_not(text: str):
    assert not shapes.sql_literals(module(text))


@pytest.mark.parametrize(
    "text", ["Return it.", "派单: send it.", "Raise `No`.", "签收（限时）: take it."]
)
def test_a_docstring_that_begins_with_a_verb(text: str):
    assert not shapes.without_verb(module(f'def f():\n    """{text}"""\n'))


@pytest.mark.parametrize("text", ["The unit.", "派单: the order.", "Whether it is.", "Told."])
def test_a_docstring_that_begins_with_none(text: str):
    assert shapes.without_verb(module(f'def f():\n    """{text}"""\n'))


def test_a_property_is_called_by_a_noun():
    text = 'class A:\n    @property\n    def f(self):\n        """The unit."""\n'
    assert not shapes.without_verb(module(text))


@pytest.mark.parametrize(
    ("given", "found"), [("a, b, c, d, e, f", 0), ("a, b, c, *, d, e, f, g", 1)]
)
def test_many_parameters_are_found(given: str, found: int):
    assert len(shapes.long_signatures(module(f"def f(self, {given}): ..."))) == found


@pytest.mark.parametrize(("lines", "found"), [(40, 0), (41, 1)])
def test_a_long_function_is_found(lines: int, found: int):
    assert len(shapes.long_functions(module("def f():\n" + "    a\n" * (lines - 1)))) == found


def test_a_class_that_is_born_twice_is_found():
    one, two = module("class A: ..."), module("class A: ...\nclass B: ...", "src/api/two.py")
    assert shapes.born_twice([one, two]) == ["A: src/api/one.py, src/api/two.py"]


def test_a_section_that_is_not_there_is_found():
    assert shapes.not_in_domain(module(f"# DOMAIN {99.9}\n# DOMAIN 4.1\n")) == [
        "src/api/one.py: 99.9"
    ]


def test_the_book_is_renewed_in_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    copy = tmp_path / "house.toml"
    copy.write_bytes(house.BOOK.read_bytes())
    monkeypatch.setattr(house, "BOOK", copy)
    before = book()
    house.renew({"fmt_skip": 7})
    after = book()
    assert after.pop("fmt_skip").now == 7
    assert after == {name: measure for name, measure in before.items() if name != "fmt_skip"}
