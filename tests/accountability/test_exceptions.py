"""Lists of exceptions: each counts what the facts say, over a year and over small lives."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from projections.accountability.figures.query import PageAfter
from projections.accountability.lists.exceptions import LISTS, entries, tallies
from tests.accountability.counted import Counted
from tests.accountability.lives import LIVES
from tests.accountability.told import Told, telling
from tests.accountability.wayward import ON_LIST
from tests.conftest import City
from tests.demo.demo_year import UNTIL

EXPECTED = {
    "overdue": ["backdated", "disputed", "passed_around", "redone_twice", "waiting"],
    "returned_twice": ["disputed"],
    "passed_around": ["passed_around"],
    "visit_denied": ["visit_denied"],
    "redone_twice": ["redone_twice"],
    "suspended_beyond": ["suspended"],
    "never_acknowledged": ["disputed", "passed_around", "waiting"],
    "unreachable": ["unreachable"],
    "forced": ["forced"],
    "excluded": ["excluded"],
    "backdated": ["backdated"],
    "not_fed_back": ["not_delivered"],
    "at_dissolved": [],
}
MOMENTS = [UNTIL, UNTIL + timedelta(days=3), UNTIL + timedelta(days=45)]


@pytest.mark.parametrize("at", MOMENTS)
@pytest.mark.parametrize("list_", LISTS)
def test_a_list_counts_what_the_facts_of_a_year_say(demo_year: Counted, list_: str, at):
    query = demo_year.query(at)
    told, _ = demo_year.ask(lambda conn: tallies(conn, query))
    said = {no: len(ON_LIST[list_](h, at)) for no, h in demo_year.histories.items()}
    rows, _ = demo_year.ask(lambda conn: entries(conn, query, list_, PageAfter(limit=10_000)))
    assert Counter(row["appeal_no"] for row in rows) == {no: n for no, n in said.items() if n}
    assert sum(tally.count for tally in told if tally.list == list_) == len(rows)


@pytest.fixture(scope="module")
def told(new_city: Callable[[], City]) -> Iterator[Told]:
    with telling(new_city(), LIVES) as told:
        yield told


def test_the_index_names_every_list_and_opens_it(told: Told):
    lists = told.read("/exceptions")["lists"]
    assert [each["id"] for each in lists] == list(LISTS)
    for each in lists:
        items = told.read(each["href"])["items"]
        assert told.names(items) == EXPECTED[each["id"]]
        assert len(items) == each["count"]


def test_a_group_opens_its_own_rows(told: Told):
    for each in told.read("/exceptions")["lists"]:
        counts = [len(told.read(group["href"])["items"]) for group in each["groups"]]
        assert counts == [group["count"] for group in each["groups"]]
        assert sum(counts) in (each["count"], 0)


def test_overdue_says_how_many_days(told: Told):
    items = told.read("/exceptions/overdue")["items"]
    assert {item["group"] for item in items} == {"8-"}
    assert min(item["days_late"] for item in items) > 7


def test_pages_go_through_a_list_once(told: Told):
    path, found = "/exceptions/overdue", list[dict]()
    page = told.read(path, limit=2)
    while page["next"]:
        found += page["items"]
        page = told.read(path, limit=2, cursor=page["next"])
    assert told.names(found + page["items"]) == EXPECTED["overdue"]


def test_the_ratio_of_exclusions_is_told_for_each_unit(told: Told):
    [ratio] = told.read("/exceptions/excluded")["ratios"]
    assert (ratio["unit"], ratio["excluded"]) == ("U-GR", 1)
    assert ratio["received"] > 5


def test_a_unit_sees_what_it_has_or_had(told: Told):
    assert told.names(told.read("/exceptions/returned_twice", "ga")["items"]) == ["disputed"]
    assert told.names(told.read("/exceptions/overdue", "ga")["items"]) == []
    assert told.read("/exceptions/forced", "ga")["items"] == []
    assert told.read("/exceptions/forced", "gr")["items"] != []


@pytest.mark.parametrize("who", ["supervisor", "auditor", "operator", "leader", "gr", "ga"])
def test_who_sees_figures_sees_lists(told: Told, who: str):
    assert told.get(who, "/exceptions").status_code == 200


@pytest.mark.parametrize("who", ["callback", "resident"])
def test_nobody_else_does(told: Told, who: str):
    assert told.get(who, "/exceptions").status_code == 403
    assert told.get(who, "/exceptions/overdue").status_code == 403


def test_a_period_narrows_the_lists(told: Told):
    counts = {each["count"] for each in told.read("/exceptions", period="2026-10")["lists"]}
    assert counts == {0}
    november = told.read("/exceptions/forced", period="2026-11")["items"]
    assert told.names(november) == ["forced"]


def test_before_it_was_known_nothing_stood_there(told: Told):
    before = told.read("/exceptions/forced", as_of="2026-11-02T12:00:00+08:00")
    assert before["items"] == []


def test_what_there_is_not_is_answered_in_a_sentence(told: Told):
    status, code, said = told.refused("/exceptions/lost")
    assert (status, code) == (404, "UnknownExceptionList")
    assert "overdue (超期未办)" in said
    status, code, said = told.refused("/exceptions/overdue", group="9-12")
    assert (status, code) == (422, "NoSuchGroup")
    assert "1-3, 4-7, 8-" in said
    assert told.refused("/exceptions", unit="U-NO")[1] == "NoSuchUnit"
    assert told.refused("/exceptions/forced", cursor="x")[1] == "CursorMalformed"
    other = told.read("/exceptions/overdue", limit=1)["next"]
    assert told.refused("/exceptions/overdue", cursor=other, group="8-")[1] == "CursorOfAnotherList"
