"""Everything that is asked wrongly: of each verb, of every other route, on the command line."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.refusals import bodies

HERE = Path(__file__).parent


def requests() -> Iterator[dict[str, Any]]:
    """Every wrong request, each under a name of its own."""
    yield from bodies.requests()
    for chapter, asked in _table("requests").items():
        for name, given in asked.items():
            yield {"name": f"{chapter}: {name}", **_request(given)}


def lines() -> Iterator[dict[str, Any]]:
    """Every wrong command line."""
    for name, words in _table("lines")["lines"].items():
        yield {"name": f"command line: {name}", "words": words}


def lay_files(folder: Path) -> None:
    """Write the files that the command lines name."""
    for name, text in _table("lines")["files"].items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _request(given: dict[str, Any]) -> dict[str, Any]:
    [method] = given.keys() & {"GET", "POST", "PUT", "DELETE"}
    body = given.get("body")
    if not isinstance(body, str | None):
        body = json.dumps(body, ensure_ascii=False)
    found = {
        "who": given.get("as"),
        "method": method,
        "path": given[method],
        "headers": given.get("headers"),
        "body": body,
    }
    return {name: value for name, value in found.items() if value is not None}


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
