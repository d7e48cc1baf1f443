"""How long does a department wait for the first page of its open work, as the city grows?

One client over HTTP. The table of tracking is filled directly: a view is disposable, and its rows
are what a fold makes. One in twenty is open, over 60 units; the appeals of the page have real keys,
so that their claimants are opened.
"""

import time

import httpx

from tests.benchmarks.city import City
from tests.benchmarks.figures import Figure, at_most, percentile
from tests.benchmarks.measures.lives import fill
from tests.benchmarks.serving import casework, wait_until_projected

SIZES = (1_000, 100_000, 1_000_000)
ASKED = 200
PAGE = {"status": "open", "sort": "deadline", "limit": "50"}


def measure(city: City, *, quick: bool) -> list[Figure]:
    """p95 at each size, and the largest against the smallest."""
    fill(city, 700, "page")
    found = {}
    with casework(city) as served:
        wait_until_projected(city)
        for size in SIZES[:2] if quick else SIZES:
            _grow(city, size)
            found[size] = _ask(served.address, city.tokens["u01"])
    small, large = found[min(found)], found[max(found)]
    lines = [
        at_most(f"first page of a unit's open work at {size:,} appeals, p95", slow, 20,
                f"{slow:.1f} ms", f"p50 {middle:.1f} ms")
        for size, (middle, slow) in found.items()
    ]  # fmt: skip
    ratio = large[1] / small[1]
    return [*lines, at_most("the same, largest / smallest", ratio, 2, f"{ratio:.2f}×")]


def _grow(city: City, size: int) -> None:
    """Copy rows under other numbers until there are so many; then as VACUUM would leave it."""
    table = f"{city.name}_tracking.tracking"
    with city.database.connect() as conn:
        columns = [c.name for c in conn.execute(f"SELECT * FROM {table} LIMIT 0").description or ()]
        given = {
            "appeal_no": "'grown-' || n",
            "lead_unit": "'U' || lpad((n % 60 + 1)::text, 2, '0')",
            "status": "CASE WHEN n % 20 = 0 THEN 'handling' ELSE 'closed' END",
            "deadline": "t.deadline + n * interval '1 second'",
            "collected_at": "t.collected_at + n * interval '1 second'",
        }
        chosen = ", ".join(given.get(c, f"t.{c}") for c in columns)
        have = city.one(f"SELECT count(*) FROM {table}")
        conn.execute(
            f"INSERT INTO {table} SELECT {chosen} FROM generate_series({have}::int, {size - 1}) n,"
            f" (SELECT * FROM {table} WHERE appeal_no = 'page-0') t"
        )
        conn.execute(f"VACUUM ANALYZE {table}")


def _ask(address: str, token: str) -> tuple[float, float]:
    headers, waited = {"Authorization": f"Bearer {token}"}, []
    with httpx.Client(base_url=address, headers=headers, timeout=30) as http:
        for n in range(ASKED + 20):
            began = time.perf_counter()
            answer = http.get("/v1/tracking", params=PAGE)
            if n >= 20:
                waited.append((time.perf_counter() - began) * 1000)
            assert answer.status_code == 200, answer.text
    return percentile(waited, 0.5), percentile(waited, 0.95)
