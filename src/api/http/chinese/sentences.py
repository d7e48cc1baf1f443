"""中文说明: the sentence in which a clerk is told why something was refused.

The sentences stand in `refusals.toml` and `problems.toml`, by code; they are filled from the same
details as the English message of the error.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from api.http.chinese.values import FIELDS, Called, by_code, in_chinese
from casework.directory.refusals import MOST_TOLD, EntriesRefused
from casework.directory.refusals import EntryProblem as Entry
from casework.errors import CaseworkError, Refusal

HERE = Path(__file__).parent
REFUSALS: dict[str, str] = tomllib.loads((HERE / "refusals.toml").read_text("utf-8"))
PROBLEMS: dict[str, str] = tomllib.loads((HERE / "problems.toml").read_text("utf-8"))


def of_error(error: CaseworkError, called: Called = by_code) -> str:
    """Return the Chinese of an error, the number of its rule before it: "R-EXT-03：…"."""
    text = REFUSALS.get(error.code, REFUSALS["Refusal"]).format_map(_values(error, called))
    return f"{error.rule}：{text}" if isinstance(error, Refusal) else text


def of_entry(problem: Entry) -> str:
    """Return what is wrong with one entry of a load."""
    return REFUSALS[problem.code].format_map(
        {n: in_chinese(n, value) for n, value in problem.details}
    )


def of_problem(code: str, given: Mapping[str, object] | None = None) -> str:
    """Return the Chinese of a problem that HTTP itself has with a request."""
    return PROBLEMS.get(code, PROBLEMS["Http"]).format_map(
        {name: in_chinese(name, value) for name, value in (given or {}).items()}
    )


def of_field(kind: str, context: Mapping[str, Any]) -> str:
    """Return what is wrong with a field, by pydantic's name for it; never what was sent."""
    return FIELDS.get(kind, "格式不符").format_map(context)


def of_title(title: str) -> str:
    """Return the Chinese in the title of a problem document: 状态不符."""
    return title.partition("(")[2].rstrip(")") or "出现问题"


def _values(error: CaseworkError, called: Called) -> dict[str, object]:
    """Return the details as a clerk reads them.

    What is English prose has its Chinese beside it, as `why` has `why_zh`. Where the name of a unit
    is told by itself, the code stays a code.
    """
    given = error.details
    named = by_code if "name" in given else called
    if isinstance(error, EntriesRefused):
        given = {**given, "told_zh": _listed(given["problems"])}
    return {
        name: given[f"{name}_zh"] if f"{name}_zh" in given else in_chinese(name, value, named)
        for name, value in given.items()
    }


def _listed(problems: list[Entry]) -> str:
    lines = [
        f"{p.origin}：{of_entry(p)}" if p.origin else of_entry(p) for p in problems[:MOST_TOLD]
    ]
    more = len(problems) - len(lines)
    return "\n".join([*lines, f"……另有{more}处"] if more else lines)
