from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

import casework.policy
from casework.context import DecisionContext
from casework.directory import events as d
from casework.directory.directory import Directory
from casework.errors import Refusal
from casework.facts import Actor, Caller, Envelope, Fact, NewFact, Recorded
from casework.policy import refusals as no
from casework.policy.calendar_events import CalendarPublished, Season, Shift
from casework.policy.commands import AdoptPolicy
from casework.policy.events import PolicyAdopted
from casework.policy.policies import Policies

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
SOON = NOW + timedelta(days=7)
ADMIN = Caller("admin", frozenset({"admin"}))
SHIPPED = (Path(casework.policy.__file__).parent / "default/rules.toml").read_text(encoding="utf-8")
DENGTA = (Path(casework.policy.__file__).parent / "default/assessment-dengta.toml").read_text(
    "utf-8"
)
OTHER = SHIPPED.replace('reopen = "90 d"', 'reopen = "60 d"')
ITEM = """[[item]]
id = "C-0101"
category = "{category}"
unit = "{unit}"
basis = "城市供热条例"
"""


def recorded(stream: str, version: int, fact: Fact, at: datetime = NOW) -> Recorded:
    envelope = Envelope(recorded_at=at, actor=Actor("admin", "admin"), command_id="c")
    return Recorded(stream, version, version, fact, envelope)


def directory() -> Directory:
    found = Directory()
    entries: list[tuple[str, Fact]] = [
        ("unit/U-GR", d.UnitRegistered(name="供热公司", kind="utility")),
        ("unit/U-WY", d.UnitRegistered(name="和美物业", kind="property", may_lead=False)),
        ("unit/C-01", d.UnitRegistered(name="铧西社区", kind="community", duties=("14",))),
        ("unit/U-NEW", d.UnitRegistered(name="新局", kind="department", valid_from=SOON)),
        ("category/01", d.CategoryRegistered(name="供热")),
        ("category/0101", d.CategoryRegistered(name="室温不达标", parent="01")),
    ]
    for stream, fact in entries:
        found.apply(recorded(stream, 1, fact, NOW - timedelta(days=9)))
    return found


def policies(*adopted: PolicyAdopted, stream: str = "policy/rules") -> Policies:
    found = Policies()
    always = CalendarPublished(
        zone="Asia/Shanghai",
        weekdays=(1, 2, 3, 4, 5, 6, 7),
        seasons=(Season("01-01", (Shift("00:00", "24:00"),)),),
    )
    for name in ("work", "24x7"):
        found.apply(recorded(f"calendar/{name}", 1, always))
    for version, fact in enumerate(adopted, 1):
        found.apply(recorded(stream, version, fact))
    return found


def held(text: str = SHIPPED, since: datetime = NOW - timedelta(days=9)) -> PolicyAdopted:
    return PolicyAdopted(text=text, effective_from=since)


def adopt(text: str = OTHER, since: datetime = SOON, kind: str = "rules") -> AdoptPolicy:
    return AdoptPolicy(kind=kind, text=text, effective_from=since, title=" 试行 ")


def item(category: str = "0101", unit: str = "U-GR", since: datetime = SOON) -> AdoptPolicy:
    return adopt(ITEM.format(category=category, unit=unit), since, "catalogue")


def assess(text: str = DENGTA, since: datetime = SOON, **more: str) -> AdoptPolicy:
    return AdoptPolicy(kind="assessment", text=text, effective_from=since, **more)


def decided(command: AdoptPolicy, *before: PolicyAdopted) -> list[NewFact]:
    context = DecisionContext(
        NOW, ADMIN, directory(), policies(*before, stream=command.stream), NOW
    )
    return list(command.decide(context))


def refused(command: AdoptPolicy, *before: PolicyAdopted) -> Refusal:
    with pytest.raises(Refusal) as caught:
        decided(command, *before)
    return caught.value


def told(command: AdoptPolicy) -> list[tuple[int, str]]:
    refusal = refused(command)
    assert type(refusal) is no.PolicyRefused
    return [(problem.line, problem.text) for problem in refusal.details["problems"]]


def test_a_policy_is_adopted_with_its_whole_text_from_an_instant_on():
    [adopted] = decided(adopt(), held())
    assert adopted.stream == "policy/rules"
    assert adopted.fact == PolicyAdopted(text=OTHER, effective_from=SOON, title="试行")


def test_what_is_adopted_holds_from_its_instant_and_not_before():
    [adopted] = decided(adopt(), held())
    after = policies(held(), adopted.fact)
    assert str(after.rules(SOON - timedelta(seconds=1)).windows.reopen) == "90 d"
    assert (str(after.rules(SOON).windows.reopen), after.rules(SOON).version) == ("60 d", 2)


@pytest.mark.parametrize("post", ["operator", "duty_leader", "supervisor", "auditor"])
def test_only_an_admin_adopts_policies(post):
    with pytest.raises(no.PoliciesAreTheAdmins):
        adopt().authorise(Caller(post, frozenset({post})))


def test_an_admin_adopts_them_as_admin():
    assert adopt().authorise(ADMIN) == "admin"


def test_an_unchanged_text_changes_nothing():
    assert decided(adopt(SHIPPED), held()) == []


def test_what_held_before_the_last_may_be_adopted_again():
    before = held(), held(OTHER, NOW)
    assert [each.fact.text for each in decided(adopt(SHIPPED), *before)] == [SHIPPED]


def test_every_problem_is_told_with_its_line_and_nothing_is_adopted():
    text = OTHER.replace('reopen = "60 d"', 'reopen = "x"').replace("share = 0.5", "share = 5")
    refusal = refused(adopt(text), held())
    lines = [OTHER[: OTHER.index(key)].count("\n") + 1 for key in ("reopen", "share = ")]
    assert [problem.line for problem in refusal.details["problems"]] == lines
    assert all(f"line {line}: " in str(refusal) for line in lines)


def test_rules_may_not_name_a_calendar_that_does_not_exist():
    text = OTHER.replace('"24 h @24x7"', '"24 h @night"')
    line = OTHER[: OTHER.index('"24 h @24x7"')].count("\n") + 1
    assert told(adopt(text)) == [(line, 'there is no calendar "night"; there are: 24x7, work')]


def test_a_catalogue_is_adopted():
    [adopted] = decided(item())
    assert adopted.stream == "policy/catalogue"


def test_a_catalogue_may_send_to_the_street_of_the_place():
    assert len(decided(item(unit="street"))) == 1


@pytest.mark.parametrize(
    ("category", "unit", "line", "said"),
    [
        ("0199", "U-GR", 3, "C-0101: there is no category 0199 at that time"),
        ("0101", "U-XX", 4, "C-0101: there is no unit U-XX at that time"),
        ("0101", "U-WY", 4, "C-0101: U-WY (和美物业) may not lead"),
        (
            "0101",
            "C-01",
            4,
            "C-0101: C-01 (铧西社区) may not lead 0101: it is not among its duties",
        ),
    ],
)
def test_a_catalogue_names_what_exists_and_may_lead(category, unit, line, said):
    assert told(item(category, unit)) == [(line, said)]


def test_an_area_of_the_catalogue_exists_then():
    text = ITEM.format(category="0101", unit="U-GR") + 'area = "99"\n'
    [(line, said)] = told(adopt(text, SOON, "catalogue"))
    assert (line, said) == (text.count("\n"), "C-0101: there is no area 99 at that time")


def test_a_unit_must_exist_when_the_catalogue_begins_to_hold():
    assert len(decided(item(unit="U-NEW", since=SOON))) == 1
    early = item(unit="U-NEW", since=SOON - timedelta(days=1))
    assert told(early) == [(4, "C-0101: there is no unit U-NEW at that time")]


def test_a_policy_never_works_backwards():
    refusal = refused(adopt(since=NOW - timedelta(minutes=2)), held())
    assert type(refusal) is no.WorksBackwards


def test_now_may_be_a_moment_ago():
    assert len(decided(adopt(since=NOW - timedelta(seconds=59)), held())) == 1


def test_the_first_policy_may_hold_since_ever():
    assert len(decided(adopt(since=NOW - timedelta(days=9999)))) == 1


@pytest.mark.parametrize("since", [SOON, SOON - timedelta(days=1)])
def test_a_policy_begins_after_the_last_one(since):
    refusal = refused(adopt(since=since), held(SHIPPED, SOON))
    assert type(refusal) is no.NotAfterTheLast


def test_an_instant_has_a_zone_and_is_kept_as_utc():
    assert type(refused(adopt(since=SOON.replace(tzinfo=None)))) is no.InstantWithoutZone
    [adopted] = decided(adopt(since=SOON.astimezone(timezone(timedelta(hours=8)))))
    assert adopted.fact.effective_from.isoformat() == "2026-11-30T01:00:00+00:00"


STRICTER = DENGTA.replace("rank_at_least = 5 ", "rank_at_least = 9 ")
WITH_UNITS = DENGTA.replace('kinds = ["department"]', 'units = ["U-NEW", "U-XX"]')


def test_an_assessment_policy_is_kept_under_the_id_of_its_text():
    [adopted] = decided(assess())
    assert adopted.stream == "policy/assessment/dengta"


def test_each_assessment_policy_has_versions_of_its_own():
    after = policies(held(DENGTA), held(STRICTER, SOON), stream="policy/assessment/dengta")
    early, late = (after.assessment("dengta", at) for at in (NOW, SOON))
    assert [(p.tag, p.rank_at_least) for p in (early, late)] == [("dengta@1", 5), ("dengta@2", 9)]
    assert after.assessments(NOW) == (early,)
    assert after.assessment_of("dengta@1") == early


def test_an_assessment_policy_that_is_not_there_is_refused_with_those_that_are():
    after = policies(held(DENGTA), stream="policy/assessment/dengta")
    with pytest.raises(no.NoSuchAssessment, match=r"fushun; there are: dengta"):
        after.assessment("fushun", NOW)
    with pytest.raises(no.NoSuchAssessment, match=r"dengta@2; there are: dengta@1"):
        after.assessment_of("dengta@2")
    with pytest.raises(no.NoSuchAssessment, match=r"there are: none"):
        policies().assessment("dengta", NOW)


def test_an_unchanged_assessment_policy_changes_nothing():
    assert decided(assess(), held(DENGTA)) == []


def test_a_new_version_of_an_assessment_policy_begins_after_the_last():
    assert type(refused(assess(STRICTER, NOW), held(DENGTA, NOW))) is no.NotAfterTheLast


def test_weights_that_do_not_sum_to_one_are_adopted_by_nobody():
    text = DENGTA.replace("response = 0.10", "response = 0.20")
    line = text[: text.index("[weights]")].count("\n") + 1
    assert told(assess(text)) == [(line, "the weights must sum to exactly 1, and sum to 1.10")]


def test_the_units_of_a_list_must_exist_when_it_begins_to_hold():
    line = WITH_UNITS[: WITH_UNITS.index("units = [")].count("\n") + 1
    gone = (line, "departments: there is no unit U-XX at that time")
    early = (line, "departments: there is no unit U-NEW at that time")
    assert told(assess(WITH_UNITS)) == [gone]
    assert told(assess(WITH_UNITS, SOON - timedelta(days=1))) == [early, gone]


def test_a_text_with_another_id_than_was_meant_is_refused():
    [(_, said)] = told(assess(of="liaoning"))
    assert said == 'this is the policy "dengta", not "liaoning"'


@pytest.mark.parametrize("text", ["", "[assessment", 'assessment = "dengta"', "[weights]\na = 1"])
def test_a_text_without_an_id_is_no_assessment_policy(text):
    assert type(refused(assess(text))) is no.PolicyRefused
