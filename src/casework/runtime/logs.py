"""Logs: constant event names, values as fields, never a resident's words or number."""

import logging
import sys
from contextlib import suppress
from typing import TextIO

import structlog

# A traceback names places, never the values there: those may be a resident's words.
_TRACEBACKS = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)


class _Unfailing:
    """A stream that loses a line rather than stop the work: the full disk may be the logs' own."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._stream.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()


def set_up(style: str = "auto", **bound: object) -> None:
    """Send logs to stderr: columns at a terminal, JSON otherwise. `bound` stands on every line."""
    columns = style == "columns" or (style == "auto" and sys.stderr.isatty())
    last: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if columns
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *([] if columns else [_TRACEBACKS]),
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(_Unfailing(sys.stderr)),  # type: ignore[arg-type]
        cache_logger_on_first_use=True,
    )
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    structlog.contextvars.bind_contextvars(**bound)
