"""Half, 95 and 99 in a hundred, out of a histogram's buckets."""

import pytest
from prometheus_client.samples import Sample

from api.reports.status.timings import Timing, quantile, timing

INF = float("inf")


@pytest.mark.parametrize(
    ("buckets", "q", "is_"),
    [
        ([(0.1, 10.0), (INF, 10.0)], 0.5, 0.05),  # supposed even within a bucket
        ([(0.1, 5.0), (0.2, 10.0), (INF, 10.0)], 0.75, 0.15),
        ([(0.1, 5.0), (0.2, 5.0), (0.4, 10.0), (INF, 10.0)], 0.9, 0.36),  # an empty one between
        ([(0.1, 5.0), (INF, 10.0)], 0.99, 0.1),  # above the last bound: told as that
        ([(0.1, 0.0), (INF, 0.0)], 0.5, None),
        ([], 0.5, None),
    ],
)
def test_a_share_took_at_most(buckets, q, is_):
    assert quantile(buckets, q) == pytest.approx(is_) if is_ else quantile(buckets, q) is None


def test_routes_are_summed_and_machines_left_out():
    def bucket(route: str, le: str, value: float) -> Sample:
        return Sample("reads_bucket", {"route": route, "le": le}, value)

    samples = [
        bucket("/a", "0.1", 2),
        bucket("/a", "+Inf", 2),
        bucket("/b", "0.1", 0),
        bucket("/b", "+Inf", 2),
        bucket("/metrics", "0.1", 90),
        bucket("/metrics", "+Inf", 90),
    ]
    assert timing(samples, "reads", {"/metrics"}) == Timing(4, 100.0, 100.0, 100.0)
    assert timing(samples, "writes") == Timing(0, None, None, None)
