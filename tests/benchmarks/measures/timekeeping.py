"""How fast does the timekeeper tell what is due, when a great deal is due at once?

Appeals are collected and left lying, on a clock that then jumps past their dispatch limit; the
timekeeper's tick goes through the due view, the desk and the log, as it does every second.
"""

import time
from datetime import UTC, datetime, timedelta

from api.automation.timekeeper import tick
from casework.appeal.commands import Claimant, CollectAppeal, Location
from casework.facts import Caller
from projections import VIEWS
from projections.engine.runner import Runner
from tests.benchmarks.city import AREAS, CATEGORIES, City
from tests.benchmarks.figures import Figure, at_least

_OPERATOR = Caller("operator", frozenset({"operator"}))


def measure(city: City, *, quick: bool) -> list[Figure]:
    """Due items a second, of one tick; and that each was told once."""
    due, now = 5_000 if quick else 20_000, datetime.now(UTC)
    with city.open() as casework:
        sent = [casework.send(_collect(n), _OPERATOR) for n in range(due)]
        for request in sent:
            request.future.result()
    _project(city)
    later = now + timedelta(days=14)
    with city.open(clock=lambda: later) as casework, city.database.connect() as conn:
        casework.refresh()
        began = time.perf_counter()
        tick(casework, conn, later)
        took = time.perf_counter() - began
    told = city.one("SELECT count(*) FROM {city}.events WHERE topic = 'clock.overdue'")
    assert told == due, f"{told} told of {due}"
    note = f"{due:,} overdue at once, each told once"
    return [
        at_least(
            "due items told by the timekeeper", due / took, 2_000, f"{due / took:,.0f}/s", note
        )
    ]


def _collect(n: int) -> CollectAppeal:
    return CollectAppeal(
        channel="phone",
        type="help",
        title=f"暖气不热（{n}）",
        content="家里只有十四度。",
        category=CATEGORIES[n % 20],
        claimant=Claimant("王秀兰", f"139{n:08}"),
        location=Location(AREAS[n % 20], "幸福家园3号楼2单元401"),
    )


def _project(city: City) -> None:
    runner = Runner(city.database.connect, city.name, VIEWS)
    with city.database.connect() as conn:
        while runner.advance(conn):
            pass
