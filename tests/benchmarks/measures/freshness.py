"""How long from an answer to the visible row, under 300 commands a second?

An open loop over HTTP: commands are sent when they are due, not when the last was answered. After
one answer in ten its appeal is read over HTTP every 5 ms until it shows the version answered.
"""

from tests.benchmarks import client
from tests.benchmarks.city import City
from tests.benchmarks.figures import Figure, at_most, percentile
from tests.benchmarks.serving import casework, wait_until_projected

PACE = 300


def measure(city: City, *, quick: bool) -> list[Figure]:
    """p50 and p99 of the time until it is seen, in milliseconds; and the pace really held."""
    with casework(city) as served:
        wait_until_projected(city)
        run = client.run(
            "open_loop",
            address=served.address,
            tokens=city.tokens,
            run="open",
            rate=PACE,
            seconds=10.0 if quick else 20.0,
        )
    middle, slow = percentile(run["visible"], 0.5), percentile(run["visible"], 0.99)
    held, answered = len(run["latencies"]) / run["seconds"], percentile(run["latencies"], 0.99)
    note = (
        f"p50 {middle:.0f} ms, {len(run['visible'])} samples; {held:.0f} commands/s held, "
        f"answered in {answered:.0f} ms (p99)"
    )
    return [at_most("answer to visible row, p99", slow, 250, f"{slow:.0f} ms", note)]
