"""Logs: constant event names, values as fields, never a resident's words or number."""

import asyncio
import atexit
import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TextIO

import msgspec
import structlog

GATHERED = "gathered"  # structlog.get_logger(GATHERED): lines that wait a moment for others
GATHER_SECONDS = 0.1

# A traceback names places, never the values there: those may be a resident's words.
_TRACEBACKS = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)
_processors: list[structlog.typing.Processor] = []  # one list: loggers that are there follow it
_encode = msgspec.json.Encoder(enc_hook=repr).encode


class LogLines:
    """Writes each line whole, in one write, so that those of several processes stay apart.

    Loses a line rather than stop the work: the full disk may be the logs' own.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def msg(self, line: str) -> None:
        """Write a line."""
        with suppress(OSError):
            self._stream.write(line + "\n")
            self._stream.flush()

    info = warning = error = exception = critical = msg


class GatheredLines:
    """Writes the lines of a moment together. For an event loop's own thread, line by line a lot."""

    def __init__(self, lines: LogLines) -> None:
        self._lines, self._waiting = lines, list[str]()
        atexit.register(self.flush)

    def msg(self, line: str) -> None:
        """Keep a line until the moment is over."""
        if not self._waiting:
            asyncio.get_running_loop().call_later(GATHER_SECONDS, self.flush)
        self._waiting.append(line)

    info = warning = error = exception = critical = msg

    def flush(self) -> None:
        """Write what waits."""
        if self._waiting:
            gathered, self._waiting = self._waiting, []
            self._lines.msg("\n".join(gathered))


def set_up(style: str = "auto", **bound: object) -> None:
    """Send logs to stderr: columns at a terminal, JSON otherwise. `bound` stands on every line."""
    columns = style == "columns" or (style == "auto" and sys.stderr.isatty())
    last: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if columns
        else structlog.processors.JSONRenderer(_as_json)
    )
    _processors[:] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        *([] if columns else [_TRACEBACKS]),
        last,
    ]
    structlog.configure(
        processors=_processors,
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=_factory(LogLines(sys.stderr)),
        cache_logger_on_first_use=True,
    )
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    structlog.contextvars.bind_contextvars(**bound)


def _factory(lines: LogLines) -> Callable[..., LogLines | GatheredLines]:
    return lambda *named: GatheredLines(lines) if GATHERED in named else lines


def _as_json(event: dict[str, Any], **_: object) -> str:
    return _encode(event).decode()
