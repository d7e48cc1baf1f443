"""The demo year folded into the view, without the log that it would be read from."""

from collections.abc import Callable

import pytest

from api.demo.city import city
from api.demo.year import year
from projections.accountability import ACCOUNTABILITY
from projections.engine import schema
from projections.engine.folding import step
from tests.accountability.counted import Counted
from tests.conftest import City
from tests.demo.demo_year import APPEALS, SEED, UNTIL
from tests.demo.playing import Played


@pytest.fixture(scope="package")
def played_year() -> Played:
    demo = city(SEED)
    return Played(demo, list(year(demo, SEED, UNTIL, APPEALS)))


@pytest.fixture(scope="package")
def demo_year(new_city: Callable[[], City], played_year: Played) -> Counted:
    """A year of facts, and the rows that the view makes of them."""
    database, name = new_city(), "demo_year"
    facts = Counted.in_order(played_year)
    view = ACCOUNTABILITY.with_calendars(played_year.reference.policies.calendar_of)
    with database.database.connect() as conn:
        schema.create(conn, name, view, indexes=True)
        step(conn, name, view, 0, facts)
    return Counted(database.database, name, facts)
