"""What a list is narrowed by is what a single read asks: the same rows, whoever reads."""

import random
from collections.abc import Iterator
from itertools import islice

import pytest
from msgspec.structs import astuple, replace

from casework.appeal.access import Reader, scope_of
from casework.appeal.words import Status
from projections.tracking import access
from projections.tracking.fold import fold
from projections.tracking.rows import TrackingRow
from tests import examples as x
from tests.conftest import City

UNITS = ("U-GR", "U-GR1", "U-GA", "U-JD")
AREAS = ("211081001001", "211081001", "211081002", None)
USERS = ("operator", "clerk", "resident")
READERS = [
    Reader(user=user, posts=frozenset({post}), unit=unit, area=area, reach=reach, under=under)
    for post in x.POSTS
    for user, unit, area, reach, under in (
        ("clerk", None, None, frozenset(), frozenset()),
        ("operator", "U-GR", "211081001", frozenset({"U-GR", "U-GR1"}), frozenset({"U-GR"})),
        ("resident", "U-GR1", None, frozenset({"U-GR1"}), frozenset({"U-GR", "U-GR1"})),
        ("clerk", "U-JD", "211081001001", frozenset({"U-JD"}), frozenset({"U-JD"})),
    )
]


def drawn(seed: int) -> Iterator[TrackingRow]:
    """Rows as they may be, and some as they may not."""
    chance = random.Random(seed)
    first = fold(None, x.recorded(x.collected())[0])

    def some() -> list[str]:
        return [unit for unit in UNITS if chance.random() < 0.2]

    for n in range(10_000):
        yield replace(
            first,
            appeal_no=f"N{n:05}",
            status=chance.choice(list(Status)).value,
            collected_by=chance.choice(USERS),
            area=chance.choice(AREAS),
            lead_unit=chance.choice((*UNITS, None, None)),
            co_units=some(),
            handed_to=some(),
            copied_to=some(),
            supervised=some(),
            complained_against_unit=chance.choice((*UNITS, None, None, None)),
            arbitrators=[u for u in USERS if chance.random() < 0.2],
            flags=["confidential"] if chance.random() < 0.4 else [],
            sensitive=chance.choice(("none", "threat", "fire")),
            suspended=chance.random() < 0.2,
            parent_no=chance.choice((None, None, "P")),
            deadline=chance.choice((None, x.china(11, 20), x.china(12, 20))),
        )


@pytest.mark.finding("A2", "A3", "B17")
def test_a_list_holds_what_a_single_read_shows(city: City):
    rows = list(islice(drawn(7), 400))
    columns = TrackingRow.__struct_fields__
    marks = ", ".join(["%s"] * len(columns))
    table = f"{city.name}_tracking.tracking"
    city.project()
    with city.database.connect() as conn, conn.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", [astuple(r) for r in rows])
        compared = 0
        for reader in READERS:
            scope = scope_of(reader)
            for condition, of in (
                (access.within(scope), lambda r, s=scope: s.rights(access.matter_of(r, x.NOW))),
                (access.searched(scope), lambda r, s=scope: has_words(s, r)),
            ):
                query = f"SELECT appeal_no FROM {table} WHERE {condition.sql.as_string()}"
                params = {**dict(condition.params), "now": x.NOW, "q": "no such number"}
                listed = {number for (number,) in cursor.execute(query, params)}
                assert listed == {row.appeal_no for row in rows if of(row)}, (reader, condition.sql)
                compared += len(rows)
    assert compared == 2 * len(READERS) * len(rows)


def has_words(scope, row: TrackingRow) -> bool:
    """Whether a search may go by the words of a row; that it is read at all is asked beside it."""
    matter = access.matter_of(row, x.NOW)
    acting = (c for c in scope.clauses if c.words)
    return not matter.threat or any(all(k.holds(matter) for k in c.conditions) for c in acting)
