"""Facts, and the view that was made of them, asked side by side."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TypeVar

from msgspec.structs import replace
from psycopg import AsyncConnection

from casework.facts import Recorded
from casework.policy.assessment import read_assessment
from casework.policy.defaults import default_assessment
from casework.policy.periods import Period
from casework.runtime.database import Database
from projections.accountability.figures.query import FigureQuery
from tests.demo.playing import Played

T = TypeVar("T")
POLICY = replace(read_assessment(default_assessment("dengta"), 1), counted_by="raised")
History = list[Recorded]


class Counted:
    """One generation of the view in its schema, and the histories that it knows of."""

    def __init__(self, database: Database, schema: str, facts: Sequence[Recorded]) -> None:
        self.schema, self._database = schema, database
        found: defaultdict[str, History] = defaultdict(list)
        for fact in facts:
            found[fact.stream].append(fact)
        self.histories = dict(found)

    @staticmethod
    def in_order(played: Played) -> list[Recorded]:
        """The facts of a played year as one log would hold them."""
        facts = [fact for history in played.histories().values() for fact in history]
        facts.sort(key=lambda f: (f.envelope.recorded_at, f.stream, f.version))
        return [replace(fact, position=n) for n, fact in enumerate(facts, 1)]

    def query(self, at: datetime, period: Period | None = None) -> FigureQuery:
        """What was raised in a period, or ever, as judged for an instant."""
        return FigureQuery(
            schema=self.schema,
            at=at,
            policy=POLICY,
            period=period or Period("", at, at),
            of_all_time=period is None,
        )

    def ask(self, question: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """What the view answers."""

        async def asked() -> T:
            url = self._database.service_url
            async with await AsyncConnection.connect(url, autocommit=True) as conn:
                return await question(conn)

        return asyncio.run(asked())
