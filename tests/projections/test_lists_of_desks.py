"""What the SQL of a list holds is what the same question answers for a row."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import astuple, replace

from casework.appeal.words import Status
from projections.tracking import conditions, queries
from projections.tracking.fold import fold
from projections.tracking.lights import LIGHTS, is_overdue, is_to_call, light_of, was_late
from projections.tracking.rows import TrackingRow
from tests import examples as x
from tests.conftest import City

EARLIER, LATER = x.china(11, 20), x.china(12, 20)
ASKED: dict[str, Callable[[TrackingRow], bool]] = {
    "to_call": lambda row: is_to_call(row, x.NOW),
    "overdue": lambda row: is_overdue(row, x.NOW),
    "late": lambda row: was_late(row, x.NOW),
    **{
        f"light_{light}": lambda row, light=light: light_of(row, x.NOW) == light for light in LIGHTS
    },
}


@pytest.fixture(scope="module")
def rows(new_city) -> tuple[City, list[TrackingRow]]:
    """Rows as they may be, and some as they may not."""
    city, chance = new_city(), random.Random(11)
    first = fold(None, x.recorded(x.collected())[0])
    drawn: list[TrackingRow] = []
    for n in range(600):
        due = chance.choice((None, EARLIER, LATER))
        drawn.append(
            replace(
                first,
                appeal_no=f"N{n:05}",
                status=chance.choice(list(Status)).value,
                due_at=due,
                suspended=chance.random() < 0.2,
                parent_no=chance.choice((None, None, "P")),
                deadline=chance.choice((None, EARLIER, LATER)),
                remind_at=chance.choice((None, EARLIER, LATER)) if due else None,
                missed=chance.choice(([], [], ["handling"])),
                collected_at=x.NOW - timedelta(hours=chance.randrange(400)),
            )
        )
    marks = ", ".join(["%s"] * len(TrackingRow.__struct_fields__))
    city.project()
    with city.database.connect() as conn, conn.cursor() as cursor:
        table = f"{city.name}_tracking.tracking"
        cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", [astuple(r) for r in drawn])
    return city, drawn


@pytest.mark.finding("A9", "A48")
@pytest.mark.parametrize("name", ASKED)
def test_a_list_holds_what_the_row_says(rows: tuple[City, list[TrackingRow]], name: str):
    city, drawn = rows
    where = (
        conditions._SQL.of(f"where_{name}").as_string().replace("%(now)s", f"'{x.NOW.isoformat()}'")
    )
    listed = {
        no
        for (no,) in city.query(f"SELECT appeal_no FROM {{city}}_tracking.tracking WHERE {where}")
    }
    assert listed == {row.appeal_no for row in drawn if ASKED[name](row)}
    assert 0 < len(listed) < len(drawn)


@pytest.mark.finding("A9")
def test_by_light_is_by_light_and_under_the_same_light_by_age(rows: tuple[City, list[TrackingRow]]):
    city, drawn = rows
    order = queries._SQL.of("order_light").as_string().replace("%(now)s", f"'{x.NOW.isoformat()}'")
    listed = city.query(f"SELECT appeal_no FROM {{city}}_tracking.tracking {order}")

    def rank(row: TrackingRow):
        light = LIGHTS.index(light_of(row, x.NOW))
        return light, row.collected_at, row.appeal_no

    assert [no for (no,) in listed] == [row.appeal_no for row in sorted(drawn, key=rank)]


@pytest.mark.finding("A48")
def test_what_passed_its_limit_without_a_result_is_called_and_nothing_else():
    """L 23: in a unit's hands, by itself, its limit gone by and its clock not halted."""
    row = fold(None, x.recorded(x.collected())[0])
    due = replace(row, status="handling", deadline=EARLIER)
    assert is_to_call(due, x.NOW)
    for other in (
        {"deadline": LATER},
        {"status": "handled"},
        {"suspended": True},
        {"parent_no": "P"},
    ):
        assert not is_to_call(replace(due, **other), x.NOW), other


@pytest.mark.finding("A9")
def test_a_limit_missed_before_a_rework_stays_missed_and_a_reopening_begins_anew():
    sent = x.given(*x.TO_HANDLE).and_then(
        (x.handled(late=True), x.china(12, 2)),
        (x.fed_back(), x.china(12, 3)),
        (x.called_back(solved="no"), x.china(12, 4)),
    )
    row = None
    for recorded in sent.history():
        row = fold(row, recorded)
    assert row.late and "handling" in row.missed
    order = x.e.ReworkOrdered(round=2, unit="U-GR", reason="仍不热", deadline=x.china(12, 8))
    again = sent.and_then((order, x.china(12, 4))).history()[-1]
    assert fold(row, again).missed == row.missed
    closed = sent.and_then((x.closed(kind="normal_late", late=True), x.china(12, 5)))
    ended = fold(row, closed.history()[-1])
    reopened = x.e.AppealReopened(round=2, reason="新情况", basis="new_facts", unit="U-GR")
    begun = fold(ended, closed.and_then((reopened, x.china(12, 9))).history()[-1])
    assert "handling" in ended.missed
    assert (begun.missed, begun.late) == ([], False)
