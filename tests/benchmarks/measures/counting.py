"""How many deadlines does one process compute in a second?

By the calendar of office hours with every year that is published: five working days and four open
hours in turn, from instants all over a year.
"""

import time
from datetime import UTC, datetime, timedelta

from casework.policy.amounts import Amount
from casework.policy.calendar import WorkCalendar
from casework.policy.calendar_seed import office
from tests.benchmarks.city import City
from tests.benchmarks.figures import Figure, at_least


def measure(city: City, *, quick: bool) -> list[Figure]:
    """Deadlines a second, without a database."""
    calendar = WorkCalendar("work", 1, office())
    begins = datetime(2026, 1, 1, tzinfo=UTC)
    starts = [begins + timedelta(minutes=n * 97) for n in range(5_000)]
    amounts = (Amount.parse("5 wd"), Amount.parse("4 h"))
    rounds, began = 10 if quick else 40, time.perf_counter()
    for _ in range(rounds):
        for start in starts:
            for amount in amounts:
                calendar.due(start, amount)
    rate = rounds * len(starts) * len(amounts) / (time.perf_counter() - began)
    return [at_least("deadlines computed", rate, 100_000, f"{rate:,.0f}/s", "one process")]
