"""The made-up year reads like a real one, and its public texts hold nothing of a person."""

import re
from collections import Counter
from datetime import timedelta

from api.demo.model import DemoCity, DemoStep
from api.demo.tables.categories import UTILITIES
from api.demo.timing.hours import LOCAL, calendar
from casework.appeal.events import OrderAcknowledged
from casework.facts import Recorded
from tests.demo.demo_year import APPEALS, UNTIL, Lives, milestones, only

PERSONAL = re.compile(r"1[3-9]\d{9}|\d{17}[\dXx]")
CHANNELS = {
    "phone",
    "wechat",
    "web",
    "app",
    "window",
    "grid_visit",
    "party_member",
    "mailbox",
    "province",
    "media",
    "other",
}
TYPES = {"enquiry", "help", "complaint", "report", "suggestion", "thanks"}


def test_what_leaves_the_office_holds_no_number_of_a_person(steps: list[DemoStep]) -> None:
    for step in steps:
        for key, value in step.fields.items():
            assert key in ("content", "claimant") or not PERSONAL.search(str(value))


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
            for key in ("title", "measures", "public_reply", "answer", "reply", "reason")
        ]
        assert not any(secret in text for secret in secrets for text in public)


def test_phones_of_claimants_have_the_shape_of_a_mobile_number(lives: Lives) -> None:
    for life in lives.values():
        claimant = life[0].fields["claimant"]
        if isinstance(claimant, dict):
            assert re.fullmatch(r"1390419\d{4}", claimant["phone"])
            assert 2 <= len(claimant["name"]) <= 3


def test_texts_are_filled_and_of_fitting_length(steps: list[DemoStep]) -> None:
    for step in steps:
        assert not any("{" in value for value in step.fields.values() if isinstance(value, str))
    for step in only(steps, "collect"):
        assert 6 <= len(str(step.fields["title"])) <= 100
        assert 30 <= len(str(step.fields["content"])) <= 300
        assert 1 <= len(re.findall("[。！？]", str(step.fields["content"]))) <= 6


def test_appeals_are_told_in_many_ways(steps: list[DemoStep]) -> None:
    contents = Counter(step.fields["content"] for step in only(steps, "collect"))
    assert len(contents) > 0.97 * APPEALS


def test_all_channels_types_and_categories_occur(demo: DemoCity, steps: list[DemoStep]) -> None:
    raised = only(steps, "collect")
    assert {step.fields["channel"] for step in raised} == CHANNELS
    assert {step.fields["type"] for step in raised} == TYPES
    assert {step.fields["urgency"] for step in raised} == {"normal", "urgent", "critical"}
    leaves = {category.code for category in demo.categories if category.parent}
    assert len({step.fields["category"] for step in raised}) >= 0.95 * len(leaves)


def test_all_outcomes_reasons_and_closings_occur(steps: list[DemoStep]) -> None:
    handled, closed = only(steps, "handle"), only(steps, "close")
    assert {step.fields["outcome"] for step in handled} == {
        "solved",
        "partly",
        "not_solved",
        "explained",
        "not_ours_by_law",
    }
    assert len({step.fields.get("unsolved_reason") for step in handled}) == 8
    assert {step.fields["facts_true"] for step in handled} == {"yes", "partly", "no"}
    assert {step.fields["kind"] for step in closed} == {
        "normal",
        "unreachable",
        "unsolved_explained",
        "refused_by_law",
    }


def test_few_orders_are_acknowledged_late(histories: list[list[Recorded]]) -> None:
    signed = [r.fact for h in histories for r in h if isinstance(r.fact, OrderAcknowledged)]
    assert 0.03 < sum(fact.late for fact in signed) / len(signed) < 0.13


def test_some_orders_of_the_last_weeks_still_wait(lives: Lives) -> None:
    waiting = [
        UNTIL - life[0].at for life in lives.values() if milestones(life)[-1].verb == "dispatch"
    ]
    assert max(waiting) > timedelta(weeks=3)


def test_most_callbacks_are_content_and_some_are_not(steps: list[DemoStep]) -> None:
    said = Counter(step.fields["satisfied"] for step in only(steps, "record-callback"))
    asked = said.total() - said[None]
    assert 0.7 < (said["very"] + said["yes"] + said["basically"]) / asked < 0.95
    assert said["no"] > 0.03 * asked


def test_residents_call_by_day_and_about_heating_in_winter(steps: list[DemoStep]) -> None:
    raised = only(steps, "collect")
    by_day = [7 <= step.at.astimezone(LOCAL).hour < 21 for step in raised]
    assert sum(by_day) > 0.93 * len(by_day)
    heating = [s.at.astimezone(LOCAL).month for s in raised if s.fields["category"] == "0101"]
    assert sum(month in (11, 12, 1, 2, 3) for month in heating) > 0.9 * len(heating)


def test_ordinary_orders_are_handled_on_working_days(lives: Lives) -> None:
    for life in lives.values():
        collected = life[0].fields
        utility = str(collected["category"]).startswith(UTILITIES)
        if collected["urgency"] == "normal" and not utility:
            for step in only(life, "handle"):
                here = step.at.astimezone(LOCAL)
                assert calendar("work").is_working_day(here.date())
                assert 8 <= here.hour < 12 or 14 <= here.hour < 18
