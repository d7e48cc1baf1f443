"""What a view's rows are made by: its fold, its table, and every module of ours that they import.

Comments, docstrings and layout are left out, so that only a change that can change a row shows.
"""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from projections import VIEWS
from projections.engine.view import View

ROOT = Path(__file__).parents[2]
PINS = Path(__file__).parent / "pins.toml"
FLOORS = {"casework": ROOT / "src", "projections": ROOT}
ENGINE = "projections.engine"

Read = Callable[[Path], str]


def read(path: Path) -> str:
    """The source as it stands."""
    return path.read_text(encoding="utf-8")


def digest(view: View, source: Read = read) -> str:
    """A short hash of all that says what the view's rows are."""
    whole = sha256(bare_sql(source(view.folder / "schema.sql")).encode())
    for module in modules(view):
        whole.update(f"\n{module}\n{bare(source(file_of(module)))}".encode())
    return whole.hexdigest()[:16]


def modules(view: View) -> list[str]:
    """The view and every module of ours that it imports, directly or not, but for the engine."""
    waiting, found = [f"projections.{view.folder.name}"], set[str]()
    while waiting:
        module = waiting.pop()
        skipped = module in found or module == "projections" or module.startswith(ENGINE)
        if not skipped and known(module):
            found.add(module)
            waiting.extend(imported(module))
    return sorted(found)


def known(module: str) -> Path | None:
    """The file of a module of ours, if it is one."""
    base = FLOORS.get(module.partition(".")[0])
    if base is None:
        return None
    path = base / module.replace(".", "/")
    return next((p for p in (path.with_suffix(".py"), path / "__init__.py") if p.exists()), None)


def file_of(module: str) -> Path:
    """The file of a module that is known."""
    found = known(module)
    assert found is not None, module
    return found


def imported(module: str) -> Iterator[str]:
    """What a module imports: a name may be a module, too."""
    for node in ast.walk(ast.parse(read(file_of(module)))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def bare(source: str) -> str:
    """Python without comments, docstrings and layout."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            body[:] = [each for each in body if not _is_text(each)]
    return ast.unparse(tree)


def bare_sql(source: str) -> str:
    """SQL without comments and layout; the mark between tables and indexes is no comment here."""
    lines = (line for line in source.splitlines() if not re.match(r"\s*--(?! indexes)", line))
    return " ".join(re.sub(r"\s--.*", "", line).strip() for line in lines if line.strip())


def pins() -> dict[str, tuple[int, str]]:
    """For each view the version that was pinned, and to what."""
    told = tomllib.loads(read(PINS))
    return {name: (pin["version"], pin["digest"]) for name, pin in told.items()}


def now() -> dict[str, tuple[int, str]]:
    """For each view its version, and what makes its rows now."""
    return {view.name: (view.version, digest(view)) for view in VIEWS}


def _is_text(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
