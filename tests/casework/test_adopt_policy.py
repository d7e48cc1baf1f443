from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

import casework.policy
from casework.directory import events as d
from casework.directory.directory import Directory
from casework.errors import Refusal
from casework.facts import Actor, Caller, Decided, Envelope, Fact, Recorded
from casework.policy import refusals as no
from casework.policy.calendar_events import CalendarPublished, Season, Shift
from casework.policy.commands import AdoptPolicy
from casework.policy.events import PolicyAdopted
from casework.policy.policies import Policies
from casework.scene import Scene

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
SOON = NOW + timedelta(days=7)
ADMIN = Caller("admin", frozenset({"admin"}))
SHIPPED = (Path(casework.policy.__file__).parent / "default/rules.toml").read_text(encoding="utf-8")
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
        zone="Asia/Shanghai", weekdays=(1, 2, 3, 4, 5, 6, 7),
        seasons=(Season("01-01", (Shift("00:00", "24:00"),)),),
    )  # fmt: skip
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


def decided(command: AdoptPolicy, *before: PolicyAdopted) -> list[Decided]:
    stream = f"policy/{command.kind}"
    scene = Scene(NOW, ADMIN, directory(), policies(*before, stream=stream), NOW)
    return list(command.decide(scene))


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
