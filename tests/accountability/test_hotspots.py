"""Hotspots over a year: each cell counts its cases; growth is held against chance."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from fractions import Fraction
from math import comb

import pytest

from casework.appeal import events as e
from casework.policy.periods import Period
from projections.accountability.figures.query import FigureQuery, PageAfter
from projections.accountability.lists import hotspots
from projections.accountability.lists.chance import chance
from projections.accountability.lists.themes import themes
from projections.accountability.lists.weeks import weeks_before
from tests.accountability.counted import Counted, History
from tests.accountability.lives import LIVES
from tests.accountability.told import Told, telling
from tests.accountability.wayward import cycles, state
from tests.conftest import City
from tests.demo.demo_year import UNTIL
from tests.examples import china

WEEKS = weeks_before(UNTIL, 12)


@pytest.fixture(scope="module")
def lately(demo_year: Counted) -> FigureQuery:
    return demo_year.query(UNTIL, Period("", WEEKS.borders[0], UNTIL))


@pytest.fixture(scope="module")
def cells(demo_year: Counted, lately: FigureQuery) -> list[hotspots.Cell]:
    found, _ = demo_year.ask(
        lambda conn: hotspots.cells(conn, lately, WEEKS, ("street", "subcategory"))
    )
    return found


def test_a_week_begins_on_monday_in_china():
    weeks = weeks_before(china(11, 23, 0, 0), 2)
    assert weeks.borders == (china(11, 9, 0), china(11, 16, 0), china(11, 23, 0))
    assert (weeks.names, weeks.running) == (["2026-W46", "2026-W47"], "2026-W48")
    assert weeks_before(china(11, 22, 23, 59), 2).running == "2026-W47"


def test_a_cell_counts_the_cases_of_its_place_category_and_week(demo_year: Counted, cells):
    said: Counter[tuple[str, str, str]] = Counter()
    for history in demo_year.histories.values():
        raised, appeal = history[0].envelope.recorded_at, state(history)
        if raised >= WEEKS.borders[0] and appeal.type != "thanks":
            week = (raised + timedelta(hours=8)).isocalendar()
            key = (appeal.area or "")[:9], appeal.category, f"{week.year}-W{week.week:02}"
            said[key] += 1
    names = [*WEEKS.names, WEEKS.running]
    told = {
        (cell.place, cell.category, name): count
        for cell in cells
        for name, count in zip(names, (*cell.weeks, cell.running), strict=True)
        if count
    }
    assert told == dict(said)
    assert sum(said.values()) > 100


def test_a_cell_counts_the_last_answers(demo_year: Counted, cells):
    answered, unsolved = Counter[str](), Counter[str]()
    for history in demo_year.histories.values():
        if WEEKS.borders[0] <= history[0].envelope.recorded_at < WEEKS.borders[-1]:
            solved = last_answer(next(cycles(history)))
            answered[state(history).category] += solved in ("yes", "basically", "no")
            unsolved[state(history).category] += solved == "no"
    told = hotspots.together(cells, lambda cell: cell.category)
    assert {c.category: (c.answered, c.unsolved) for c in told if c.answered} == {
        category: (n, unsolved[category]) for category, n in answered.items() if n
    }
    assert sum(unsolved.values()) > 5


def last_answer(cycle: History) -> str | None:
    """What was said after a result was told, and not overtaken by a rework."""
    told, solved = False, None
    for recorded in cycle:
        match recorded.fact:
            case e.AppealFedBack() | e.ResultShared():
                told = True
            case e.ReworkOrdered():
                told, solved = False, None
            case e.CallbackRecorded(connected=True, solved=said) if told:
                solved = said
    return solved


def test_a_number_opens_its_cases(demo_year: Counted, lately: FigureQuery, cells):
    largest = max(cells, key=lambda cell: cell.count)
    whole = demo_year.query(UNTIL, Period("", WEEKS.borders[0], WEEKS.borders[-1]))
    for part, number in [
        ("cases", largest.count),
        ("answered", largest.answered),
        ("unsolved", largest.unsolved),
    ]:
        levels = ("street", "subcategory")
        wanted = hotspots.CasesWanted(levels, part, largest.place, largest.category)
        rows, _ = demo_year.ask(
            lambda conn, wanted=wanted: hotspots.cases(conn, whole, wanted, PageAfter(limit=500))
        )
        assert len(rows) == number


@pytest.mark.parametrize(
    ("last", "before", "weeks"), [(3, 0, 11), (9, 40, 11), (30, 11, 11), (2, 1, 1)]
)
def test_chance_is_the_exact_upper_tail(last: int, before: int, weeks: int):
    cases, share = last + before, Fraction(1, weeks + 1)
    tail = sum(
        comb(cases, n) * share**n * (1 - share) ** (cases - n) for n in range(last, cases + 1)
    )
    assert chance(last, before, weeks) == pytest.approx(float(tail), rel=1e-9)


def test_what_did_not_grow_is_no_surprise():
    assert chance(3, 33, 11) == 1.0
    assert chance(0, 0, 11) == 1.0


def cell(category: str, *weeks: int, place: str = "1", answered: int = 0, unsolved: int = 0):
    return hotspots.Cell(
        place=place,
        category=category,
        category_name=category,
        weeks=weeks,
        running=0,
        answered=answered,
        unsolved=unsolved,
    )


def test_a_theme_says_its_reasons():
    found = themes(
        [
            cell("供热", 0, 0, 9, answered=10, unsolved=6),
            cell("供热", 0, 0, 8, place="2"),
            cell("道路", 5, 6, 4, answered=10, unsolved=1),
            cell("噪声", 1, 0, 0, place="3"),
        ],
        "街道",
    )
    assert [(theme.rank, theme.cell.category) for theme in found] == [(1, "供热"), (2, "道路")]
    assert [reason.words for reason in found[0].reasons] == [
        "3周共17件，占全市51.5%",
        "上周17件，前2周平均0.0件",
        "回访未解决60.0%，全市35.0%",
        "见于2个街道，全市3个",
    ]


def test_a_quiet_matter_is_no_theme():
    cells = [cell("道路", *[10] * 12), cell("噪声", *[0] * 11, 1)]
    assert [theme.cell.category for theme in themes(cells, "街道")] == ["道路"]


@pytest.fixture(scope="module")
def told(new_city: Callable[[], City]) -> Iterator[Told]:
    lives = {name: LIVES[name] for name in ("visit_denied", "closed", "waiting", "excluded")}
    with telling(new_city(), lives) as told:
        yield told


AT = "2026-11-11T12:00:00+08:00"


def test_the_board_measures_the_last_whole_week(told: Told):
    board = told.read("/hotspots", at=AT, weeks=4)
    [spot] = board["hotspots"]
    assert (board["weeks"][-1], board["running"]) == ("2026-W45", "2026-W46")
    assert (spot["place_name"], spot["category_name"]) == ("烟台街道", "室温不达标")
    assert (spot["weeks"], spot["expected"], spot["excess"]) == ([0, 0, 0, 4], "0.00", "4.00")
    assert (spot["growth"], spot["chance"]) == (None, 0.00391)
    assert spot["unsolved"]["share"] == "0.3333"
    assert len(told.read(spot["href"])["items"]) == 4
    assert told.names(told.read(spot["unsolved"]["href"])["items"]) == ["visit_denied"]


def test_one_week_opens_by_its_name(told: Told):
    [spot] = told.read("/hotspots", at=AT, weeks=4)["hotspots"]
    assert len(told.read(f"{spot['href']}&week=2026-W45")["items"]) == 4
    assert told.read(f"{spot['href']}&week=2026-W46")["items"] == []
    status, code, _ = told.refused(f"{spot['href']}&week=2026-W01")
    assert (status, code) == (422, "NoSuchWeek")


def test_the_cases_come_in_pages(told: Told):
    page = told.read("/hotspots/appeals", limit=3)
    rest = told.read("/hotspots/appeals", limit=3, cursor=page["next"])
    assert (len(page["items"]), len(rest["items"]), rest["next"]) == (3, 1, None)


def test_the_board_proposes_themes(told: Told):
    [theme] = told.read("/hotspots", at=AT, weeks=4, place="community", category="category")[
        "themes"
    ]
    assert (theme["rank"], theme["category_name"]) == (1, "供热")
    assert [reason["ground"] for reason in theme["reasons"]] == ["frequent", "growing"]


def test_a_unit_sees_hotspots_of_its_own_cases(told: Told):
    assert told.read("/hotspots", "gr", at=AT)["cases"] == 4
    assert told.read("/hotspots", "ga", at=AT)["cases"] == 0
    assert told.get("resident", "/hotspots").status_code == 403


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        ({"weeks": 0}, "WeeksOutOfRange", "a whole number from 2 to 53"),
        ({"weeks": 54}, "WeeksOutOfRange", "measured against those before"),
        (
            {"at": "2020-01-01T00:00:00+08:00"},
            "NothingRaisedYet",
            "the first appeal is of 2026-11-02",
        ),
        ({"at": "2040-01-01T00:00:00+08:00"}, "NotYet", "or earlier"),
        ({"at": "2026-11-01T00:00:00"}, "InstantWithoutZone", "2026-11-01T00:00:00+08:00"),
    ],
)
def test_what_cannot_be_measured_is_answered_in_a_sentence(told: Told, asked, code, said):
    status, found, sentence = told.refused("/hotspots", **asked)
    assert (status, found) == (422, code)
    assert said in sentence
