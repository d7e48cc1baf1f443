"""Places: a code, a point or words lead to an area, and it is said how sure that is."""

import pytest

from casework.directory.directory import Directory
from casework.directory.events import Ring
from casework.directory.places import Resolved, is_outside, resolve
from tests.casework.test_directory import SPRING, SUMMER, area, directory, record


def square(west: float, south: float, size: float = 1.0) -> Ring:
    east, north = west + size, south + size
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


def city() -> Directory:
    return directory(
        ("area/1", area("灯塔市", "city", shape=(square(100, 40, 20),))),
        ("area/11", area("万宝桥街道", parent="1", shape=(square(100, 40, 10),))),
        ("area/12", area("古城街道", parent="1", aliases=("阳光",))),
        ("area/1101", area("铧西社区", "community", parent="11", shape=(square(100, 40, 4),))),
        ("area/1102", area("天福社区", "community", parent="11")),
        ("area/110101", area("铧西社区第1网格", "grid", parent="1101", aliases=("幸福家园",))),
        ("area/110111", area("铧西社区第11网格", "grid", parent="1101", aliases=("中心路1",))),
        ("area/110201", area("天福社区第1网格", "grid", parent="1102", aliases=("阳光花园",))),
        (
            "area/11010101",
            area("铧西社区第1网格第2微网格", "micro_grid", parent="110101", aliases=("3号楼",)),
        ),
    )


def found(**given: object) -> tuple[str | None, str]:
    resolved = resolve(city(), **given)  # type: ignore[arg-type]
    return resolved.area, resolved.certainty


def test_a_code_is_exact():
    answer = resolve(city(), code="110101", words="古城街道")
    assert answer == Resolved("110101", "万宝桥街道铧西社区第1网格", "exact")


def test_a_code_that_there_is_not_leaves_it_to_the_words():
    assert found(code="99", words="古城街道") == ("12", "words")


@pytest.mark.parametrize(
    ("lng", "lat", "code"),
    [(101, 41, "1101"), (108, 41, "11"), (115, 55, "1"), (103.999, 43.999, "1101")],
)
def test_a_point_lies_in_the_deepest_shape_around_it(lng, lat, code):
    assert found(lng=lng, lat=lat) == (code, "shape")


def test_a_point_outside_of_all_shapes_is_unknown():
    assert found(lng=10, lat=10) == (None, "unknown")


def test_a_hole_is_not_within():
    holed = (square(0, 0, 10), square(4, 4, 2), square(20, 20))
    on = directory(("area/1", area(shape=holed)))
    points = [(1, 1), (5, 5), (20.5, 20.5)]
    assert [resolve(on, lng=x, lat=y).area for x, y in points] == ["1", None, "1"]


@pytest.mark.finding("B12")
def test_what_two_parts_of_an_area_share_is_within():
    parts = (square(120, 40), square(120.5, 40))
    on = directory(("area/1", area(shape=parts, parts=(1, 1))))
    points = [(120.25, 40.5), (120.75, 40.5), (121.25, 40.5), (119.5, 40.5), (121.75, 40.5)]
    assert [resolve(on, lng=x, lat=y).area for x, y in points] == ["1", "1", "1", None, None]


@pytest.mark.finding("B12")
def test_a_part_keeps_its_own_holes_and_may_fill_anothers():
    rings = (square(0, 0, 10), square(2, 2, 4), square(4, 4), square(1, 1, 8))
    two = directory(("area/1", area(shape=rings[:3], parts=(2, 1))))  # an island in a lake
    points = [(1, 1), (3, 3), (4.5, 4.5), (5.5, 5.5)]
    assert [resolve(two, lng=x, lat=y).area for x, y in points] == ["1", None, "1", None]
    over = directory(("area/1", area(shape=(*rings[:2], rings[3]), parts=(2, 1))))
    assert resolve(over, lng=3, lat=3).area == "1"  # a hole of one part lies in the other


@pytest.mark.finding("A38")
def test_a_point_outside_of_the_city_is_known_to_be():
    points = [(105, 45), (115, 55), (121.47, 31.23), (99.9, 45)]
    said = [is_outside(city(), lng=x, lat=y) for x, y in points]
    assert said == [False, False, True, True]


@pytest.mark.finding("A38")
def test_where_only_some_shapes_are_known_only_what_is_far_is_outside():
    on = directory(
        ("area/1", area("市", "city")),
        ("area/11", area("东街道", parent="1", shape=(square(123, 41),))),
        ("area/12", area("西街道", parent="1")),
    )
    points = [(123.5, 41.5), (124.2, 41.5), (121.47, 31.23)]
    assert [is_outside(on, lng=x, lat=y) for x, y in points] == [False, False, True]
    bare = directory(("area/1", area("市", "city")))
    assert not is_outside(bare, lng=121.47, lat=31.23)


@pytest.mark.finding("A38")
@pytest.mark.parametrize(("lat", "lng"), [(41.2, None), (None, 101.0)])
def test_half_a_point_is_none(lat, lng):
    assert resolve(city(), lat=lat, lng=lng).certainty == "unknown"


def test_a_point_in_two_shapes_of_one_level_is_a_guess():
    on = directory(
        ("area/1", area("市", "city")),
        ("area/11", area("东街道", parent="1", shape=(square(0, 0),))),
        ("area/12", area("西街道", parent="1", shape=(square(0, 0),))),
    )
    answer = resolve(on, lng=0.5, lat=0.5)
    assert (answer.area, answer.certainty, len(answer.candidates)) == ("1", "guess", 2)


def test_words_lead_further_into_the_shape():
    assert found(lng=108, lat=41, words="天福社区") == ("1102", "words")
    assert found(lng=108, lat=41, words="古城街道") == ("11", "shape")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("古城街道的路灯坏了", "12"),
        ("万宝桥街道铧西社区", "1101"),
        ("万宝桥街道 铧西社区 第１网格", "110101"),
        ("铧西社区第11网格", "110111"),
        ("天福社区（第1网格）", "110201"),
        ("住在幸福家园", "110101"),
        ("阳光花园", "110201"),
        ("幸福家园3号楼2单元", "11010101"),
        ("天福社区阳光花园门口", "110201"),
        ("灯塔市", "1"),
    ],
)
def test_words_are_resolved_to_the_deepest_area_that_they_name(words, code):
    assert found(words=words) == (code, "words")


def test_a_number_is_not_found_within_a_longer_one():
    assert found(words="幸福家园13号楼") == ("110101", "words")
    assert found(words="中心路12") == (None, "unknown")


@pytest.mark.parametrize(
    ("words", "code", "candidates"),
    [
        ("第1网格", "11", ["110101", "110201"]),
        ("万宝桥街道第1网格", "11", ["110101", "110201"]),
        ("从古城街道到铧西社区", "1", ["1101", "12"]),
        ("幸福家园与阳光花园之间", "11", ["110101", "110201"]),
    ],
)
def test_several_areas_are_a_guess_within_what_holds_them_all(words, code, candidates):
    answer = resolve(city(), words=words)
    assert (answer.area, answer.certainty) == (code, "guess")
    assert [candidate.area for candidate in answer.candidates] == candidates


@pytest.mark.parametrize("words", ["", "暖气不热", "网格"])
def test_words_without_a_place_are_unknown(words):
    assert resolve(city(), words=words) == Resolved(None, None, "unknown")


def test_a_place_is_looked_for_in_its_own_time():
    on = city()
    record(on, "area/12", area("新城街道", parent="1"), SUMMER)
    assert resolve(on, words="古城街道", at=SPRING).area == "12"
    assert resolve(on, words="古城街道", at=SUMMER).area is None
    assert resolve(on, words="新城街道").area == "12"
