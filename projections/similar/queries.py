"""相似诉求: which appeals of late may be about the same matter? A suggestion, never a merge.

Candidates come by three indexes, the newest first: the same caller, the same place, the same kind
of trouble. They are ranked by how much they share; alike words are the bigrams of two titles.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import tuple_row

from casework.same import folded
from casework.sql import Statements, union
from projections.tracking.conditions import prefix

_SQL = Statements(__file__)
MOST = 200  # candidates by each index
METRES = 200.0
STREET_DIGITS = 9  # the code of a street; what is wider is no place that two matters share
_METRES_A_DEGREE = 111_320.0


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the new one; each part that is missing is not looked for."""

    since: datetime
    callers: Sequence[bytes] = ()
    area: str | None = None
    category: str | None = None
    title: str = ""
    lat: float | None = None
    lng: float | None = None


class Candidate(msgspec.Struct, frozen=True):
    """An appeal of late, as the index found it."""

    appeal_no: str
    version: int
    status: str
    title: str
    category: str
    category_name: str
    area: str | None
    place: str | None
    lat: float | None
    lng: float | None
    lead_unit_name: str | None
    deadline: datetime | None
    collected_at: datetime
    parent_no: str | None
    same_caller: bool


class Similar(msgspec.Struct, frozen=True):
    """A candidate with what it shares with the new one, and a score from 0 to 1."""

    appeal: Candidate
    score: float
    shares: list[str]


async def candidates(conn: AsyncConnection, city: str, sought: Sought) -> list[Candidate]:
    """Return whatever an index finds, each once; a caller's own before all others."""
    asked = [
        _SQL.of(name, city=city)
        for name, given in (
            ("same_caller", sought.callers or None),
            ("same_place", sought.area if _is_place(sought.area) else None),
            ("same_category", sought.category),
        )
        if given is not None
    ]
    if not asked:
        return []
    params: dict[str, Any] = {**msgspec.structs.asdict(sought), "most": MOST, **_around(sought)}
    cursor = conn.cursor(row_factory=tuple_row, binary=True)
    rows = await (await cursor.execute(union(asked, every=True), params, prepare=True)).fetchall()
    found: dict[str, Candidate] = {}
    for row in rows:
        found.setdefault(row[0], Candidate(*row))
    return list(found.values())


def ranked(sought: Sought, found: list[Candidate], most: int = 10) -> list[Similar]:
    """Return the best of them: two things shared, or words that are much alike."""
    title = _bigrams(sought.title)
    compared = [_compared(sought, title, each) for each in found]
    alike = [s for s in compared if s.score >= 0.3]
    return sorted(alike, key=lambda s: (-s.score, s.appeal.appeal_no))[:most]


def _compared(sought: Sought, title: set[str], each: Candidate) -> Similar:
    words = _likeness(title, _bigrams(each.title))
    near = _is_near(sought, each)
    shares = [
        name
        for name, is_shared in (
            ("caller", each.same_caller),
            ("place", is_within(sought.area, each.area) or is_within(each.area, sought.area)),
            ("near", near),
            ("category", each.category == sought.category),
            ("words", words >= 0.3),
        )
        if is_shared
    ]
    weights = {"caller": 0.35, "place": 0.15, "near": 0.1, "category": 0.15}
    score = sum(weights.get(name, 0.0) for name in shares) + 0.35 * words
    return Similar(each, round(min(score, 1.0), 3), shares)


def is_within(area: str | None, other: str | None) -> bool:
    """Return whether an area is another one or lies in it; codes nest, and a city is no place."""
    return _is_place(other) and (area or "").startswith(other or "")


def _is_place(area: str | None) -> bool:
    return area is not None and len(area) >= STREET_DIGITS


def _around(sought: Sought) -> dict[str, Any]:
    """Return the codes of what lies in the place (as a pattern), and of what holds it."""
    area = sought.area or ""
    above = [area[:n] for n in range(STREET_DIGITS, len(area))]
    return {"below": prefix(area), "above": above}


def _is_near(sought: Sought, each: Candidate) -> bool:
    if sought.lat is None or sought.lng is None or each.lat is None or each.lng is None:
        return False
    north, east = sought.lat - each.lat, (sought.lng - each.lng) * cos(radians(each.lat))
    return hypot(north, east) * _METRES_A_DEGREE <= METRES


def alike(one: str, other: str) -> float:
    """Return how alike two titles are, from 0 to 1: Dice's coefficient of bigrams (1945)."""
    return _likeness(_bigrams(one), _bigrams(other))


def _likeness(a: set[str], b: set[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _bigrams(text: str) -> set[str]:
    signs = [sign for sign in folded(text) if sign.isalnum()]
    return {x + y for x, y in pairwise(signs)}
