"""Figures of some lives that a test tells, counted by the view as boards count them."""

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction

import psycopg
import pytest

from casework.policy.assessment import read_assessment
from casework.policy.defaults import default_assessment
from casework.policy.periods import Period
from projections.accountability import ACCOUNTABILITY
from projections.accountability.figures.counting import FiguresWanted, count, pooled
from projections.accountability.figures.query import FigureQuery
from projections.engine import folding, place, schema
from tests import examples as x
from tests.conftest import City

LATER = x.china(11, 28)
Figure = Callable[..., tuple[Fraction, int | None]]


@pytest.fixture(scope="module")
def told(new_city) -> City:
    return new_city()


@pytest.fixture
def figure(told: City) -> Figure:
    """Part and whole of one figure of one unit, after some lives; `at` judges what is open."""

    def figure(name, *lives, unit="U-GR", at=LATER, **terms):
        text = default_assessment("dengta")
        for term, said in terms.items():
            text = re.sub(f'{term} = "[a-z]+"', f'{term} = "{said}"', text)
        facts = [each for life in lives for each in life]
        view = ACCOUNTABILITY.with_calendars(x.policies().calendar_of)
        generation = f"{told.name}_told"
        with told.database.connect() as conn:
            conn.execute(f"DROP SCHEMA IF EXISTS {generation} CASCADE")
            schema.create(conn, generation, view, indexes=True)
            folding.apply(conn, generation, view, facts)
            place.begin(conn, generation, facts[-1])
        period = Period("ever", x.NOW - timedelta(days=1), x.NOW + timedelta(days=400))
        query = FigureQuery(
            schema=generation, policy=read_assessment(text, 1), at=at, period=period
        )
        keys = asyncio.run(_counted(told, query))
        if unit not in keys:
            return Fraction(), 0
        found = pooled(keys[unit])[name]
        return Fraction(found.part), found.whole

    return figure


async def _counted(city: City, query: FigureQuery):
    async with await psycopg.AsyncConnection.connect(city.database.service_url) as conn:
        [keys], _ = await count(conn, FiguresWanted(query))
        return keys
