"""How long requests took, out of the histograms of `/metrics`."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise

import msgspec
from prometheus_client.samples import Sample


class Timing(msgspec.Struct, frozen=True):
    """How many there were, and what half, 95 and 99 in a hundred of them took at most."""

    count: int
    p50_ms: float | None
    p95_ms: float | None
    p99_ms: float | None


Buckets = Sequence[tuple[float, float]]


def timing(samples: Iterable[Sample], name: str, but: Container[str] = ()) -> Timing:
    """Return the timing of a histogram over all its labels, some routes left out."""
    found: dict[float, float] = defaultdict(float)
    for sample in samples:
        if sample.name == f"{name}_bucket" and sample.labels.get("route") not in but:
            found[float(sample.labels["le"])] += sample.value
    buckets = sorted(found.items())
    count = int(buckets[-1][1]) if buckets else 0
    p50, p95, p99 = (_ms(quantile(buckets, q)) for q in (0.5, 0.95, 0.99))
    return Timing(count, p50, p95, p99)


def quantile(buckets: Buckets, q: float) -> float | None:
    """Return what that share took at most, supposed even within a bucket; None of none.

    `buckets` are upper bounds with the number of all up to them, the smallest first. What lies
    above the last bound is told as that bound, as Prometheus' `histogram_quantile` does.
    """
    if not buckets or not (wanted := q * buckets[-1][1]):
        return None
    for (low, below), (high, up_to) in pairwise([(0.0, 0.0), *buckets]):
        if up_to >= wanted:
            return (
                low if high == float("inf") else _within(low, high, wanted - below, up_to - below)
            )
    return None


def total(samples: Iterable[Sample], name: str) -> float:
    """Return the sum of a series over all its labels."""
    return sum(sample.value for sample in samples if sample.name == name)


def _within(low: float, high: float, wanted: float, there: float) -> float:
    return low + (high - low) * wanted / there


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1000, 1)
