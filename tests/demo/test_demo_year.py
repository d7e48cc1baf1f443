"""The made-up year: every life legal and plausible, nothing of a person in public texts."""

import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from api.demo.city import city
from api.demo.lives.hours import LOCAL, after_office, due
from api.demo.model import City, Step
from api.demo.tables.places import STREETS
from api.demo.year import year

SEED = 7
UNTIL = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
APPEALS = 1500
PERSONAL = re.compile(r"1[3-9]\d{9}|\d{17}[\dXx]")
LATE_BAND = (0.09, 0.16)
CHANNELS = set(
    "phone wechat web app window grid_visit party_member mailbox province media other".split()
)
TYPES = {"enquiry", "help", "complaint", "report", "suggestion", "thanks"}
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
    "collect": set("channel type title content category urgency claimant location".split()),
    "dispatch": {"lead_unit", "instruction"},
    "acknowledge": set(),
    "handle": {"outcome", "facts_true", "measures", "public_reply"},
    "feed-back": {"channel", "delivered"},
    "record-callback": set("channel connected contacted solved satisfied opinion".split()),
    "close": {"kind", "reason"},
    "withdraw": {"reason"},
    "add-note": {"text", "visibility"},
}
Lives = dict[int, list[Step]]


@pytest.fixture(scope="module")
def demo() -> City:
    return city(SEED)


@pytest.fixture(scope="module")
def steps(demo: City) -> list[Step]:
    return list(year(demo, SEED, UNTIL, APPEALS))


@pytest.fixture(scope="module")
def lives(steps: list[Step]) -> Lives:
    lives: Lives = defaultdict(list)
    for step in steps:
        lives[step.appeal].append(step)
    return dict(lives)


def milestones(life: list[Step]) -> list[Step]:
    return [step for step in life if step.verb != "add-note"]


def only(steps: list[Step], verb: str) -> list[Step]:
    return [step for step in steps if step.verb == verb]


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


def test_what_leaves_the_office_holds_no_number_of_a_person(steps: list[Step]) -> None:
    for step in steps:
        for key in ("title", "measures", "public_reply", "plan", "text", "reason", "instruction"):
            assert not PERSONAL.search(str(step.fields.get(key, "")))


def test_what_leaves_the_office_names_neither_claimant_nor_door(lives: Lives) -> None:
    for life in lives.values():
        claimant, location = life[0].fields["claimant"], life[0].fields["location"]
        assert isinstance(location, dict)
        door = re.search(r"\d单元\d+室", location["address"])
        secrets = [claimant["name"]] if isinstance(claimant, dict) else []
        secrets += [door.group()] if door else []
        public = [
            str(step.fields.get(key, ""))
            for step in life
            for key in ("title", "measures", "public_reply")
        ]
        assert not any(secret in text for secret in secrets for text in public)


def test_phones_of_claimants_have_the_shape_of_a_mobile_number(lives: Lives) -> None:
    for life in lives.values():
        claimant = life[0].fields["claimant"]
        if isinstance(claimant, dict):
            assert re.fullmatch(r"1390419\d{4}", claimant["phone"])
            assert 2 <= len(claimant["name"]) <= 3


def test_texts_are_filled_and_of_fitting_length(steps: list[Step]) -> None:
    for step in steps:
        assert not any("{" in value for value in step.fields.values() if isinstance(value, str))
    for step in only(steps, "collect"):
        assert 6 <= len(str(step.fields["title"])) <= 100
        assert 30 <= len(str(step.fields["content"])) <= 300
        assert 1 <= len(re.findall("[。！？]", str(step.fields["content"]))) <= 6


def test_appeals_are_told_in_many_ways(steps: list[Step]) -> None:
    contents = Counter(step.fields["content"] for step in only(steps, "collect"))
    assert len(contents) > 0.97 * APPEALS


def test_all_channels_types_and_categories_occur(demo: City, steps: list[Step]) -> None:
    raised = only(steps, "collect")
    assert {step.fields["channel"] for step in raised} == CHANNELS
    assert {step.fields["type"] for step in raised} == TYPES
    assert {step.fields["urgency"] for step in raised} == {"normal", "urgent", "critical"}
    leaves = {category.code for category in demo.categories if category.parent_code}
    assert len({step.fields["category"] for step in raised}) >= 0.95 * len(leaves)


def test_all_outcomes_reasons_and_closings_occur(steps: list[Step]) -> None:
    handled, closed = only(steps, "handle"), only(steps, "close")
    assert {step.fields["outcome"] for step in handled} == set(
        "solved partly not_solved explained not_ours_by_law".split()
    )
    assert len({step.fields.get("unsolved_reason") for step in handled}) == 8
    assert {step.fields["facts_true"] for step in handled} == {"yes", "partly", "no"}
    assert {step.fields["kind"] for step in closed} == set(
        "normal unreachable unsolved_explained refused_by_law".split()
    )


def test_the_share_of_late_lives_is_within_its_band(lives: Lives) -> None:
    late = [
        only(life, "handle")[0].at > limit(life) for life in lives.values() if only(life, "handle")
    ]
    assert LATE_BAND[0] < sum(late) / len(late) < LATE_BAND[1]


def limit(life: list[Step]) -> datetime:
    dispatched = only(life, "dispatch")[0].at
    hours = {"critical": 2, "urgent": 24}.get(str(life[0].fields["urgency"]))
    return dispatched + timedelta(hours=hours) if hours else due(dispatched, 5)


def test_the_year_ends_with_appeals_open_in_every_state(lives: Lives) -> None:
    last = Counter(milestones(life)[-1].verb for life in lives.values())
    assert all(last[verb] for verb in NEXT if verb)
    waiting = [
        UNTIL - life[0].at for life in lives.values() if milestones(life)[-1].verb == "dispatch"
    ]
    assert max(waiting) > timedelta(weeks=3)
    assert 0.01 < last["withdraw"] / APPEALS < 0.05


def test_most_callbacks_are_content_and_some_are_not(steps: list[Step]) -> None:
    said = Counter(step.fields["satisfied"] for step in only(steps, "record-callback"))
    asked = said.total() - said[None]
    assert 0.7 < (said["very"] + said["yes"] + said["basically"]) / asked < 0.95
    assert said["no"] > 0.03 * asked


def test_residents_call_by_day_and_about_heating_in_winter(steps: list[Step]) -> None:
    raised = only(steps, "collect")
    by_day = [7 <= step.at.astimezone(LOCAL).hour < 21 for step in raised]
    assert sum(by_day) > 0.93 * len(by_day)
    heating = [s.at.astimezone(LOCAL).month for s in raised if s.fields["category"] == "0101"]
    assert sum(month in (11, 12, 1, 2, 3) for month in heating) > 0.9 * len(heating)


def test_ordinary_orders_are_handled_in_office_hours(lives: Lives) -> None:
    for life in lives.values():
        if life[0].fields["urgency"] == "normal":
            for step in only(life, "handle"):
                here = step.at.astimezone(LOCAL)
                assert here.weekday() < 5
                assert 8 <= here.hour < 12 or 14 <= here.hour < 18


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
