"""Facts without a city: the view's rows of them and the audit of them, side by side."""

import asyncio
from datetime import datetime, timedelta

import psycopg

from api.reports.recount.compare import differences
from api.reports.recount.histories import Histories
from api.reports.recount.tally import Audit
from casework.facts import Recorded
from casework.policy.periods import Period
from projections.accountability import ACCOUNTABILITY
from projections.engine import folding, place, schema
from tests import examples as x
from tests.audit.policies import policies
from tests.conftest import City


def projected(city: City, facts: list[Recorded]) -> str:
    """A generation of the view with these facts alone."""
    generation = f"{city.name}_lives"
    view = ACCOUNTABILITY.with_calendars(x.policies().calendar_of)
    with city.database.connect() as conn:
        conn.execute(f"DROP SCHEMA IF EXISTS {generation} CASCADE")
        schema.create(conn, generation, view, indexes=True)
        folding.apply(conn, generation, view, facts)
        place.begin(conn, generation, facts[-1])
    return generation


def audited(facts: list[Recorded], at: datetime) -> Audit:
    appeals: dict[str, list[Recorded]] = {}
    for each in facts:
        appeals.setdefault(each.stream, []).append(each)
    calendars = {name: x.policies().calendar_of(name) for name in ("work/1", "24x7/1")}
    return Audit(Histories(appeals, calendars), at)


def compared(city: City, facts: list[Recorded], at: datetime) -> list[tuple[object, ...]]:
    """What differs under any of the policies, in all the time that there is."""
    return asyncio.run(_compared(city, facts, at))


async def _compared(city: City, facts: list[Recorded], at: datetime) -> list[tuple[object, ...]]:
    generation, audit, found = (
        projected(city, facts),
        audited(facts, at),
        list[tuple[object, ...]](),
    )
    since = min(each.envelope.happened_at for each in facts) - timedelta(days=9)
    ever = Period("ever", since, x.NOW.replace(year=2099))
    async with await psycopg.AsyncConnection.connect(city.database.service_url) as conn:
        for policy in policies():
            differing, compared = await differences(conn, generation, audit, policy, ever)
            assert compared > 0
            found += [(policy.tag, policy.counted_by, each) for each in differing]
    return found
