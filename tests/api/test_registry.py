"""The registry of refusals: a code is born once, with one status, as `refusals.toml` says."""

import ast
import pkgutil
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import api
import casework
import projections
from api.http.problems import STATUSES
from casework.appeal.commands import SYSTEM_VERBS, VERBS
from casework.appeal.commands.command import _HALTS
from casework.errors import CaseworkError, NotInState, Refusal

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src" / "api"
ABSTRACT = {"Refusal", "Forbidden", "NotInState"}
EXPECTED = {
    code: int(status)
    for status, codes in tomllib.loads((HERE / "refusals.toml").read_text("utf-8")).items()
    for code in codes["codes"]
}


def errors() -> list[type[CaseworkError]]:
    """Every error of the write side and every refusal of the floors above."""
    for package in (casework, projections, api):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    return [kind for kind in below(CaseworkError) if kind.__name__ not in ABSTRACT]


def below(kind: type[CaseworkError]) -> Iterator[type[CaseworkError]]:
    """Every class derived from it, each once."""
    for each in kind.__subclasses__():
        if each.__module__.partition(".")[0] in ("casework", "api", "projections"):
            yield each
            yield from below(each)


def status_of(kind: type[CaseworkError]) -> int:
    """The status by the one table; without an entry it is a fault of ours."""
    return next((STATUSES[k][0] for k in kind.__mro__ if k in STATUSES), 500)


def problems() -> dict[str, set[int]]:
    """The statuses with which each `Problem(status, code, …)` in the sources is raised."""
    found: dict[str, set[int]] = defaultdict(set)
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem"):
                continue
            status, code = (getattr(arg, "value", None) for arg in node.args[:2])
            assert isinstance(status, int), f"{file}:{node.lineno} has no literal status"
            assert isinstance(code, str), f"{file}:{node.lineno} has no literal code"
            found[code].add(status)
    return found


@pytest.mark.finding("C4")
def test_a_code_is_born_once():
    born: dict[str, set[str]] = defaultdict(set)
    for kind in errors():
        born[kind.__name__].add(kind.__module__)
    for code in problems():
        born[code].add("api: Problem")
    twice = {code: sorted(places) for code, places in born.items() if len(places) > 1}
    assert not twice, "raise the one refusal instead of a second one of its name"


@pytest.mark.finding("C4")
def test_a_problem_of_http_has_one_status():
    assert not {code: told for code, told in problems().items() if len(told) > 1}


@pytest.mark.finding("C4", "C5")
def test_every_code_has_the_status_of_the_table():
    found = {kind.__name__: status_of(kind) for kind in errors()}
    found |= {code: min(told) for code, told in problems().items()}
    assert found == EXPECTED, "judge each that differs, then write it into refusals.toml"


@pytest.mark.finding("C5")
def test_what_the_state_answers_is_a_conflict_with_the_state():
    answers = set(_HALTS.values())
    for verb in (*VERBS, *SYSTEM_VERBS):
        answers |= {verb.NOT_NOW, *verb.BARS.values(), *verb.NEEDS.values()}
    assert not {kind.__name__ for kind in answers if not issubclass(kind, NotInState)}


@pytest.mark.finding("C4")
def test_a_rule_has_one_number():
    numbers: dict[str, set[str]] = defaultdict(set)
    for kind in errors():
        if issubclass(kind, Refusal):
            numbers[kind.rule].add(kind.__name__)
    assert not {rule: names for rule, names in numbers.items() if len(names) > 1}
