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
from projections.accountability import ACCOUNTABILITY
from projections.accountability.queries import Asked, counts
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
        asked = Asked(
            schema=generation, policy=read_assessment(text, 1), at=at,
            begins=x.NOW - timedelta(days=1), ends=x.NOW + timedelta(days=400),
        )  # fmt: skip
        rows = asyncio.run(_rows(told, asked))
        found = [row.figures[name] for row in rows if row.key == unit]
        return (Fraction(found[0].part), found[0].whole) if found else (Fraction(), 0)

    return figure


async def _rows(city: City, asked: Asked):
    async with await psycopg.AsyncConnection.connect(city.database.service_url) as conn:
        return (await counts(conn, asked))[0]
