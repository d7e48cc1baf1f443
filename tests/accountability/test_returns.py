"""Returns over a year: who refused what, what came back, which way cases wandered."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from casework.appeal import events as e
from projections.accountability.figures.query import FigureQuery, PageAfter
from projections.accountability.lists import returns
from tests.accountability.counted import Counted, History
from tests.accountability.lives import LIVES
from tests.accountability.told import Told, telling
from tests.accountability.wayward import cycles, given, passed_around, state
from tests.conftest import City
from tests.demo.demo_year import UNTIL


@pytest.fixture(scope="module")
def ever(demo_year: Counted) -> FigureQuery:
    return demo_year.query(UNTIL)


def test_every_request_is_counted_with_its_unit_and_ground(demo_year: Counted, ever: FigureQuery):
    lines, _ = demo_year.ask(lambda conn: returns.refusals(conn, ever))
    told = {
        (line.unit, line.ground, line.category): (line.asked, line.accepted, line.refused)
        for line in lines
    }
    asked, accepted, refused = Counter(), Counter(), Counter()
    for history in demo_year.histories.values():
        for key, decision in requests(history):
            asked[key] += 1
            accepted[key] += decision == "accepted"
            refused[key] += decision == "refused"
    assert told == {key: (n, accepted[key], refused[key]) for key, n in asked.items()}
    assert sum(asked.values()) > 20


def requests(history: History) -> Iterator[tuple[tuple[str, str, str], str | None]]:
    """Each request with what was decided on it first."""
    for place, recorded in enumerate(history):
        if isinstance(recorded.fact, e.ReturnRequested):
            unit = recorded.fact.unit
            key = (unit, recorded.fact.ground, state(history).category)
            yield key, next(filter(None, (decision(r.fact, unit) for r in history[place:])), None)


def decision(fact: object, unit: str) -> str | None:
    match fact:
        case e.ReturnAccepted(unit=decided) if decided == unit:
            return "accepted"
        case e.ReturnRefused(unit=decided) if decided == unit:
            return "refused"
    return None


def test_the_share_taken_after_all_is_of_cases_that_had_gone(demo_year: Counted, ever: FigureQuery):
    found = demo_year.ask(lambda conn: returns.came_back(conn, ever))
    gone, back = Counter(), Counter()
    for history in demo_year.histories.values():
        for unit, later in went(history):
            gone[unit] += 1
            back[unit] += later
    assert {each.unit: (each.returned, each.taken) for each in found} == {
        unit: (n, back[unit]) for unit, n in gone.items()
    }
    assert sum(gone.values()) > 10


def went(history: History) -> Iterator[tuple[str, bool]]:
    """Each lead whose return was accepted, and whether it led again later."""
    leads = {given(recorded.fact) for recorded in history}
    last = {r.fact.unit: n for n, r in enumerate(history) if isinstance(r.fact, e.ReturnAccepted)}
    for unit, place in last.items():
        if unit in leads:
            yield unit, any(given(recorded.fact) == unit for recorded in history[place:])


def test_chains_are_the_units_in_their_order(demo_year: Counted, ever: FigureQuery):
    found, number = demo_year.ask(lambda conn: returns.chains(conn, ever, 1000))
    wandered = {
        no: history for no, history in demo_year.histories.items() if passed_around(history, UNTIL)
    }
    assert len(found) == number
    assert {chain.appeal_no for chain in found} == set(wandered)
    for chain in found:
        assert chain.units in [leads(cycle) for cycle in cycles(wandered[chain.appeal_no])]


def leads(cycle: History) -> list[str]:
    found: list[str] = []
    for unit in filter(None, (given(recorded.fact) for recorded in cycle)):
        found += [unit] if found[-1:] != [unit] else []
    return found


@pytest.mark.parametrize("decision", ["asked", "accepted", "refused", "returned", "taken"])
def test_a_number_opens_its_orders(demo_year: Counted, ever: FigureQuery, decision):
    rows, _ = demo_year.ask(
        lambda conn: returns.orders(
            conn, ever, returns.OrdersWanted(decision), PageAfter(limit=1000)
        )
    )
    lines, _ = demo_year.ask(lambda conn: returns.refusals(conn, ever))
    shares = demo_year.ask(lambda conn: returns.came_back(conn, ever))
    told = lines if decision in ("asked", "accepted", "refused") else shares
    assert len({(r["appeal_no"], r["unit"], r["round"]) for r in rows}) == len(rows)
    assert len(rows) == sum(getattr(each, decision) for each in told)


@pytest.fixture(scope="module")
def told(new_city: Callable[[], City]) -> Iterator[Told]:
    lives = {name: LIVES[name] for name in ("disputed", "passed_around", "closed")}
    with telling(new_city(), lives) as told:
        yield told


def test_the_board_says_who_refused_what_and_opens_it(told: Told):
    board = told.read("/returns", period="2026-11")
    lines = {line["unit"]: line for line in board["refusals"]}
    counts = {
        unit: [line[n]["count"] for n in ("asked", "accepted", "refused", "undecided")]
        for unit, line in lines.items()
    }
    assert counts == {"U-GR": [2, 1, 1, 0], "U-GA": [1, 1, 0, 0]}
    assert lines["U-GA"]["ground_name"] == "非本单位职责"
    for line in lines.values():
        for number in ("asked", "accepted", "refused", "disputed", "undecided"):
            assert len(told.read(line[number]["href"])["items"]) == line[number]["count"]
    [order] = told.read(lines["U-GA"]["asked"]["href"])["items"]
    assert order["suggested_unit"] == "U-CG"


def test_the_board_says_what_came_back(told: Told):
    shares = {each["unit"]: each for each in told.read("/returns", period="2026-11")["came_back"]}
    assert {unit: each["share"] for unit, each in shares.items()} == {
        "U-GR": "1.0000",
        "U-GA": "0.0000",
    }
    assert told.names(told.read(shares["U-GR"]["taken"]["href"])["items"]) == ["disputed"]


def test_the_board_names_the_units_of_a_chain(told: Told):
    board = told.read("/returns", period="2026-11")
    [chain] = board["chains"]
    assert [unit["name"] for unit in chain["units"]] == ["供热公司", "公安局", "烟台街道办"]
    assert board["chains_count"] == 1
    assert told.names(told.read(board["chains_href"])["items"]) == ["passed_around"]


def test_an_empty_month_has_no_lines(told: Told):
    board = told.read("/returns", period="2026-10")
    assert (board["refusals"], board["came_back"], board["chains"]) == ([], [], [])


def test_a_unit_sees_its_own_refusals(told: Told):
    lines = told.read("/returns", "ga", period="2026-11")["refusals"]
    assert {line["unit"] for line in lines} == {"U-GA"}
    assert told.refused("/returns", "ga", unit="U-GR")[:2] == (403, "OutsideScope")
    assert told.get("callback", "/returns").status_code == 403


def test_a_position_may_be_named_and_no_future_period(told: Told):
    at = told.read("/returns", period="2026-11")["as_of"]["position"]
    assert told.refused("/returns", period="2031-01")[0] == 422
    assert told.read("/returns", as_of=str(at), period="2026-11")["refusals"] != []
