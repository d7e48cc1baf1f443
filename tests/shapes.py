"""What is counted of the shape of the code, without tests: each by reading it, nothing is run."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from tests.test_domain import DOMAIN, anchors, cited

ROOT = Path(__file__).parents[1]
BOOK = ROOT / "tests" / "house.toml"
FLOORS = {"casework": "src/casework", "projections": "projections", "api": "src/api"}

# A statement begins with its verb in capitals; a part of one holds one of the clauses.
_STATEMENT = re.compile(
    r"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|CREATE|ALTER|DROP|COPY|TRUNCATE|LOCK TABLE|"
    r"LISTEN|NOTIFY|GRANT|REVOKE|SET) "
)
_CLAUSE = re.compile(
    r"\b(FROM|WHERE|ORDER BY|GROUP BY|LIMIT|JOIN|FILTER|IS (NOT )?(NULL|TRUE)|ON CONFLICT|"
    r"RETURNING)\b|(=|<>|&&) (ANY|ALL) ?\("
)
_GLOSS = re.compile(r"[^:\n]*[\u4e00-\u9fff][^:\n]*: ")

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Module(msgspec.Struct, frozen=True):
    """One file of ours that is no test: its floor, its text, its tree."""

    path: Path
    floor: str
    text: str
    tree: ast.Module


@cache
def verbs() -> frozenset[str]:
    """Return the verbs that a function's docstring may begin with."""
    return frozenset(tomllib.loads(BOOK.read_text(encoding="utf-8"))["verbs"].split())


@cache
def modules(root: Path = ROOT) -> list[Module]:
    """Return every module of the three floors."""
    found = []
    for floor, folder in FLOORS.items():
        for path in sorted((root / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            found.append(Module(path.relative_to(root), floor, text, ast.parse(text)))
    return found


def functions(module: Module) -> Iterator[Function]:
    """Yield every function and method of a module."""
    return (node for node in ast.walk(module.tree) if isinstance(node, Function))


def sql_literals(module: Module) -> list[str]:
    """Return the strings that are SQL, whole or a part of it; docstrings are none."""
    skipped, found = docstrings(module), list[str]()
    for node in ast.walk(module.tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in ast.walk(node)}
            parts = (v.value if isinstance(v, ast.Constant) else "{}" for v in node.values)
            text = "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if _STATEMENT.match(text) or _CLAUSE.search(text):
            found.append(f"{module.path}:{node.lineno}")
    return found


def docstrings(module: Module) -> set[int]:
    """Return the nodes of the docstrings of a module."""
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    return {
        id(node.body[0].value)
        for node in ast.walk(module.tree)
        if isinstance(node, kinds) and node.body and isinstance(node.body[0], ast.Expr)
    }


def without_verb(module: Module) -> list[str]:
    """Return the functions whose docstring begins with no verb, after its Chinese gloss.

    A property is read like a field, so its docstring is a noun.
    """
    found = []
    for node in functions(module):
        text = ast.get_docstring(node)
        if text is None or any("property" in ast.unparse(d) for d in node.decorator_list):
            continue
        first = re.match(r"\W*([\w'-]*)", _GLOSS.sub("", text, count=1))
        if first is None or first[1].lower() not in verbs():
            found.append(f"{module.path}:{node.lineno} {node.name}: {text.splitlines()[0]}")
    return found


def long_signatures(module: Module) -> list[str]:
    """Return the functions of more than six parameters, `self` and `cls` not counted."""
    found = []
    for node in functions(module):
        given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        if len([each for each in given if each.arg not in ("self", "cls")]) > 6:
            found.append(f"{module.path}:{node.lineno} {node.name}")
    return found


def long_functions(module: Module) -> list[str]:
    """Return the functions of more than forty lines, from their first decorator on."""
    return [
        f"{module.path}:{node.lineno} {node.name}"
        for node in functions(module)
        if (node.end_lineno or 0) - node.lineno + 1 > 40
    ]


def born_twice(found: Iterable[Module]) -> list[str]:
    """Return the public classes whose name another module has, too."""
    where: dict[str, list[str]] = {}
    for module in found:
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where.setdefault(node.name, []).append(str(module.path))
    return [f"{name}: {', '.join(there)}" for name, there in where.items() if len(there) > 1]


def not_in_domain(module: Module) -> list[str]:
    """Return the places of docs/DOMAIN.md that a module cites and that are not there."""
    return [f"{module.path}: {p}" for p in set(cited(module.text)) - _anchors()]


@cache
def _anchors() -> set[str]:
    return anchors(DOMAIN.read_text(encoding="utf-8"))


Place = Callable[[Module], list[str]]
EACH: dict[str, Place] = {
    "sql_literals": sql_literals,
    "docstrings_without_verb": without_verb,
    "fmt_skip": lambda m: [str(m.path)] * m.text.count("# fmt: skip"),
    "over_6_parameters": long_signatures,
    "files_over_250_lines": lambda m: [str(m.path)] * (m.text.count("\n") > 250),
    "functions_over_40_lines": long_functions,
    "not_in_domain": not_in_domain,
}


def places(name: str, root: Path = ROOT) -> list[str]:
    """Return where a measure is still found: file and line."""
    found = modules(root)
    if name == "classes_born_twice":
        return born_twice(found)
    return [place for module in found for place in EACH[name](module)]


def sizes(root: Path = ROOT) -> dict[str, int]:
    """Return lines of Python by floor, of Python and SQL in all, files, rooms."""
    lines = Counter[str]()
    for module in modules(root):
        lines[f"lines_{module.floor}"] += module.text.count("\n")
    files = [f for folder in FLOORS.values() for f in (root / folder).rglob("*")]
    sql = [file for file in files if file.suffix == ".sql"]
    data = [file for file in files if file.suffix == ".toml"]
    return {
        **lines,
        "lines_python": lines.total(),
        "lines_sql": sum(file.read_text(encoding="utf-8").count("\n") for file in sql),
        "lines_toml": sum(file.read_text(encoding="utf-8").count("\n") for file in data),
        "files": len(modules(root)),
        "rooms": len({module.path.parent for module in modules(root)}),
    }


@cache
def counted(root: Path = ROOT) -> dict[str, int]:
    """Return every measure that is counted by reading the code."""
    shapes = {name: len(places(name, root)) for name in ("classes_born_twice", *EACH)}
    return {**sizes(root), **shapes}
