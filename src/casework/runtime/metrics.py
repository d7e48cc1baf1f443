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
