"""Every figure that a process counts of itself, in one place. `docs/metrics.md` is their table.

The processes of one `casework serve` count in one folder, so that any of them answers for all.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # the library's own name; it looks once, when it is imported
# A file that is mapped from a full disk ends who writes to it; that place cannot fill like one.
_IN_MEMORY = Path("/dev/shm")

COMMANDS = Counter("casework_commands", "Commands decided, by verb and result.", ["verb", "result"])
BATCH = Histogram(
    "casework_desk_batch",
    "Commands taken together by the desk.",
    buckets=(1, 2, 4, 8, 16, 32, 64, 128, 256),
)
REQUESTS = Counter(
    "casework_http_requests", "Requests answered, by method and status.", ["method", "status"]
)

# From a millisecond, which a command takes alone, to a minute, which nobody waits.
_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 60.0)
COMMAND_SECONDS = Histogram(
    "casework_command_seconds", "Commands over HTTP, until answered.", ["route"], buckets=_SECONDS
)
READ_SECONDS = Histogram(
    "casework_read_seconds", "Reads over HTTP, until answered.", ["route"], buckets=_SECONDS
)
VIEW_WAIT_SECONDS = Histogram(
    "casework_view_wait_seconds",
    "How long readers waited for a view to know of a position.",
    ["view"],
    buckets=_SECONDS,
)
# On to an hour and a day: so old are facts that were folded after an outage.
VIEW_LAG_SECONDS = Histogram(
    "casework_view_lag_seconds",
    "Age of a page's oldest fact when the view had folded it.",
    ["view"],
    buckets=(*_SECONDS, 3_600.0, 86_400.0),
)


@contextmanager
def counted_together(data: Path) -> Iterator[None]:
    """Let the processes that are started meanwhile count in one folder, fresh for this time."""
    folder = _folder(data)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    os.environ[FOLDER] = str(folder)
    try:
        yield
    finally:
        del os.environ[FOLDER]
        shutil.rmtree(folder, ignore_errors=True)


def counted() -> bytes:
    """Return what was counted, as Prometheus reads it: of all who share a folder, or of this."""
    if FOLDER not in os.environ:
        return generate_latest()
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)


def _folder(data: Path) -> Path:
    """Return the folder that belongs to this data folder alone, in memory where there is a way."""
    name = sha256(str(data.resolve()).encode()).hexdigest()[:16]
    base = _IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else data
    return base / f"casework-{os.getuid()}-{name}"
