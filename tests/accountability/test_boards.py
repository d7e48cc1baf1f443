"""A board is asked once and counted once; asked for one unit, it counts its list."""

from typing import Any

import pytest
from psycopg import AsyncConnection, AsyncCursor

from casework.figures.board import Board
from casework.policy.periods import period_of
from projections.accountability.figures.boards import board, over_time
from projections.accountability.figures.counting import FiguresWanted, count, pooled
from projections.accountability.figures.query import FigureQuery
from tests.accountability.counted import Counted
from tests.demo.demo_year import UNTIL
from tests.demo.playing import Played

MONTH = period_of("2026-09", "month")


class Listening(AsyncCursor[Any]):
    """A cursor that notes what it is asked with."""

    heard: list[dict[str, Any]]

    async def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
        self.heard.append(params)
        return await super().execute(query, params, **more)


@pytest.fixture(scope="module")
def query(demo_year: Counted) -> FigureQuery:
    return demo_year.query(UNTIL, MONTH)


def counted(
    demo_year: Counted, played: Played, query: FigureQuery, only: str | None = None
) -> tuple[Board, list[dict[str, Any]]]:
    """A board, and the parameters of the statements that it took."""
    heard: list[dict[str, Any]] = []

    async def listened(conn: AsyncConnection) -> Board:
        conn.cursor_factory = type("Heard", (Listening,), {"heard": heard})
        return await board(conn, query, played.reference.directory, only=only)

    return demo_year.ask(listened), heard


def test_a_board_is_counted_in_one_statement(demo_year, played_year, query):
    found, statements = counted(demo_year, played_year, query)
    assert len(statements) == 1
    lines = [line for listing in found.lists for line in listing.lines]
    assert len(lines) > 10 and any(line.change for line in lines)


def test_one_unit_is_as_on_the_whole_board_though_less_is_counted(demo_year, played_year, query):
    whole, _ = counted(demo_year, played_year, query)
    everybody = {line.key for listing in whole.lists for line in listing.lines}
    for listing in whole.lists:
        own, [asked] = counted(demo_year, played_year, query, listing.lines[-1].key)
        [mine] = own.lists
        assert (mine.id, mine.mean, mine.pooled) == (listing.id, listing.mean, listing.pooled)
        assert mine.lines[-1] == listing.lines[-1]
        assert asked["units_1"] == [listing.lines[-1].key]
        if asked["units_0"]:
            assert not set(asked["units_0"]) & (everybody - {line.key for line in listing.lines})


def test_the_score_of_the_period_before_is_that_of_its_own_board(demo_year, played_year, query):
    now, _ = counted(demo_year, played_year, query)
    earlier = demo_year.query(UNTIL, period_of("2026-08", "month"))
    before, _ = counted(demo_year, played_year, earlier)
    scores = {line.key: line.score for listing in before.lists for line in listing.lines}
    for line in (line for listing in now.lists for line in listing.lines):
        was = scores.get(line.key)
        comparable = line.score is not None and was is not None
        assert line.change == (line.score - was if comparable else None)


def test_over_time_each_period_is_what_it_is_alone(demo_year, query):
    points, _ = demo_year.ask(lambda conn: over_time(conn, query, 4))
    assert [period.label for period, _ in points] == ["2026-06", "2026-07", "2026-08", "2026-09"]
    for period, line in points:
        alone = FiguresWanted(demo_year.query(UNTIL, period))
        [keys], _ = demo_year.ask(lambda conn, alone=alone: count(conn, alone))
        assert line.figures == pooled(each for found in keys.values() for each in found)
