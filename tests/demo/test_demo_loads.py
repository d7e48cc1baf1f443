"""The demo city in a real database: loaded whole by ordinary commands, once."""

from collections import Counter
from hashlib import sha256

import pytest

from api.automation.standing_orders import carry_out
from api.demo.loading import SEED, demo_city, load
from api.demo.timekeeping import with_timekeeper
from api.demo.year import year
from tests.demo.loaded import Loaded
from tests.demo.playing import Played

pytestmark = pytest.mark.slow


def test_what_is_stored_is_what_the_rules_make_of_the_year(loaded: Loaded) -> None:
    until = loaded.book.until
    steps = list(with_timekeeper(demo_city(), year(demo_city(), SEED, until), until))
    played = Played(demo_city(), steps)
    assert loaded.steps == len(steps)
    stored = loaded.topics()
    for topic, number in Counter(draft.fact.TOPIC for draft in played.drafts).items():
        assert stored[topic] == number, topic
    assert loaded.book.loaded


def test_a_child_is_merged_under_the_number_of_its_parent(loaded: Loaded) -> None:
    loaded.city.project()
    pairs = loaded.city.query(
        "SELECT child.title = parent.title FROM {city}_tracking.tracking child"
        " JOIN {city}_tracking.tracking parent ON parent.appeal_no = child.parent_no"
    )
    assert len(pairs) > 5
    assert set(pairs) == {(True,)}


def test_the_standing_orders_find_nothing_left_undone(loaded: Loaded) -> None:
    loaded.city.project()
    with loaded.city.database.connect() as conn:
        assert carry_out(loaded.casework, conn) == 0


def test_loaded_again_nothing_enters_twice(loaded: Loaded) -> None:
    before = loaded.topics()
    load(loaded.casework, loaded.book)
    assert loaded.topics() == before


def test_every_account_has_a_token_that_opens_it(loaded: Loaded) -> None:
    loaded.casework.refresh()
    directory = loaded.casework.directory
    for account in demo_city().accounts:
        digest = sha256(loaded.book.token(account.name).encode()).hexdigest()
        found = directory.account_of(digest)
        assert found is not None
        assert found.name == account.name
        assert (set(found.posts), found.caller.area) == (set(account.posts), account.area)
