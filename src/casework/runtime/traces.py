"""轨迹: OpenTelemetry traces of requests, batches and appends, sent to `CASEWORK_TRACES`.

Switched off, as by default, each of these functions is a question and an answer: nothing of
OpenTelemetry is imported here. What is made of it when switched on stands in `tracing.py`.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from casework.requests import Refresh, Request
    from casework.runtime.tracing import Tracing

App = TypeVar("App")

_OFF: AbstractContextManager[None] = nullcontext()
_tracing: "Tracing | None" = None


def switch_on(address: str | None, process: str) -> None:
    """Trace this process from now on, where an address is set. Raise `SettingsRefused`."""
    if address:
        from casework.runtime.tracing import sending_to  # noqa: PLC0415  only who traces pays

        use(sending_to(address, process))


def use(tracing: "Tracing | None") -> None:
    """Trace by this, or no longer."""
    global _tracing  # noqa: PLW0603  one switch a process, as its metrics are
    _tracing = tracing


def around(app: App) -> App:
    """Return an ASGI application that has a span for every request; off, the same one."""
    return app if _tracing is None else _tracing.around(app)


def here() -> Any:
    """Return the context that a request on the desk carries with it; off, None."""
    return None if _tracing is None else _tracing.here()


def named(method: str, route: str) -> None:
    """Name the span of the present request by its route."""
    if _tracing is not None:
        _tracing.name(method, route)


def batch(requests: "Sequence[Request | Refresh]") -> AbstractContextManager[Any]:
    """Return the span of a batch, linked to where its commands came from."""
    return _OFF if _tracing is None else _tracing.batch(requests)


def append(commands: int) -> AbstractContextManager[Any]:
    """Return the span of an append."""
    return _OFF if _tracing is None else _tracing.append(commands)
