"""The made-up year: its steps in order of time, each life of a piece."""

from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from api.demo.city_index import index_of
from api.demo.collecting.generator import IntakeGenerator
from api.demo.model import DemoCity, DemoStep
from api.demo.rates import Rates
from api.demo.stages.case import DemoCase
from api.demo.tables.places import places
from api.demo.tables.units import lead_at
from api.demo.timing.hours import LOCAL, after_office, due
from api.demo.year import year
from tests.demo.demo_year import APPEALS, SEED, UNTIL, Lives, only

NAMING = ("dispatch", "decide-arbitration")


def test_steps_are_sorted_and_within_the_year(steps: list[DemoStep]) -> None:
    times = [step.at for step in steps]
    assert times == sorted(times)
    assert UNTIL - timedelta(days=366) < times[0]
    assert times[-1] <= UNTIL
    assert {at.utcoffset() for at in times} == {timedelta(0)}


def test_appeals_are_numbered_in_the_order_they_are_raised(lives: Lives) -> None:
    assert sorted(lives) == list(range(APPEALS))
    raised = [lives[appeal][0].at for appeal in sorted(lives)]
    assert raised == sorted(raised)


def test_steps_of_a_life_are_at_least_a_minute_apart(lives: Lives) -> None:
    for life in lives.values():
        assert all(b.at - a.at >= timedelta(minutes=1) for a, b in pairwise(life))


def test_a_case_never_takes_two_steps_within_a_minute(demo: DemoCity) -> None:
    rng, index, rates = Random(SEED), index_of(demo), Rates()
    intake = IntakeGenerator(rng, index, rates, 1).intake(UNTIL)
    case = DemoCase(0, intake, rng, index, rates)
    assert case.add(UNTIL, "operator", "dispatch") == UNTIL
    assert case.add(UNTIL, "u-gr", "acknowledge") == UNTIL + timedelta(minutes=1)


def test_the_lead_in_the_end_is_that_of_the_category_or_of_the_place(
    demo: DemoCity, lives: Lives
) -> None:
    leads = {category.code: category.usual_lead for category in demo.categories}
    for life in lives.values():
        raised = life[0].fields
        location = raised["location"]
        assert isinstance(location, dict)
        lead = lead_at(
            str(leads[str(raised["category"])]), str(raised["category"]), location["grid"]
        )
        named = [
            s.fields.get("lead_unit") or s.fields.get("unit") for s in life if s.verb in NAMING
        ]
        waits = life[-1].verb in ("request-return", "approve", "decide-return", "withdraw")
        assert waits or not named or named[-1] == lead


def test_every_appeal_happens_in_a_grid_that_exists_in_the_street_it_names(
    demo: DemoCity, lives: Lives
) -> None:
    grids = {area.code for area in demo.areas if area.level == "grid"}
    streets = places().streets
    for life in lives.values():
        location = life[0].fields["location"]
        assert isinstance(location, dict)
        assert location["grid"] in grids
        assert location["address"].startswith(streets[location["grid"][:9]])
        assert 41.2 < location["lat"] < 41.7
        assert 122.9 < location["lng"] < 123.8


def test_a_round_has_at_most_three_callbacks_until_one_is_answered(lives: Lives) -> None:
    for life in lives.values():
        for called in callbacks_by_round(life):
            assert len(called) <= 3
            assert not any(step.fields["connected"] for step in called[:-1])
            days = [step.at.astimezone(LOCAL).date() for step in called]
            assert len(set(days)) == len(days)
            assert len(called) < 3 or len({step.fields["channel"] for step in called}) > 1


def callbacks_by_round(life: list[DemoStep]) -> list[list[DemoStep]]:
    rounds: list[list[DemoStep]] = [[]]
    for step in life:
        if step.verb == "record-callback":
            rounds[-1].append(step)
        elif step.verb in ("order-rework", "reopen"):
            rounds.append([])
    return rounds


def test_a_closing_fits_what_the_callback_heard(lives: Lives) -> None:
    for life in lives.values():
        for closed in only(life, "close"):
            before = [step for step in life if step.at < closed.at]
            called, kind = only(before, "record-callback"), closed.fields["kind"]
            assert kind == "normal" or closed.fields["reason"]
            if called:
                reached = called[-1].fields["connected"]
                assert (kind == "unreachable") == (not reached)
                assert kind != "normal" or called[-1].fields["contacted"] == "yes"
            else:
                assert life[0].fields["claimant"] is None or life[0].fields["type"] == "enquiry"


def test_a_callback_that_is_not_answered_says_nothing(steps: list[DemoStep]) -> None:
    for step in only(steps, "record-callback"):
        said = [step.fields[key] for key in ("contacted", "solved", "satisfied", "opinion")]
        assert all(said) if step.fields["connected"] else said == [None] * 4


def test_nothing_is_delivered_to_nobody(lives: Lives) -> None:
    for life in lives.values():
        if life[0].fields["claimant"] is None:
            assert not any(step.fields["delivered"] for step in only(life, "feed-back"))
            assert not only(life, "record-callback")
            assert not only(life, "withdraw")


def test_the_same_seed_gives_the_same_year_and_another_does_not(
    demo: DemoCity, steps: list[DemoStep]
) -> None:
    assert list(year(demo, SEED, UNTIL, APPEALS)) == steps
    assert list(year(demo, SEED + 1, UNTIL, APPEALS)) != steps


@pytest.mark.parametrize("appeals", [0, 1, 40])
def test_a_small_year_has_that_many_appeals(demo: DemoCity, appeals: int) -> None:
    assert len({step.appeal for step in year(demo, SEED, UNTIL, appeals)}) == appeals


def test_a_naive_end_is_refused(demo: DemoCity) -> None:
    with pytest.raises(ValueError, match="aware"):
        list(year(demo, SEED, UNTIL.replace(tzinfo=None)))


def test_working_minutes_skip_holidays_and_count_the_days_worked_instead() -> None:
    saturday = datetime(2026, 2, 14, 17, 0, tzinfo=LOCAL)  # is worked; nine days off follow
    assert after_office(saturday, 120) == datetime(2026, 2, 24, 9, 0, tzinfo=LOCAL)
    friday = datetime(2026, 5, 8, 17, 0, tzinfo=LOCAL)  # and the Saturday after it is worked
    assert due(friday, 1) == datetime(2026, 5, 9, 18, 0, tzinfo=LOCAL)


def test_working_minutes_skip_the_evening_and_the_weekend() -> None:
    friday_evening = datetime(2026, 11, 20, 17, 30, tzinfo=LOCAL)
    assert after_office(friday_evening, 240) == datetime(2026, 11, 23, 11, 30, tzinfo=LOCAL)


def test_working_days_count_from_the_next_and_end_at_six() -> None:
    monday = datetime(2026, 11, 23, 9, 10, tzinfo=LOCAL)
    assert due(monday, 5) == datetime(2026, 11, 30, 18, 0, tzinfo=LOCAL)
