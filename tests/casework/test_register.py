"""Loads: what is registered, what is left as it stands, and everything that is refused."""

from datetime import UTC, datetime
from typing import Any

import pytest

from casework.directory import events as e
from casework.directory import refusals as no
from casework.directory.changes import changes
from casework.directory.checking import check
from casework.directory.commands import DissolveUnit, RegisterEntries
from casework.directory.directory import Directory
from casework.facts import Caller, Fact
from tests.casework.test_directory import (
    AUTUMN,
    SPRING,
    SUMMER,
    WINTER,
    area,
    decide,
    directory,
    do,
    person,
    record,
    unit,
)

AREAS: tuple[tuple[str, Fact], ...] = (
    ("area/1", area("灯塔市", "city")),
    ("area/11", area("烟台街道", parent="1")),
    ("area/12", area("古城街道", parent="1")),
    ("area/1101", area("幸福社区", "community", parent="11")),
)


TRIANGLE = (((0.0, 0.0), (1.0, 1.0), (1.0, 0.0)),)


def load(*entries: tuple[str, Fact], origins: tuple[str, ...] = ()) -> RegisterEntries:
    return RegisterEntries(entries=entries, origins=origins)


def city(*more: tuple[str, Fact]) -> Directory:
    return directory(*AREAS, *more)


def problems(*entries: tuple[str, Fact], on: Directory | None = None) -> list[no.EntryProblem]:
    origins = tuple(f"a.csv row {n}" for n, _ in enumerate(entries, 2))
    with pytest.raises(no.EntriesRefused) as refused:
        decide(load(*entries, origins=origins), on or city())
    found: list[no.EntryProblem] = refused.value.details["problems"]
    assert all(str(problem) in str(refused.value) for problem in found)
    return found


def codes(*entries: tuple[str, Fact], on: Directory | None = None) -> list[str]:
    return [problem.code for problem in problems(*entries, on=on)]


def body(level: str, parent: str | None = None, **more: Any) -> e.PartyBodyRegistered:
    return e.PartyBodyRegistered(name="支部", level=level, parent=parent, **more)


def test_what_is_new_is_registered_whatever_the_order():
    entries = tuple(reversed(AREAS))
    assert [d.stream for d in decide(load(*entries), Directory())] == [s for s, _ in entries]


def test_what_stands_already_is_left():
    assert decide(load(*AREAS), city()) == []


def test_only_what_says_something_else_is_registered():
    entries = (*AREAS[:3], ("area/1101", area("新社区", "community", parent="11")))
    assert [d.stream for d in decide(load(*entries), city())] == ["area/1101"]


def test_a_name_that_comes_back_is_registered_again():
    on = do(load(("area/11", area("新街道", parent="1"))), city(), SUMMER)
    assert len(decide(load(AREAS[1]), on, at=AUTUMN)) == 1


def test_what_is_planned_is_not_registered_twice():
    entry = ("unit/A", unit("新局", valid_from=WINTER))
    assert decide(load(entry), do(load(entry), city(("unit/A", unit())))) == []


def test_a_file_that_names_no_beginning_says_nothing_about_it():
    on = city(("unit/A", unit(valid_from=SPRING)))
    assert decide(load(("unit/A", unit())), on) == []
    assert len(decide(load(("unit/A", unit("新局"))), on)) == 1


def test_a_person_moves_by_two_rows_and_loading_them_again_changes_nothing():
    rows = (
        ("person/P", person("11", valid_to=SUMMER)),
        ("person/P", person("12", valid_from=SUMMER)),
    )
    moved = do(load(*reversed(rows)), city(("person/P", person("11"))), AUTUMN)
    assert [p.area for at in (SPRING, AUTUMN) if (p := moved.person("P", at))] == ["11", "12"]
    assert decide(load(*rows), moved, at=WINTER) == []


def test_the_order_of_the_rows_does_not_matter():
    rows = (
        ("person/P", person("12", valid_from=WINTER)),
        ("person/P", person("11", valid_to=WINTER)),
    )
    for entries in (rows, rows[::-1]):
        assert (known := do(load(*entries), city(), SUMMER).person("P", SPRING))
        assert known.area == "11"


def test_a_post_in_the_wrong_place_is_corrected_from_its_beginning():
    on = city(("person/P", person("11", valid_from=SPRING)))
    corrected = do(load(("person/P", person("12", valid_from=SPRING))), on)
    assert (known := corrected.person("P", SUMMER))
    assert known.area == "12"


def test_only_an_admin_registers():
    with pytest.raises(no.NotForYou):
        decide(load(*AREAS), Directory(), by=Caller("duty", frozenset({"duty_leader"})))


def test_every_problem_is_told_at_once_in_the_order_of_the_file_with_its_place():
    found = problems(("area/13", area(parent="9")), ("unit/A", unit(kind="?")), ("unit/A", unit()))
    assert [(p.origin, p.code) for p in found] == [
        ("a.csv row 2", "UnknownParent"),
        ("a.csv row 2", "CodeOutsideParent"),
        ("a.csv row 4", "DuplicateCode"),
        ("a.csv row 3", "UnknownWord"),
    ]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (("area/1 3", area()), "BadCode"),
        (("area/13", area(" ")), "NameMissing"),
        (("area/13", area("局\x00")), "NotPlainText"),
        (("unit/A", unit(valid_to=datetime(9999, 12, 31, tzinfo=UTC))), "YearOutOfReach"),
        (("unit/A", unit(valid_from=datetime(1, 1, 1, tzinfo=UTC))), "YearOutOfReach"),
        (("unit/A", unit(contact="\x1b[2J")), "NotPlainText"),
        (("area/13", area(aliases=("三号楼\x00",))), "NotPlainText"),
        (("area/13", area(valid_from=SUMMER, valid_to=SPRING)), "PeriodReversed"),
        (("area/13", area(level="planet")), "UnknownWord"),
        (("area/13", area(parent="9")), "UnknownParent"),
        (("area/9", area(parent="1")), "CodeOutsideParent"),
        (("area/1102", area(level="city", parent="11")), "LevelNotBelow"),
        (("area/13", area(shape=(((0.0, 0.0), (1.0, 1.0)),))), "BadShape"),
        (("area/13", area(shape=TRIANGLE, parts=(2,))), "BadShape"),
        (("area/13", area(shape=TRIANGLE, parts=(1, 0))), "BadShape"),
        (("area/13", area(shape=(((0.0, 0.0), (1.0, 1.0), (9.0, 99.0)),))), "BadShape"),
        (("unit/A", unit(parent="Z")), "UnknownParent"),
        (("unit/A", unit(areas=("11", "99"))), "UnknownReference"),
        (("unit/A", unit(calendar="moon")), "UnknownReference"),
        (("category/01", e.CategoryRegistered(name="供热", usual_lead="Z")), "UnknownReference"),
        (("person/P", person("99")), "UnknownReference"),
        (("person/P", person("11", unit="Z")), "UnknownReference"),
        (("body/B", body("group", area="99")), "UnknownReference"),
        (("unit/A", area()), "NotAnEntry"),
        (("account/a", e.AccountOpened(posts=("admin",), token_sha256="0")), "NotAnEntry"),
    ],
)
def test_a_bad_entry_is_refused_by_name(entry, code):
    assert code in codes(entry)


def test_the_usual_lead_may_be_the_street_of_the_place():
    entry = ("category/01", e.CategoryRegistered(name="道路", usual_lead="street"))
    assert len(decide(load(entry), city())) == 1


def test_a_calendar_that_there_is_may_be_named():
    check([("unit/A", unit(calendar="24x7"))], (), city(), SUMMER, {"24x7"})


def test_one_code_twice_is_refused_with_both_places():
    [problem] = problems(("unit/A", unit()), ("unit/A", unit("乙局")))
    assert (problem.code, problem.origin) == ("DuplicateCode", "a.csv row 3")
    assert "first at a.csv row 2" in problem.text


def test_one_code_twice_for_one_time_after_the_other_is_no_duplicate():
    rows = (("unit/A", unit(valid_to=SUMMER)), ("unit/A", unit("乙局", valid_from=SUMMER)))
    assert len(decide(load(*rows), city())) == 2


def test_a_circle_is_refused_with_its_way():
    found = problems(("unit/A", unit(parent="B")), ("unit/B", unit(parent="A")))
    assert [p.code for p in found] == ["ParentsInCircle"] * 2
    assert "A → B → A" in found[0].text


def test_a_circle_through_what_stands_is_refused():
    on = city(("unit/A", unit()), ("unit/B", unit(parent="A")), ("unit/C", unit(parent="B")))
    assert codes(("unit/A", unit(parent="C")), on=on) == ["ParentsInCircle"]


def test_a_circle_that_is_only_planned_is_refused():
    on = city(("unit/A", unit()), ("unit/B", unit()))
    record(on, "unit/A", unit(parent="B", valid_from=WINTER))
    assert codes(("unit/B", unit(parent="A")), on=on) == ["ParentsInCircle"]


def test_nothing_is_its_own_parent():
    assert codes(("area/13", area(parent="13"))) == ["LevelNotBelow", "ParentsInCircle"]


def test_what_an_entry_names_exists_at_that_time():
    on = city(("unit/A", unit(valid_to=AUTUMN)))
    assert codes(("unit/B", unit(parent="A", valid_from=WINTER)), on=on) == ["UnknownParent"]
    assert len(decide(load(("unit/B", unit(parent="A"))), on)) == 1


def test_the_levels_of_the_party_grid_follow_each_other():
    entries = (
        ("body/1", body("street_committee")),
        ("body/2", body("community_committee", "1")),
        ("body/3", body("grid_branch", "2")),
        ("body/4", body("group", "3")),
        ("body/5", body("household", "4")),
    )
    assert len(decide(load(*entries), city())) == 5
    assert codes(("body/6", body("grid_branch", "1")), on=city(*entries)) == ["LevelNotBelow"]


def test_a_person_in_two_places_of_one_load_is_refused_with_both():
    found = problems(("person/P", person("11")), ("person/P", person("12", valid_from=SUMMER)))
    assert {p.code for p in found} == {"PersonInTwoPlaces"}
    assert "烟台街道 (11) and 古城街道 (12)" in found[0].text


def test_a_person_with_a_post_elsewhere_is_refused_until_that_ends():
    on = city(("person/P", person("11")))
    assert codes(("person/P", person("12")), on=on) == ["PersonInTwoPlaces"]
    ended = do(load(("person/P", person("11", valid_to=SUMMER))), on, AUTUMN)
    assert len(decide(load(("person/P", person("12"))), ended, at=WINTER)) == 1


def test_another_post_in_the_same_place_is_fine():
    on = city(("person/P", person("11")))
    guide = e.PersonRegistered(name="李敏", post="party_guide", area="11")
    assert len(decide(load(("person/P", guide)), on)) == 1


def test_a_dissolved_unit_does_not_come_back_by_a_file():
    on = do(DissolveUnit(unit="A", successor="B"), city(("unit/A", unit()), ("unit/B", unit())))
    assert "CodeOfDissolvedUnit" in codes(("unit/A", unit()), on=on)


def test_a_change_is_told_field_by_field():
    on = city(("unit/A", unit("甲局")))
    found = changes(on, [("unit/A", unit("乙局")), ("unit/B", unit("丙局"))], SUMMER)
    assert [(c.stream, c.field, c.before, c.after) for c in found] == [
        ("unit/A", "name", "甲局", "乙局"),
        ("unit/B", "name", None, "丙局"),
        ("unit/B", "kind", None, "department"),
        ("unit/B", "may_lead", None, True),
    ]


def test_a_rehearsal_leaves_the_directory_as_it_is():
    decide(load(("unit/A", unit()), ("area/11", area("新街道", parent="1"))), on := city())
    assert (on.unit("A"), on.place("11")) == (None, "烟台街道")
