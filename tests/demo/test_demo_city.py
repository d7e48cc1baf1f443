"""The made-up city: exact counts, unique codes, parents that exist."""

from collections import Counter
from itertools import chain

import pytest

from api.demo.city import city
from api.demo.model import DemoCity
from api.demo.stages.orders import MISTAKEN
from api.demo.words import topics
from casework.directory.places import resolve
from casework.directory.words import POSTS
from tests.demo.demo_year import SEED, Lives
from tests.demo.playing import Played

CODE_LENGTHS = {"city": 6, "street": 9, "community": 12, "grid": 15, "micro_grid": 17}


def test_the_grid_network_has_the_counts_of_the_scheme(demo: DemoCity) -> None:
    assert Counter(area.level for area in demo.areas) == {
        "city": 1,
        "street": 14,
        "community": 18,
        "grid": 277,
        "micro_grid": 5_170,
    }


def test_grids_are_spread_unevenly(demo: DemoCity) -> None:
    for level in ("grid", "micro_grid"):
        sizes = Counter(area.parent for area in demo.areas if area.level == level)
        assert max(sizes.values()) >= 2 * min(sizes.values())


def test_every_grid_has_a_guide_and_a_worker_and_every_micro_grid_a_worker(demo: DemoCity) -> None:
    assert len(demo.people) == 5_724
    held = Counter((person.post, person.area) for person in demo.people)
    assert set(held.values()) == {1}
    assert set(held) == {
        (post, area.code)
        for area in demo.areas
        for post in {
            "grid": ("party_guide", "grid_worker"),
            "micro_grid": ("micro_grid_worker",),
        }.get(area.level, ())
    }


def test_every_code_is_unique(demo: DemoCity) -> None:
    for codes in (
        [area.code for area in demo.areas],
        [area.name for area in demo.areas],
        [person.code for person in demo.people],
        [unit.code for unit in demo.units],
        [category.code for category in demo.categories],
        [account.name for account in demo.accounts],
    ):
        assert len(codes) == len(set(codes))


def test_every_parent_exists_and_begins_its_childs_code(demo: DemoCity) -> None:
    levels = {area.code: area.level for area in demo.areas}
    for area in demo.areas:
        assert len(area.code) == CODE_LENGTHS[area.level]
        assert area.parent is None or area.code.startswith(area.parent)
        assert (area.parent is None) == (area.level == "city")
    assert {area.parent for area in demo.areas} - {None} <= set(levels)
    for tree in (demo.units, demo.categories):
        codes = {one.code for one in tree}
        assert {one.parent for one in tree} - {None} <= codes


def test_units_serve_areas_that_exist_and_only_offices_lead(demo: DemoCity) -> None:
    areas = {area.code for area in demo.areas}
    assert set(chain.from_iterable(unit.areas for unit in demo.units)) <= areas
    assert {unit.kind for unit in demo.units if unit.may_lead} == {
        "department",
        "utility",
        "street",
        "community",
    }
    assert {unit.kind for unit in demo.units if not unit.may_lead} == {"centre", "property"}
    assert all(unit.code.isascii() for unit in demo.units)


def test_every_street_is_a_unit_of_its_own(demo: DemoCity) -> None:
    streets = {(area.name, (area.code,)) for area in demo.areas if area.level == "street"}
    assert {(unit.name, unit.areas) for unit in demo.units if unit.kind == "street"} == streets


def test_categories_have_two_levels_and_a_lead_below(demo: DemoCity) -> None:
    assert 60 <= len(demo.categories) <= 80
    leading = {unit.code for unit in demo.units if unit.may_lead} | {"street"}
    for category in demo.categories:
        assert (category.parent is None) == (category.usual_lead is None)
        assert category.usual_lead is None or category.usual_lead in leading
        assert len(category.code) == (2 if category.parent is None else 4)


def test_every_department_and_utility_leads_something(demo: DemoCity) -> None:
    led = {category.usual_lead for category in demo.categories}
    assert {unit.code for unit in demo.units if unit.kind in ("department", "utility")} <= led


def test_accounts_hold_known_posts_and_every_leading_unit_has_a_clerk(demo: DemoCity) -> None:
    assert set(chain.from_iterable(one.posts for one in demo.accounts)) == set(POSTS)
    clerks = [one.unit for one in demo.accounts if one.posts == ("department",)]
    assert sorted(map(str, clerks)) == sorted(unit.code for unit in demo.units if unit.may_lead)
    units = {unit.code for unit in demo.units}
    assert all(one.unit is None or one.unit in units for one in demo.accounts)


def test_a_community_leads_by_its_list_of_duties_alone(demo: DemoCity) -> None:
    categories = {category.code for category in demo.categories}
    for unit in demo.units:
        assert (unit.duties is not None) == (unit.kind == "community")
        assert set(unit.duties or ()) <= categories


def test_some_units_have_a_head_with_an_account_and_those_mistaken_for_others_do(
    demo: DemoCity,
) -> None:
    heads = {one.unit: one.name for one in demo.accounts if one.posts == ("unit_head",)}
    leading = {unit.code for unit in demo.units if unit.may_lead}
    assert set(heads) == leading
    assert set(MISTAKEN) <= leading


def test_the_grid_worker_belongs_to_a_grid(demo: DemoCity) -> None:
    [worker] = [one for one in demo.accounts if "grid_worker" in one.posts]
    assert worker.area in {area.code for area in demo.areas if area.level == "grid"}


def test_every_second_level_category_has_one_topic(demo: DemoCity) -> None:
    assert sorted(topic.category for topic in topics()) == sorted(
        category.code for category in demo.categories if category.parent
    )


def test_every_problem_has_an_answer_that_fits() -> None:
    for topic in topics():
        solved = set(chain.from_iterable(answer.fits for answer in topic.solved))
        explained = set(chain.from_iterable(answer.fits for answer in topic.explained))
        problems = {
            number
            for number, matter in enumerate(topic.matters, start=1)
            if not matter.answer and matter.type != "thanks"
        }
        assert solved == problems, topic.category
        assert explained <= problems, topic.category
        assert len(topic.matters) >= 3, topic.category


def test_the_same_seed_gives_the_same_city_and_another_does_not(demo: DemoCity) -> None:
    assert city(SEED) == demo
    assert city(SEED + 1).people != demo.people
    assert city(SEED + 1).areas != demo.areas


@pytest.mark.finding("A79")
def test_every_point_of_the_year_lies_in_the_grid_that_it_names(
    demo: DemoCity, lives: Lives, played: Played
) -> None:
    directory = played.reference.directory
    for life in lives.values():
        said = life[0].fields["location"]
        assert isinstance(said, dict)
        found = resolve(directory, lat=said["lat"], lng=said["lng"])
        assert (found.area, found.certainty) == (said["grid"], "shape")


@pytest.mark.finding("A79")
@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("佟二堡", "211081101"),
        ("佟二堡皮装大街", "211081101"),
        ("铧西新苑", "211081002003"),
        ("葛西街", "211081002002"),
        ("铧西小区一区3号楼", "211081002003001"),
    ],
)
def test_places_are_found_by_what_people_call_them(played: Played, words: str, meant: str) -> None:
    assert resolve(played.reference.directory, words=words).area == meant
