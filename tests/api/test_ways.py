"""The ways of three requests get no longer, and a request back into the house is found."""

import pytest

from tests.house import WAYS, book
from tests.ways import Stop, Way, ways


@pytest.fixture(scope="module")
def walked(new_city) -> dict[str, Way]:
    return ways(new_city)


@pytest.mark.parametrize("name", WAYS)
def test_a_way_gets_no_longer(walked: dict[str, Way], name: str):
    way, _, what = name.partition("_")
    found, measure = getattr(walked[way], what), book()[name]
    assert len(found) <= measure.now, "\n".join(map(str, found))


A, B, C = Stop("src/api/a.py", "a"), Stop("src/api/b.py", "b"), Stop("projections/c.py", "c")
D = Stop("src/casework/d/d.py", "d")


@pytest.mark.parametrize(
    ("calls", "climbs"),
    [
        ([(None, A), (A, B), (B, C), (C, D)], []),
        ([(None, A), (A, B), (B, A)], [(B, A)]),
        ([(None, A), (A, D), (D, A)], [(D, A)]),
        ([(None, A), (A, B), (B, C), (A, C)], []),
        ([(None, A), (A, D), (A, C), (C, D)], []),
    ],
)
def test_a_climb_is_a_call_back_towards_the_entrance(calls, climbs):
    assert Way(calls).climbs == [(above.file, stop.file) for above, stop in climbs]


def test_files_and_their_folders_are_counted_once():
    way = Way([(None, A), (A, B), (A, D), (B, D)])
    assert way.counted() == {"stays": 3, "rooms": 2, "climbs": 0}
