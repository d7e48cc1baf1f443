"""The directory by instant: what holds when, who stands below whom, who answers for where."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from casework.context import DecisionContext
from casework.directory import events as e
from casework.directory import refusals as no
from casework.directory.commands import DissolveUnit
from casework.directory.directory import _APPLY, Directory
from casework.directory.words import AREA_LEVELS, BODY_LEVELS, POSTS, UNIT_KINDS
from casework.facts import Actor, Caller, Envelope, Fact, NewFact, Recorded
from casework.policy.policies import Policies

SPRING, SUMMER, AUTUMN, WINTER = (datetime(2026, month, 1, tzinfo=UTC) for month in (3, 6, 9, 12))
LONG_AGO, FAR_AHEAD = datetime(1990, 1, 1, tzinfo=UTC), datetime(2090, 1, 1, tzinfo=UTC)
ADMIN = Caller("admin", frozenset({"admin"}))


def area(name: str = "烟台街道", level: str = "street", **more: Any) -> e.AreaRegistered:
    return e.AreaRegistered(name=name, level=level, **more)


def unit(name: str = "公安局", kind: str = "department", **more: Any) -> e.UnitRegistered:
    return e.UnitRegistered(name=name, kind=kind, **more)


def person(area: str, **more: Any) -> e.PersonRegistered:
    return e.PersonRegistered(name="李敏", post="grid_worker", area=area, **more)


def record(directory: Directory, stream: str, fact: Fact, at: datetime = SPRING) -> None:
    version, position = directory.versions.get(stream, 0) + 1, directory.position + 1
    envelope = Envelope(recorded_at=at, actor=Actor("admin", "admin"), command_id="c")
    directory.apply(Recorded(stream, version, position, fact, envelope))


def directory(*entries: tuple[str, Fact], at: datetime = SPRING) -> Directory:
    found = Directory()
    for stream, fact in entries:
        record(found, stream, fact, at)
    return found


def decide(command: Any, on: Directory, by: Caller = ADMIN, at: datetime = SUMMER) -> list[NewFact]:
    command.authorise(by)
    return list(command.decide(DecisionContext(at, by, on, Policies(), at)))


def do(command: Any, on: Directory, at: datetime = SUMMER) -> Directory:
    for decided in decide(command, on, at=at):
        record(on, decided.stream, decided.fact, at)
    return on


def name_at(found: Directory, at: datetime | None) -> str | None:
    known = found.unit("U-1", at)
    return known.name if known else None


def test_a_first_registration_holds_since_ever():
    found = directory(("unit/U-1", unit("甲局")))
    assert [name_at(found, at) for at in (LONG_AGO, FAR_AHEAD, None)] == ["甲局"] * 3


def test_a_later_one_holds_from_when_it_is_recorded():
    found = directory(("unit/U-1", unit("甲局")))
    record(found, "unit/U-1", unit("乙局"), SUMMER)
    assert name_at(found, SUMMER - timedelta(microseconds=1)) == "甲局"
    assert [name_at(found, at) for at in (SUMMER, FAR_AHEAD, None)] == ["乙局"] * 3


def test_one_with_a_beginning_holds_from_then():
    found = directory(("unit/U-1", unit("甲局", valid_from=SUMMER)))
    record(found, "unit/U-1", unit("乙局", valid_from=WINTER), SPRING)
    names = [name_at(found, at) for at in (SPRING, SUMMER, AUTUMN, WINTER)]
    assert names == [None, "甲局", "甲局", "乙局"]


def test_after_its_end_there_is_nothing_and_the_newest_is_still_known():
    found = directory(("unit/U-1", unit("甲局", valid_to=SUMMER)))
    assert [name_at(found, at) for at in (SPRING, SUMMER, None)] == ["甲局", None, "甲局"]


def test_what_ended_does_not_give_way_to_what_was_before_it():
    found = directory(("unit/U-1", unit("甲局")))
    record(found, "unit/U-1", unit("乙局", valid_from=SUMMER, valid_to=AUTUMN))
    assert [name_at(found, at) for at in (SPRING, SUMMER, WINTER)] == ["甲局", "乙局", None]


def test_an_end_registered_late_shortens_the_period_that_it_ends():
    found = directory(("unit/U-1", unit("甲局")))
    record(found, "unit/U-1", unit("甲局", valid_to=SUMMER), WINTER)
    assert [name_at(found, at) for at in (LONG_AGO, SUMMER)] == ["甲局", None]


def test_the_same_beginning_again_corrects_it():
    found = directory(("unit/U-1", unit("甲居", valid_from=SUMMER)))
    record(found, "unit/U-1", unit("甲局", valid_from=SUMMER), AUTUMN)
    assert name_at(found, SUMMER) == "甲局"


def test_a_case_keeps_the_names_of_its_own_time():
    found = directory(
        ("area/1", area("灯塔市", "city")),
        ("area/11", area("烟台街道", parent="1")),
        ("area/1101", area("幸福社区", "community", parent="11")),
    )
    record(found, "area/11", area("新街街道", parent="1"), SUMMER)
    assert found.place("1101", SPRING) == "烟台街道幸福社区"
    assert found.place("1101", SUMMER) == found.place("1101") == "新街街道幸福社区"


def test_a_subtree_holds_all_below_at_that_time():
    found = directory(
        ("unit/A", unit()),
        ("unit/B", unit(parent="A")),
        ("unit/C", unit(parent="B")),
        ("unit/D", unit(parent="A", valid_from=SUMMER)),
        ("unit/X", unit()),
    )
    assert found.subtree("A", SPRING) == {"A", "B", "C"}
    assert found.subtree("A", SUMMER) == found.subtree("A") == {"A", "B", "C", "D"}
    assert found.subtree("B", SUMMER) == {"B", "C"}


def test_a_subtree_is_renewed_by_the_next_fact():
    found = directory(("unit/A", unit()))
    assert found.subtree("A") == {"A"}
    record(found, "unit/B", unit(parent="A"))
    assert found.subtree("A") == {"A", "B"}


def test_a_unit_that_does_not_stand_has_no_subtree():
    found = directory(("unit/A", unit(valid_to=SUMMER)))
    assert (found.subtree("A", SUMMER), found.subtree("Z")) == (frozenset(), frozenset())


def test_the_unit_of_the_smallest_area_answers_first():
    found = directory(
        ("unit/S-1", unit(kind="street", areas=("11",))),
        ("unit/S-2", unit(kind="street", areas=("1101", "12"))),
        ("unit/P-1", unit(kind="property", areas=("1101",))),
    )
    assert [u.code for u in found.units_of_area("110101", "street")] == ["S-2", "S-1"]
    assert [u.code for u in found.units_of_area("1102", "street")] == ["S-1"]


@pytest.mark.parametrize("code", [None, "", "2"])
def test_nobody_answers_for_nowhere(code):
    found = directory(("unit/S-1", unit(kind="street", areas=("11",))))
    assert found.units_of_area(code, "street") == []


def test_people_and_party_bodies_are_known_by_time():
    body = e.PartyBodyRegistered(name="街道党工委", level="street_committee", area="11")
    found = directory(("person/P1", person("11", valid_to=SUMMER)), ("body/B1", body))
    record(found, "person/P1", person("12", valid_from=SUMMER))
    assert [p.area for at in (SPRING, SUMMER) if (p := found.person("P1", at))] == ["11", "12"]
    assert (known := found.body("B1"))
    assert known.area == "11"


def dissolved(at: datetime = SUMMER, **more: Any) -> Directory:
    found = directory(("unit/U-1", unit("甲局")), ("unit/U-2", unit("乙局")))
    return do(DissolveUnit(unit="U-1", successor="U-2", **more), found, at)


def test_a_dissolved_unit_is_none_from_then_on_and_names_its_successor():
    found = dissolved()
    assert [name_at(found, at) for at in (SPRING, SUMMER)] == ["甲局", None]
    assert (newest := found.unit("U-1"))
    assert newest.successor == "U-2"


def test_a_dissolution_may_be_planned_and_the_unit_renamed_before():
    found = dissolved(valid_to=WINTER)
    record(found, "unit/U-1", unit("新甲局"), AUTUMN)
    assert [name_at(found, at) for at in (SUMMER, AUTUMN, WINTER)] == ["甲局", "新甲局", None]
    assert (newest := found.unit("U-1"))
    assert newest.successor == "U-2"


def test_a_unit_is_dissolved_once():
    with pytest.raises(no.AlreadyDissolved):
        do(DissolveUnit(unit="U-1", successor="U-2"), dissolved(), AUTUMN)


@pytest.mark.parametrize(
    ("code", "successor", "refusal"),
    [
        ("U-9", "U-2", no.UnknownUnit),
        ("U-2", "U-9", no.UnknownUnit),
        ("U-2", "U-2", no.OwnSuccessor),
        ("U-2", "U-1", no.UnknownUnit),
    ],
)
def test_unit_and_successor_exist_and_are_two(code, successor, refusal):
    with pytest.raises(refusal):
        do(DissolveUnit(unit=code, successor=successor), dissolved(), AUTUMN)


def test_a_unit_with_units_below_is_not_dissolved():
    found = directory(("unit/A", unit()), ("unit/B", unit(parent="A")), ("unit/C", unit()))
    with pytest.raises(no.UnitsBelow, match=r"\(B\)"):
        do(DissolveUnit(unit="A", successor="C"), found)


def test_only_an_admin_dissolves():
    command = DissolveUnit(unit="U-1", successor="U-2")
    with pytest.raises(no.NotForYou):
        decide(command, directory(), by=Caller("op", frozenset({"operator"})))


def test_every_fact_of_the_directory_has_its_place_in_it():
    assert set(_APPLY) == set(e.FACTS)


def test_the_words_of_the_field_are_all_there():
    assert (len(AREA_LEVELS), len(BODY_LEVELS), len(UNIT_KINDS), len(POSTS)) == (5, 5, 12, 13)
