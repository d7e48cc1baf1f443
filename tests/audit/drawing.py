"""Questions drawn by a seed: which moment, which period, which policy, which unit, which rate."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import psycopg

from api.reports.recount.compare import board
from api.reports.recount.histories import Histories
from api.reports.recount.reading import read
from api.reports.recount.tally import Audit
from casework.figures.catalogue import FIGURES
from casework.policy.periods import Period, period_of
from casework.time import CHINA
from projections.accountability import ACCOUNTABILITY
from projections.accountability.figures.query import By, FigureQuery
from projections.engine.past import Moment, make
from tests.audit.policies import policies
from tests.conftest import City

POLICIES = policies()
BYS: tuple[By, ...] = ("unit", "unit", "unit", "street", "community", "category", "person")
LABELS = ("%Y-%m", "%Y-%m", "%Y-%m", "%Y", "%Y", "%Y-%m-%d", "%Y-Q{quarter}")


class Log:
    """A city whose log is read once; moments of it are made one at a time."""

    def __init__(self, city: City) -> None:
        self.city = city
        with city.database.connect() as conn:
            self.histories = read(conn, city.name)
        facts = [each for facts in self.histories.appeals.values() for each in facts]
        self.instants = sorted(each.envelope.happened_at for each in facts)
        self.raised = [each.envelope.happened_at for each in facts if each.version == 1]
        self.positions = sorted(each.position for each in facts)

    def moment(self, rng: Random, *, by_position: bool) -> tuple[Moment, Histories, datetime]:
        """A moment, the facts of it, and the instant for which open work is judged."""
        if by_position:
            position = rng.choice(self.positions)
            known = self.histories.until(position)
            assert known.at is not None
            return Moment(position), known, known.at
        instant = rng.choice(self.instants) + timedelta(minutes=rng.randint(0, 3_000))
        moment = Moment(self.histories.position, instant)
        return moment, self.histories.by(instant), instant

    def period(self, rng: Random) -> Period:
        """One that something may have happened in."""
        local = rng.choice(self.raised).astimezone(CHINA)
        label = local.strftime(rng.choice(LABELS)).format(quarter=(local.month + 2) // 3)
        return period_of(label, rng.choice(("month", "19th", "noon")))


@dataclass
class Drawn:
    """How many figures were drawn, how many of them were more than nothing, what differed."""

    figures: int = 0
    telling: int = 0
    differing: list[tuple[object, ...]] = field(default_factory=list)


async def draw(
    log: Log, seed: int, *, moments: int, questions: int, figures: int, by_position: bool
) -> Drawn:
    """So many figures, spread over moments and questions; see `Drawn`."""
    rng, found = Random(seed), Drawn()
    each = figures // (moments * questions)
    connected = psycopg.AsyncConnection.connect(log.city.database.service_url)
    async with await connected as conn:
        for n in range(moments):
            moment, known, at = log.moment(rng, by_position=by_position and n % 2 == 0)
            schema = make(log.city.database.connect, log.city.name, ACCOUNTABILITY, moment)
            audit = Audit(known, at)
            for _ in range(questions):
                await _ask(conn, schema, audit, log.period(rng), rng, each, found)
    return found


async def _ask(
    conn: psycopg.AsyncConnection,
    schema: str,
    audit: Audit,
    period: Period,
    rng: Random,
    figures: int,
    found: Drawn,
) -> None:
    policy, by = rng.choice(POLICIES), rng.choice(BYS)
    query = FigureQuery(schema=schema, policy=policy, period=period, at=audit.at, by=by)
    both = await board(conn, query, audit)
    for _ in range(figures):
        key, figure = rng.choice(both.keys), rng.choice(list(FIGURES))
        view, own = both.view(key, figure), both.own(key, figure)
        found.figures += 1
        found.telling += bool(own.part or own.whole)
        if view != own:
            found.differing.append((period.label, policy.tag, by, key, figure, view, own))
