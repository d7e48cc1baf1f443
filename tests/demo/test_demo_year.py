"""The made-up year: every life is legal in order, and done by those who may."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from api.demo.lives.diary import Diary
from api.demo.lives.hours import LOCAL, after_office, due
from api.demo.model import City, Step
from api.demo.tables.places import STREETS
from api.demo.year import year
from tests.demo.demo_year import APPEALS, SEED, UNTIL, Lives, milestones, only

NEXT = {
    None: {"collect"},
    "collect": {"dispatch", "withdraw"},
    "dispatch": {"acknowledge", "withdraw"},
    "acknowledge": {"handle", "withdraw"},
    "handle": {"feed-back", "withdraw"},
    "feed-back": {"record-callback", "close", "withdraw"},
    "record-callback": {"record-callback", "close", "withdraw"},
    "close": set(),
    "withdraw": set(),
}
FIELDS = {
    "collect": {
        "channel",
        "type",
        "title",
        "content",
        "category",
        "urgency",
        "claimant",
        "location",
    },
    "dispatch": {"lead_unit", "instruction"},
    "acknowledge": set(),
    "handle": {"outcome", "facts_true", "measures", "public_reply"},
    "feed-back": {"channel", "delivered"},
    "record-callback": {"channel", "connected", "contacted", "solved", "satisfied", "opinion"},
    "close": {"kind", "reason"},
    "withdraw": {"reason"},
    "add-note": {"text", "visibility"},
}


def test_steps_are_sorted_and_within_the_year(steps: list[Step]) -> None:
    times = [step.at for step in steps]
    assert times == sorted(times)
    assert UNTIL - timedelta(days=366) < times[0]
    assert times[-1] <= UNTIL
    assert {at.utcoffset() for at in times} == {timedelta(0)}


def test_appeals_are_numbered_in_the_order_they_are_raised(lives: Lives) -> None:
    assert sorted(lives) == list(range(APPEALS))
    raised = [lives[appeal][0].at for appeal in sorted(lives)]
    assert raised == sorted(raised)


def test_every_life_is_legal_in_order(lives: Lives) -> None:
    for life in lives.values():
        assert life[0].verb == "collect"
        state: str | None = None
        for step in life:
            assert state not in ("close", "withdraw")
            if step.verb != "add-note":
                assert step.verb in NEXT[state]
                state = step.verb


def test_steps_of_a_life_are_at_least_a_minute_apart(lives: Lives) -> None:
    for life in lives.values():
        assert all(b.at - a.at >= timedelta(minutes=1) for a, b in pairwise(life))


def test_a_diary_never_writes_two_steps_within_a_minute() -> None:
    diary = Diary(0)
    assert diary.write(UNTIL, "operator", "dispatch") == UNTIL
    assert diary.write(UNTIL, "u-gr", "acknowledge") == UNTIL + timedelta(minutes=1)


def test_every_step_has_its_fields(steps: list[Step]) -> None:
    for step in steps:
        more = {"unsolved_reason", "plan"} if step.fields.get("outcome") == "not_solved" else set()
        assert set(step.fields) == FIELDS[step.verb] | more


def test_steps_of_the_unit_are_done_by_its_own_clerk(demo: City, lives: Lives) -> None:
    names = {account.name: account for account in demo.accounts}
    for life in lives.values():
        lead = next((step.fields["lead_unit"] for step in only(life, "dispatch")), None)
        for step in life:
            account = names[step.account]
            if step.verb in ("acknowledge", "handle", "feed-back"):
                assert account.unit == lead
            elif account.posts == ("department",):
                assert step.verb == "add-note"
                assert account.unit == lead


def test_every_step_of_the_centre_is_done_by_a_fitting_post(demo: City, steps: list[Step]) -> None:
    posts = {account.name: account.posts for account in demo.accounts}
    needed = {
        "collect": "collector",
        "dispatch": "operator",
        "record-callback": "caller",
        "close": "duty_leader",
        "withdraw": "operator",
    }
    for step in steps:
        assert needed.get(step.verb, "") in (*posts[step.account], "")


def test_the_lead_is_that_of_the_category_or_the_street_of_the_place(
    demo: City, lives: Lives
) -> None:
    leads = {category.code: category.lead for category in demo.categories}
    for life in lives.values():
        raised = life[0].fields
        location = raised["location"]
        assert isinstance(location, dict)
        lead = leads[str(raised["category"])]
        expected = f"S-{location['grid'][:9]}" if lead == "street" else lead
        assert all(step.fields["lead_unit"] == expected for step in only(life, "dispatch"))


def test_every_appeal_happens_in_a_grid_that_exists_in_the_street_it_names(
    demo: City, lives: Lives
) -> None:
    grids = {area.code for area in demo.areas if area.level == "grid"}
    streets = dict(STREETS)
    for life in lives.values():
        location = life[0].fields["location"]
        assert isinstance(location, dict)
        assert location["grid"] in grids
        assert location["address"].startswith(streets[location["grid"][:9]])
        assert 41.2 < location["lat"] < 41.7
        assert 122.9 < location["lng"] < 123.8


def test_a_life_is_closed_after_a_callback_or_without_a_claimant(lives: Lives) -> None:
    for life in lives.values():
        done = milestones(life)
        if done[-1].verb != "close":
            continue
        called = only(done, "record-callback")
        kind = done[-1].fields["kind"]
        assert bool(called) == (life[0].fields["claimant"] is not None)
        assert kind == "normal" or done[-1].fields["reason"]
        if called:
            reached = called[-1].fields["connected"]
            assert (kind == "unreachable") == (not reached)
            assert reached or len(called) == 3
            assert kind != "normal" or called[-1].fields["contacted"] == "yes"


def test_callbacks_stop_when_one_is_answered(lives: Lives) -> None:
    for life in lives.values():
        called = only(life, "record-callback")
        assert len(called) <= 3
        assert not any(step.fields["connected"] for step in called[:-1])
        days = [step.at.astimezone(LOCAL).date() for step in called]
        assert len(set(days)) == len(days)
        assert len(called) < 3 or len({step.fields["channel"] for step in called}) > 1


def test_a_callback_that_is_not_answered_says_nothing(steps: list[Step]) -> None:
    for step in only(steps, "record-callback"):
        said = [step.fields[key] for key in ("contacted", "solved", "satisfied", "opinion")]
        assert all(said) if step.fields["connected"] else said == [None] * 4


def test_nothing_is_delivered_to_nobody(lives: Lives) -> None:
    for life in lives.values():
        if life[0].fields["claimant"] is None:
            assert not any(step.fields["delivered"] for step in only(life, "feed-back"))
            assert not only(life, "withdraw")


def test_the_same_seed_gives_the_same_year_and_another_does_not(
    demo: City, steps: list[Step]
) -> None:
    assert list(year(demo, SEED, UNTIL, APPEALS)) == steps
    assert list(year(demo, SEED + 1, UNTIL, APPEALS)) != steps


@pytest.mark.parametrize("appeals", [0, 1, 40])
def test_a_small_year_has_that_many_appeals(demo: City, appeals: int) -> None:
    assert len({step.appeal for step in year(demo, SEED, UNTIL, appeals)}) == appeals


def test_a_naive_end_is_refused(demo: City) -> None:
    with pytest.raises(ValueError, match="aware"):
        list(year(demo, SEED, UNTIL.replace(tzinfo=None)))


def test_working_minutes_skip_the_evening_and_the_weekend() -> None:
    friday_evening = datetime(2026, 11, 20, 17, 30, tzinfo=LOCAL)
    assert after_office(friday_evening, 240) == datetime(2026, 11, 23, 11, 30, tzinfo=LOCAL)


def test_working_days_count_from_the_next_and_end_at_six() -> None:
    monday = datetime(2026, 11, 23, 9, 10, tzinfo=LOCAL)
    assert due(monday, 5) == datetime(2026, 11, 30, 18, 0, tzinfo=LOCAL)
