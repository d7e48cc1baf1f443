"""The ways of three requests get no longer, and a request back into the house is found."""

import re

import pytest

from tests.house import WAYS, book
from tests.ways import ROOT, Stop, Way, ways


@pytest.fixture(scope="module")
def walked(new_city) -> dict[str, Way]:
    return ways(new_city)


@pytest.mark.parametrize("name", WAYS)
def test_a_way_gets_no_longer(walked: dict[str, Way], name: str):
    way, _, what = name.partition("_")
    found, measure = getattr(walked[way], what), book()[name]
    assert len(found) <= measure.now, "\n".join(map(str, found))


def stops_of(section: str) -> list[Stop]:
    """The stops that docs/ARCHITECTURE.md names, in its order."""
    text = (ROOT / "docs" / "ARCHITECTURE.md").read_text("utf-8").partition(f"## {section}")[2]
    rows = re.findall(r"^\| `(\S+\.py)` \| `(\S+)` \|", text.partition("\n## ")[0], re.MULTILINE)
    return [Stop(file, function) for file, function in rows]


@pytest.mark.parametrize(
    ("way", "section"),
    [("dispatch", "The way of a command"), ("units", "The way of a question")],
)
def test_a_request_enters_the_stops_of_the_picture_in_their_order(
    walked: dict[str, Way], way: str, section: str
):
    stops = stops_of(section)
    assert stops
    assert [stop for stop in walked[way].stops if stop in stops] == stops


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
