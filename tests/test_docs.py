"""The README stays short; what the pages under docs/ say of the code is so."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from api.cli.main import app
from api.http.app import create_app
from casework.appeal.commands import VERBS, CollectAppeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.words import ANY, OPEN, ClockName, Status
from casework.directory.words import POSTS_OF_UNITS
from casework.figures.catalogue import FIGURES
from casework.runtime.settings import Settings

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
ALL_VERBS = (CollectAppeal, *VERBS)
SECTIONS = [
    "The two commands",
    "The floors",
    "The life of an appeal",
    "Verbs in short",
    "Map of the tree",
    "How to add",
    "Measured",
    "Glossary",
]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def rows(name: str) -> dict[str, list[str]]:
    """The rows of a page's tables by their first cell, without its backticks."""
    lines = (line for line in text_of(name).splitlines() if line.startswith("| "))
    cells = ([c.strip() for c in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines)
    return {first.replace("`", ""): more for first, *more in cells}


def test_the_readme_is_read_in_five_minutes_and_in_this_order():
    text = text_of("README.md")
    assert len(text.splitlines()) <= 250
    assert re.findall(r"^## (.+)", text, re.MULTILINE) == SECTIONS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path):
    for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert link.startswith("http") or (page.parent / link).exists(), link


def test_the_index_has_every_page():
    named = set(re.findall(r"\]\((\w+\.md)\)", text_of("docs/README.md")))
    assert named == {page.name for page in DOCS.glob("*.md")} - {"README.md"}


def test_what_the_readme_says_was_measured_is_what_the_page_says():
    measured = rows("docs/measured.md")
    section = text_of("README.md").partition("## Measured")[2].partition("## Glossary")[0]
    shown = [line.split(" | ") for line in section.splitlines() if line.startswith("| ")][1:]
    assert shown
    for what, *cells in shown:
        *_, verdict = cells
        assert measured[what.removeprefix("| ")][:3] == [*cells[:-1], verdict.removesuffix(" |")]


def section(name: str) -> str:
    """A section of the README."""
    return text_of("README.md").partition(f"## {name}\n")[2].partition("\n## ")[0]


def test_the_verbs_in_short_are_verbs():
    named = {word for line in rows_of(section("Verbs in short")) for word in line}
    assert named <= {verb.VERB for verb in ALL_VERBS}
    assert len(named) > 50


def rows_of(text: str) -> list[list[str]]:
    return [re.findall(r"`([a-z-]+)`", line) for line in text.splitlines() if line[:2] == "| "]


def test_the_picture_of_a_life_has_every_state_and_its_verbs():
    arrows = re.findall(r"(\S+) --> ([^\s:]+):? *(.*)", section("The life of an appeal"))
    states = {state for here, there, _ in arrows for state in (here, there)}
    assert states == {*Status, "[*]"}
    verbs = {word for *_, label in arrows for word in re.findall(r"[a-z]+-[a-z]+", label)}
    assert verbs
    assert verbs <= {verb.VERB for verb in ALL_VERBS}


def folders_on_the_map() -> set[str]:
    """The folders that the map names, with the ones that they lie in."""
    block = text_of("README.md").partition("## Map of the tree")[2].split("```")[1]
    found, above = set[str](), dict[int, str]()
    for line in block.strip("\n").splitlines():
        indent = len(line) - len(line.lstrip())
        for name in re.findall(
            r"\S+/(?=\s)", re.split(r"\s{2,}(?=[^ /]+ )", line.strip())[0] + " "
        ):
            above[indent] = name
            found.add("".join(above[i] for i in sorted(above) if i < indent) + name)
    return found


def test_the_map_names_every_room_and_no_other():
    named = folders_on_the_map()
    for folder in named:
        assert (ROOT / folder).is_dir(), f"README.md names {folder}"
    for floor in ("src/casework", "projections", "src/api"):
        for room in (ROOT / floor).iterdir():
            if any(room.glob("*.py")):
                assert f"{floor}/{room.name}/" in named, f"README.md: the map lacks {room}"


def posts_of(verb: type[AppealCommand]) -> set[str]:
    """The posts that may send a verb, as the page calls them; those of units it describes."""
    posts = verb.POSTS.union(*verb.SECOND.values()) - POSTS_OF_UNITS
    return {post.replace("_", " ") for post in posts}


POSTS = set().union(*map(posts_of, ALL_VERBS))


@pytest.mark.parametrize("verb", ALL_VERBS, ids=lambda verb: verb.VERB)
def test_who_may_send_a_verb_in_which_state_is_as_the_code_has_it(verb: type[AppealCommand]):
    _, who, states, _ = rows("docs/verbs.md")[verb.VERB]
    assert {post for post in POSTS if post in who} == posts_of(verb)
    assert states_of(states) == verb.IN


def states_of(cell: str) -> frozenset[Status]:
    """The states that a cell names: "any open, closed"."""
    sets = {"any": ANY, "any open": OPEN, "any but archived": ANY - {Status.ARCHIVED}}
    named = [] if cell == "–" else cell.split(", ")
    each = (sets.get(name) or frozenset({Status(name.replace(" ", "_"))}) for name in named)
    return frozenset().union(*each)


def test_every_clock_has_a_row():
    assert rows("docs/clocks.md").keys() - {"clock"} == set(ClockName.__args__)


def test_every_figure_has_a_row_with_its_chinese_and_kind():
    shown = rows("docs/figures.md")
    for figure in FIGURES.values():
        of = "cases of the centre" if figure.of_centre else "orders of units"
        assert shown[figure.id] == [figure.chinese, figure.kind, of]


def test_every_board_has_a_place_on_the_page():
    text = text_of("docs/figures.md")
    prefix = "/v1/accountability/"
    for path in create_app(lambda: None).openapi()["paths"]:
        if path.startswith(prefix):
            assert re.search(rf"`{re.escape(path.removeprefix(prefix))}[?`]", text), path


def test_every_setting_has_a_row_with_its_default():
    shown = rows("docs/settings.md")
    for name in Settings.__struct_fields__:
        default = getattr(Settings(), name)
        assert f"CASEWORK_{name.upper()}" in shown, name
        assert default is None or str(default) in shown[f"CASEWORK_{name.upper()}"][0]


def commands(group: Any, *path: str) -> list[tuple[str, Any]]:
    """Every command under a group, with its whole name."""
    if not hasattr(group, "commands"):
        return [(" ".join(path), group)]
    return [found for name, each in group.commands.items() for found in commands(each, *path, name)]


@pytest.mark.parametrize(("name", "command"), commands(get_command(app)))
def test_every_command_has_a_row_with_all_its_options(name: str, command: Any):
    [row] = [r for r in rows("docs/commands.md") if re.match(rf"{name}( [A-Z\[-]|$)", r)]
    shown = [p for p in command.params if not getattr(p, "hidden", False)]
    options = {p.opts[0] for p in shown if p.param_type_name == "option"}
    assert set(re.findall(r"--[a-z-]+", row)) == options - {"--help"}
    for argument in (p for p in shown if p.param_type_name == "argument" and p.required):
        assert argument.name.upper() in row


STOPS = re.findall(r"^\| `(\S+\.py)` \| `(\S+)` \|", text_of("docs/ARCHITECTURE.md"), re.MULTILINE)


@pytest.mark.parametrize(("file", "function"), STOPS)
def test_every_stop_of_a_way_is_there(file: str, function: str):
    assert function in functions(ast.parse(text_of(file)))


def functions(within: ast.AST, above: str = "") -> set[str]:
    """The functions of a module, and the methods of its classes, by their whole names."""
    found = set[str]()
    for node in ast.iter_child_nodes(within):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(above + node.name)
        elif isinstance(node, ast.ClassDef):
            found |= functions(node, f"{above}{node.name}.")
    return found


def test_a_stop_that_is_not_there_is_missed():
    assert functions(ast.parse("class A:\n    def f(self): ...\ndef g(): ...")) == {"A.f", "g"}
