"""Constants and look-ups that must not be born twice: once is where they are changed."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

from casework.errors import UnknownCalendar
from tests import examples as x

ROOT = Path(__file__).parents[2]

# The second counting shares nothing with the first; a type variable is of one file; each loop and
# each reader of a file has its own pace; one word is a post here and a holder of clocks there.
APART = {
    "CENTRE",
    "TIMEKEEPER",
    "CLAIMANT",
    "T",
    "I",
    "P",
    "C",
    "SQL",
    "MAPPER",
    "STREET",
    "AWAY_SECONDS",
    "NEAR",
    "PATIENCE_SECONDS",
    "CHUNK",
    "WHOLE",
    "DAYS",
    "OF_WHO_HAS_IT",
}


def constants() -> dict[str, set[tuple[str, str]]]:
    """Each name of a constant, with the places and values it is born with."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for file in (*(ROOT / "src").rglob("*.py"), *(ROOT / "projections").rglob("*.py")):
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.Assign):
                for name, value in parts(node.targets[0], node.value):
                    found[name].add((str(file.relative_to(ROOT)), value))
    return found


def parts(target: ast.expr, value: ast.expr) -> list[tuple[str, str]]:
    """Name and value of what is assigned: of several, if it is several."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        pairs = zip(target.elts, value.elts, strict=True)
        return [found for each in pairs for found in parts(*each)]
    if isinstance(target, ast.Name) and target.id.isupper():
        return [(target.id.lstrip("_"), ast.unparse(value))]
    return []


@pytest.mark.finding("C7")
def test_no_constant_is_written_down_twice():
    twice: dict[str, list[str]] = {}
    for name, born in constants().items():
        values = [value for _, value in born]
        if name not in APART and len(set(values)) < len(values):
            twice[name] = sorted(file for file, _ in born)
    assert not twice, "import the one that is there"


@pytest.mark.finding("C7")
@pytest.mark.parametrize("name", ["CHINA", "FIRST_YEAR", "LAST_YEAR", "CLOCK_SKEW", "OF_UNIT"])
def test_what_all_of_the_house_shares_has_one_place_and_one_value(name: str):
    assert len(constants()[name]) == 1


@pytest.mark.finding("C7")
def test_the_zone_is_made_once():
    made = [
        str(file.relative_to(ROOT))
        for folder in ("src", "projections")
        for file in (ROOT / folder).rglob("*.py")
        if 'ZoneInfo("Asia/Shanghai")' in file.read_text("utf-8")
    ]
    assert made == ["src/casework/time.py"]


def test_the_sign_for_nothing_is_written_once_and_once_more_where_it_is_stored():
    written = {
        str(file.relative_to(ROOT))
        for folder in ("src", "projections")
        for file in (ROOT / folder).rglob("*.py")
        if '"—"' in file.read_text("utf-8")
    }
    assert written == {"src/casework/words.py", "src/api/files/imports/facts/builder.py"}


def test_who_sends_without_an_account_stands_in_one_place():
    made = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "src").rglob("*.py")
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("Caller(")
    ]
    assert set(made) == {"src/casework/callers.py"}


@pytest.mark.finding("C6")
def test_a_calendar_that_was_never_published_is_an_error_not_the_newest():
    policies = x.policies()
    assert policies.calendar_of(policies.calendar("work").tag).tag == policies.calendar("work").tag
    for tag in ("work/99", "nowhere/1", "", "work"):
        with pytest.raises(UnknownCalendar):
            policies.calendar_of(tag)
