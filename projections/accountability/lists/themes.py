"""每月一题: which matters are candidates for the theme of a month, each with its reasons in words.

Four plain grounds, each judged for the whole city. A candidate has at least one; who has more of
them comes first, then who has more cases. Nobody is chosen here: a joint meeting chooses.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

import msgspec

from casework.policy.assessment import rounded
from projections.accountability.lists.hotspots import Cell, together

Ground = Literal["frequent", "growing", "unsolved", "widespread"]

FREQUENT = Fraction(1, 10)
UNLIKELY = 0.05
ENOUGH_ANSWERS = 5
WIDESPREAD = Fraction(1, 2)


class Reason(msgspec.Struct, frozen=True):
    """Why it is a candidate."""

    ground: Ground
    words: str


class Theme(msgspec.Struct, frozen=True):
    """A candidate; those with as many reasons and cases share a rank."""

    rank: int
    cell: Cell
    places: int
    reasons: tuple[Reason, ...]


class City(msgspec.Struct, frozen=True):
    """What a matter is held against: all cases, all places with one, all matters."""

    whole: Cell
    places: int
    matters: int


def themes(cells: Sequence[Cell], level: str) -> list[Theme]:
    """Return the candidates by rank. `level` is what a place is called: 街道 or 社区."""
    if not cells:
        return []
    matters = together(cells, lambda cell: cell.category)
    whole = together(cells, lambda cell: "")[0]
    city = City(whole, len({cell.place for cell in cells if cell.place}), len(matters))
    found = []
    for matter in matters:
        places = {c.place for c in cells if c.category == matter.category and c.place}
        found.append((matter, len(places), reasons(matter, len(places), city, level)))
    return _ranked([each for each in found if each[2]])


def reasons(matter: Cell, places: int, city: City, level: str) -> tuple[Reason, ...]:
    """Return why it is a candidate, in words; none where it is not."""
    found = (
        _frequent(matter, city),
        _growing(matter, city),
        _unsolved(matter, city),
        _widespread(places, city, level),
    )
    return tuple(reason for reason in found if reason is not None)


def _frequent(matter: Cell, city: City) -> Reason | None:
    """Return the reason of a tenth of all cases and more."""
    share = Fraction(matter.count, city.whole.count or 1)
    if share < FREQUENT:
        return None
    weeks = len(matter.weeks)
    return Reason("frequent", f"{weeks}周共{matter.count}件，占全市{_percent(share)}")


def _growing(matter: Cell, city: City) -> Reason | None:
    """Return the reason of a growth so unlikely that no matter should show it (Bonferroni)."""
    if matter.chance * city.matters > UNLIKELY:
        return None
    before = rounded(matter.expected, 1)
    words = f"上周{matter.weeks[-1]}件，前{len(matter.weeks) - 1}周平均{before}件"
    return Reason("growing", words)


def _unsolved(matter: Cell, city: City) -> Reason | None:
    """Return the reason of one less solved than all together; not from a handful of answers."""
    share, usual = matter.unsolved_share, city.whole.unsolved_share
    if matter.answered < ENOUGH_ANSWERS or share is None or usual is None or share <= usual:
        return None
    return Reason("unsolved", f"回访未解决{_percent(share)}，全市{_percent(usual)}")


def _widespread(places: int, city: City, level: str) -> Reason | None:
    """Return the reason of one in half of all places that have any case, and in two or more."""
    if places < 2 or Fraction(places, city.places) < WIDESPREAD:
        return None
    return Reason("widespread", f"见于{places}个{level}，全市{city.places}个")


def _ranked(found: list[tuple[Cell, int, tuple[Reason, ...]]]) -> list[Theme]:
    ordered = sorted(found, key=lambda each: (*_order(each), each[0].category))
    ranks = sorted({_order(each) for each in found})
    return [Theme(ranks.index(_order(each)) + 1, *each) for each in ordered]


def _order(each: tuple[Cell, int, tuple[Reason, ...]]) -> tuple[int, int]:
    matter, _, reasons = each
    return -len(reasons), -matter.count


def _percent(share: Fraction) -> str:
    return f"{rounded(share * 100, 1)}%"
