"""Every figure that a process counts of itself, in one place."""

from prometheus_client import Counter, Histogram

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
_SECONDS = (
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 60.0,
)  # fmt: skip
COMMAND_SECONDS = Histogram(
    "casework_command_seconds", "Commands over HTTP, until answered.", ["route"], buckets=_SECONDS
)
READ_SECONDS = Histogram(
    "casework_read_seconds", "Reads over HTTP, until answered.", ["route"], buckets=_SECONDS
)
VIEW_WAIT_SECONDS = Histogram(
    "casework_view_wait_seconds", "How long readers waited for a view to know of a position.",
    ["view"], buckets=_SECONDS,
)  # fmt: skip
