"""How long does a department wait for the first page of its open work, as the city grows?

One client over HTTP. The unit asked for has 2,000 open appeals at every size; 60 of them are
collected and dispatched through the desk and are due first: the page is always full, each row says
what is due, and its claimants are really opened. The rest is filled in directly (a view is
disposable): 60 units, one appeal in twenty open, a key for each. The counts are those of all tabs
of a unit, and of the centre over all that is open.
"""

from casework.appeal.commands import Claimant, CollectAppeal, DispatchAppeal, Location
from casework.facts import Caller
from tests.benchmarks import client
from tests.benchmarks.city import AREAS, CATEGORIES, UNITS, City
from tests.benchmarks.figures import Figure, at_most, percentile
from tests.benchmarks.measures.lives import FACTS, fill
from tests.benchmarks.serving import casework, wait_until_projected

SIZES = (10_000, 100_000, 1_000_000)
OPEN_OF_UNIT = 2_000
ASKED, WARM = 300, 20
ON_PAGE = 60
PAGE = f"/v1/tracking?unit={UNITS[0]}&status=open&sort=due&limit=50"
COUNTS = "/v1/counts"
SIMILAR = f"/v1/appeals/similar?phone=13904190001&area={AREAS[0]}&category={CATEGORIES[0]}" + (
    "&title=%E6%9A%96%E6%B0%94%E4%B8%8D%E7%83%AD%EF%BC%8C%E5%AE%A4%E6%B8%A9%E4%BD%8E"
)
_OPERATOR = Caller("operator", frozenset({"operator"}))


def measure(city: City, *, quick: bool) -> list[Figure]:
    """p95 at each size, and the largest against the smallest."""
    fill(city, FACTS, "page")
    _open_work(city)
    found = {}
    with casework(city) as served:
        wait_until_projected(city)
        for size in SIZES[:2] if quick else SIZES:
            _grow(city, size)
            found[size] = _ask(served.address, city, "u01", PAGE, 50)
        alike = _ask(served.address, city, "operator", SIMILAR, 10)
        counted = {
            who: _ask(served.address, city, who, COUNTS, None) for who in ("u01", "operator")
        }
    small, large = found[min(found)], found[max(found)]
    lines = [
        at_most(
            f"first page of a unit's open work at {size:,} appeals, p95",
            slow,
            10,
            f"{slow:.1f} ms",
            f"p50 {middle:.1f} ms",
        )
        for size, (middle, slow) in found.items()
    ]
    lines += [
        at_most(
            f"counts of every tab of {who} at {max(found):,}, p95",
            slow,
            30,
            f"{slow:.1f} ms",
            f"p50 {middle:.1f} ms",
        )
        for who, (middle, slow) in counted.items()
    ]
    ratio, p50 = large[1] / small[1], large[0] / small[0]
    note = f"of the p95; of the p50 {p50:.2f}×"
    similar = at_most(
        f"similar appeals of 30 days at {max(found):,}, p95",
        alike[1],
        50,
        f"{alike[1]:.1f} ms",
        f"p50 {alike[0]:.1f} ms",
    )
    growth = at_most("the same, largest / smallest", ratio, 2, f"{ratio:.2f}×", note)
    return [*lines, growth, similar]


def _open_work(city: City) -> None:
    """The appeals of the page, by the ordinary commands."""
    with city.open() as door:
        for n in range(ON_PAGE):
            collect = CollectAppeal(
                channel="phone",
                type="help",
                title=f"暖气不热（{n}）",
                content="家里只有十四度。",
                category=CATEGORIES[n % 20],
                claimant=Claimant("王秀兰", f"139041900{n:02}"),
                location=Location(AREAS[n % 20], "幸福家园3号楼2单元401"),
            )
            no = door.do(collect, _OPERATOR).appeal_no
            door.do(DispatchAppeal(appeal_no=no, lead_unit=UNITS[0]), _OPERATOR)


_OPEN = f"(n < {OPEN_OF_UNIT} OR n / 60 % 20 = 0)"
_DUE = "(now() + interval '30 days' + n * interval '1 second')"


def _grow(city: City, size: int) -> None:
    """Copy a row under other numbers until there are so many; then as VACUUM would leave it."""
    table = f"{city.name}_tracking.tracking"
    have = city.one(f"SELECT count(*) FROM {table}")
    numbers = f"generate_series({have}::int, {size - 1}) n"
    with city.database.connect() as conn:
        columns = [c.name for c in conn.execute(f"SELECT * FROM {table} LIMIT 0").description or ()]
        given = {
            "appeal_no": "'grown-' || n",
            "lead_unit": f"CASE WHEN n < {OPEN_OF_UNIT} THEN '{UNITS[0]}'"
            " ELSE 'U' || lpad((n % 60 + 1)::text, 2, '0') END",
            "status": f"CASE WHEN {_OPEN} THEN 'handling' ELSE 'closed' END",
            "deadline": f"{_DUE}",
            "due_clock": f"CASE WHEN {_OPEN} THEN 'handling' END",
            "due_at": f"CASE WHEN {_OPEN} THEN {_DUE} END",
            "clocks": f"CASE WHEN {_OPEN} THEN o.clocks ELSE '' END",
            "collected_at": "now() - n * interval '2.5 seconds'",
        }
        chosen = ", ".join(given.get(c, f"t.{c}") for c in columns)
        conn.execute(
            f"INSERT INTO {table} SELECT {chosen} FROM {numbers},"
            f" (SELECT * FROM {table} WHERE appeal_no = 'page-0000000') t,"
            f" (SELECT clocks FROM {table} WHERE due_clock IS NOT NULL LIMIT 1) o"
        )
        conn.execute(f"VACUUM ANALYZE {table}")
    with city.database.connect_owner() as conn:
        keys = f"{city.name}_keys.keys"
        conn.execute(
            f"INSERT INTO {keys} SELECT 'grown-' || n, k.wrapped, k.master,"
            f" substring(sha256(n::text::bytea) FOR 16) FROM {numbers},"
            f" (SELECT * FROM {keys} WHERE stream = 'page-0000000') k"
        )
        conn.execute(f"VACUUM ANALYZE {keys}")


def _ask(
    address: str, city: City, account: str, path: str, items: int | None
) -> tuple[float, float]:
    read = client.run(
        "read", address=address, tokens=city.tokens, account=account, path=path, times=ASKED + WARM
    )
    assert items is None or read["items"] == items, "the page is full"
    return percentile(read["latencies"][WARM:], 0.5), percentile(read["latencies"][WARM:], 0.95)
