"""A command line as it is typed, run in this process: what it ends with and complains of."""

import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from contextvars import copy_context
from pathlib import Path
from typing import Any

import structlog

from api.cli.main import main
from tests.conftest import City
from tests.refusals.city import without_times

_FRAME = re.compile(r"[╭╮╰╯│─]+|python -m \S+\.(?=casework)")


def typed(city: City, words: Sequence[str], folder: Path) -> dict[str, Any]:
    """Return the exit code of a command line and what it printed, without frames and times."""
    said = [word.replace("{here}", str(folder)) for word in words]
    printed = io.StringIO()
    with _as_typed(city, said), redirect_stdout(printed), redirect_stderr(printed):
        code, complaint = _ended()
    text = " ".join(_FRAME.sub(" ", f"{printed.getvalue()} {complaint}").split())
    return {"exit": code, "told": without_times(text.replace(str(folder), "{here}"))}


def _ended() -> tuple[int, str]:
    try:
        copy_context().run(main)
    except SystemExit as end:
        return (1, end.code) if isinstance(end.code, str) else (end.code or 0, "")
    return 0, ""


@contextmanager
def _as_typed(city: City, words: Sequence[str]) -> Iterator[None]:
    places = {
        "CASEWORK_DATA": str(city.settings.data),
        "CASEWORK_CITY": city.name,
        "COLUMNS": "200",
        "NO_COLOR": "1",
    }
    before, argv, logging = dict(os.environ), sys.argv, structlog.get_config()
    os.environ.update(places)
    sys.argv = ["casework", *words]
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        sys.argv = argv
        structlog.configure(**logging)
