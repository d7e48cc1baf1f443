"""行号: where each value of a TOML text stands, so that a problem can be told with its line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|'
    r"'''.*?'''|"
    r'"(?:\\.|[^"\\\n])*"|'
    r"'[^'\n]*'|#[^\n]*|[\[\]{}]|\n",
    re.DOTALL,
)


class Lines:
    """Where each value of a valid TOML text stands; the standard reader does not tell."""

    def __init__(self, text: str) -> None:
        self.found: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        table: Path = ()
        for line, statement in _statements(text):
            tree = tomllib.loads(statement)
            if statement.lstrip().startswith("["):
                table = self._entered(tree)
                self.found.setdefault(table, line)
            else:
                self.found.update((path, line) for path in _paths(tree, table))

    def _entered(self, tree: Any) -> Path:
        """Return the table that a header opens, numbered: ("limit", 3, "when", 0)."""
        path: Path = ()
        while tree:
            [(name, tree)] = tree.items()
            path = (*path, name)
            is_new = isinstance(tree, list)
            if is_new:
                tree = tree[0]
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
        return path


def _paths(tree: Mapping[str, Any], around: Path) -> Iterator[Path]:
    for key, value in tree.items():
        yield (*around, key)
        if isinstance(value, dict):
            yield from _paths(value, (*around, key))


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield each header and `key = value` with the line it begins on, however many it takes."""
    text = text.replace("\r\n", "\n")
    depth, begin, line, first = 0, 0, 1, 1
    for token in _TOKEN.finditer(text):
        sign = token.group()
        line += sign.count("\n")
        depth += (sign in "[{") - (sign in "]}")
        if sign == "\n" and depth == 0:
            yield first, text[begin : token.start()]
            begin, first = token.end(), line
    yield first, text[begin:]
