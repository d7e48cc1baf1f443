from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import asdict

import casework.policy
from casework.policy.amounts import Amount
from casework.policy.limits import TYPES, URGENCIES, LimitRule
from casework.policy.reading import PolicyProblems
from casework.policy.rules import read_rules

SHIPPED = (Path(casework.policy.__file__).parent / "default/rules.toml").read_text(encoding="utf-8")
LAST = SHIPPED[SHIPPED.index('[[limit]]\nid = "LR-3"') : SHIPPED.index("# 期限")]


def with_rule(rank: int, *conditions: str) -> str:
    """The shipped rules and one more, with a `when` for each of these."""
    rule = LAST.replace("LR-3", "LR-9").replace("rank = 10", f"rank = {rank}")
    return SHIPPED + rule + "".join(f"[[limit.when]]\n{c}\n" for c in conditions)


def changed(old: str, new: str) -> str:
    assert SHIPPED.count(old) == 1, f"{old} stands {SHIPPED.count(old)} times"
    return SHIPPED.replace(old, new)


def line_of(snippet: str, text: str = SHIPPED) -> int:
    return text[: text.index(snippet)].count("\n") + 1


def line_of_rule(code: str, text: str = SHIPPED) -> int:
    return line_of(f'[[limit]]\nid = "{code}"', text)


def problems(text: str, *calendars: str) -> list[tuple[int, str]]:
    with pytest.raises(PolicyProblems) as caught:
        read_rules(text, 1, calendars or None)
    return [(problem.line, problem.text) for problem in caught.value.problems]


def rule_for(text: str = SHIPPED, **more: object) -> LimitRule:
    ordinary = {"urgency": "normal", "type": "help", "category": "0101"}
    ordinary |= {"complex": False, "sensitive": False}
    return read_rules(text, 1).limit_rule(**{**ordinary, **more})


@pytest.mark.parametrize(
    ("appeal", "rule"),
    [
        ({"urgency": "critical"}, "LR-0"),
        ({"urgency": "critical", "type": "report", "sensitive": True}, "LR-0"),
        ({"urgency": "urgent"}, "LR-1"),
        ({"sensitive": True}, "LR-1"),
        ({"utility": True}, "LR-1"),
        ({"utility": True, "type": "report"}, "LR-1"),
        ({"type": "enquiry"}, "LR-2"),
        ({"type": "enquiry", "complex": True}, "LR-4"),
        ({}, "LR-3"),
        ({"type": "thanks"}, "LR-3"),
        ({"complex": True}, "LR-4"),
        ({"type": "report"}, "LR-5"),
        ({"type": "report", "complex": True}, "LR-5"),
    ],
)
def test_the_shipped_rules_tell_appeals_apart(appeal, rule):
    assert rule_for(**appeal).id == rule


@pytest.mark.parametrize(
    ("rule", "limits"),
    [
        ("LR-0", "24x7: 5 min, 15 min, 15 min, 30 min, 2 h, 24 h, 24 h"),
        ("LR-1", "24x7: 30 min, 1 h, 1 h, 2 h, 24 h, 24 h, 2 wd @work"),
        ("LR-2", "work: 4 h, 4 h, 4 h, None, 1 wd, 1 wd, None"),
        ("LR-3", "work: 4 h, 1 wd, 2 wd, 1 wd, 5 wd, 1 wd, 5 wd"),
        ("LR-4", "work: 4 h, 1 wd, 2 wd, 1 wd, 15 wd, 1 wd, 5 wd"),
        ("LR-5", "work: 4 h, 1 wd, 2 wd, None, None, 1 wd, 5 wd"),
    ],
)
def test_the_shipped_limits_are_those_of_the_domain(rule, limits):
    r = next(each for each in read_rules(SHIPPED, 1).limits if each.id == rule)
    amounts = (r.dispatch, r.acknowledge, r.return_window, r.contact, r.handle, r.feed_back)
    assert f"{r.calendar}: {', '.join(map(str, (*amounts, r.callback)))}" == limits


def test_the_shipped_windows_and_maxima_are_those_of_the_domain():
    rules = read_rules(SHIPPED, 7)
    assert [str(amount) for amount in asdict(rules.windows).values()] == [
        "3 wd @work",
        "3 wd @work",
        "90 d",
        "24 h @24x7",
        "1 wd @work",
        "7 d",
        "1 wd @work",
    ]
    assert (rules.version, rules.maxima.extension) == (7, Amount(10, "wd"))
    assert rules.escalation.levels == (1.0, 1.5, 2.0)


def test_a_category_is_meant_by_its_beginning():
    text = with_rule(45, 'category = ["02", "0301"]')
    assert [rule_for(text, category=c).id for c in ("02", "0203", "0301", "030102")] == ["LR-9"] * 4
    assert [rule_for(text, category=c).id for c in ("0", "03", "0302", "1")] == ["LR-3"] * 4


def test_the_conditions_of_one_when_are_all_needed_and_of_several_one_is_enough():
    text = with_rule(45, 'category = ["02"]\ntype = ["help"]', 'type = ["suggestion"]')
    assert rule_for(text, category="02").id == "LR-9"
    assert rule_for(text, category="02", type="complaint").id == "LR-3"
    assert rule_for(text, type="suggestion").id == "LR-9"


def test_for_every_appeal_the_rule_of_highest_rank_holds():
    """Compared with the conditions asked one by one, for every kind of appeal there is."""
    text = with_rule(45, 'category = ["02"]\ncomplex = false', 'category = ["0203", "1"]')
    rules = read_rules(text, 1)
    codes = ("0", "02", "0201", "0203", "020301", "1", "1604", "2")
    either = (False, True)
    for urgency, kind, code, hard, risky, heat in product(
        URGENCIES, TYPES, codes, either, either, either
    ):
        asked = {"LR-0": urgency == "critical", "LR-1": urgency == "urgent" or risky or heat}
        asked["LR-9"] = code.startswith(("0203", "1")) or (code.startswith("02") and not hard)
        asked |= {"LR-5": kind == "report", "LR-4": hard, "LR-2": kind == "enquiry", "LR-3": True}
        order = ("LR-0", "LR-1", "LR-9", "LR-5", "LR-4", "LR-2", "LR-3")
        found = rules.limit_rule(
            urgency=urgency,
            type=kind,
            category=code,
            complex=hard,
            sensitive=risky,
            utility=heat,
        )
        assert found.id == next(rule for rule in order if asked[rule])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('handle = "2 h" ', 'handle = "2 hours" ', 'handle: "2 hours" is no amount of time'),
        ('contact = "30 min"', "contact = 30", 'contact: "30" is no amount of time'),
        ('dispatch = "5 min"', 'dispatch = "none"', 'dispatch: "none" is no amount of time'),
        ('callback = "24 h"', 'calback = "24 h"', 'there is no "calback" here'),
        ("rank = 60", 'rank = "60"', "rank must be a whole number from 0 to 1000"),
        ("rank = 60", "rank = true", "rank must be a whole number from 0 to 1000"),
        ('id = "LR-0"', 'id = "LR 0"', "id must be a code"),
        ('name = "咨询"', 'name = " "', "name must be a text that says something"),
        ('urgency = ["critical"]', 'urgency = ["criticl"]', "urgency must be a list of some of"),
        ('urgency = ["critical"]', "urgency = []", "urgency must be a list of some of"),
        ("sensitive = true\n\n", "sensitive = 1\n\n", "sensitive must be true or false"),
        ('type = ["report"]', 'kind = ["report"]', 'there is no "kind" here'),
        ('reopen = "90 d"', 'reopen = "0 d"', 'reopen: "0 d" is no time at all'),
        ("[rework]", "[reworks]", 'there is no "reworks" here'),
        ('who = "all"', 'who = "some"', "who must be one of: all, sample"),
        ("percent = 100 ", "percent = 101 ", "percent must be a whole number from 1 to 100"),
        ("percent = 100 ", "percent = 0 ", "percent must be a whole number from 1 to 100"),
        ("remind = 0.8", "remind = 1.1", "remind must be a number from 0 to 1"),
        ("remind = 0.8", "remind = nan", "remind must be a number from 0 to 1"),
        ("levels = [1.0, 1.5, 2.0]", "levels = [1.0, 2.0, 2.0]", "each level must be higher"),
        ("levels = [1.0, 1.5, 2.0]", "levels = [1.2, 1.5, 2.0]", "the first level must be 1.0"),
        ("levels = [1.0, 1.5, 2.0]", "levels = [1.0, 1.5, inf]", "levels must be a list of"),
        ('to = ["unit_head", ', "to = [", "there are 3 levels, but 2 to be told"),
        ('to = ["unit_head", ', 'to = ["mayor", ', "to must be a list of some of"),
    ],
)
def test_a_bad_value_is_named_with_its_line(old, new, said):
    told = [text for line, text in problems(changed(old, new)) if line == line_of(old)]
    assert any(text.startswith(said) for text in told), told


def test_a_key_that_is_missing_is_told_at_its_table():
    [(line, text)] = problems(changed('back_dating = "24 h @24x7"', ""))
    assert (line, text.split(":")[0]) == (line_of("[windows]"), "back_dating is missing")


def test_a_table_that_is_missing_is_told_once():
    without = SHIPPED[: SHIPPED.index("[co_handling]")]
    assert problems(without) == [(1, "[co_handling] is missing")]


def test_a_table_written_as_another_shape_is_told():
    assert problems(changed("[co_handling]", "[[co_handling]]"))[0][1] == (
        "co_handling must be a table [co_handling]"
    )
    assert problems(SHIPPED[SHIPPED.index("[windows]") :] + "[limit]\n")[0][1] == (
        "limit must be tables [[limit]]"
    )


def test_all_problems_are_told_at_once_in_the_order_of_their_lines():
    text = "rank = 1\n" + changed("share = 0.5", "share = 5").replace('"all" ', '"some" ')
    lines = [line_of(bad, text) for bad in ("rank = 1", 'who = "some"', "share = 5")]
    assert [line for line, _ in problems(text)] == lines


def test_an_id_stands_once():
    text = changed('id = "LR-5"', 'id = "LR-0"')
    said = f'the id "LR-0" stands already in line {line_of_rule("LR-0") + 1}'
    assert problems(text) == [(line_of_rule("LR-5") + 1, said)]


def test_two_rules_of_one_rank_that_hold_for_one_appeal_overlap():
    text = with_rule(40, 'category = ["02"]')
    [(line, said)] = problems(text)
    assert line == line_of_rule("LR-9", text)
    assert said == (
        f"LR-9 and LR-5 (line {line_of_rule('LR-5')}) both have rank 40 and both hold for an "
        "appeal of urgency normal, type report, a category under 02, not complex, not sensitive, "
        "of no utility"
    )


def test_two_rules_of_one_rank_that_never_meet_do_not_overlap():
    assert rule_for(with_rule(40, 'type = ["suggestion"]'), type="suggestion").id == "LR-9"


def test_a_rule_that_higher_ranks_cover_is_reached_by_nobody():
    text = with_rule(5, 'category = ["02"]', "sensitive = true")
    said = "no appeal reaches LR-9: higher in rank is LR-0, LR-1, LR-5, LR-4, LR-2, LR-3"
    assert problems(text) == [(line_of_rule("LR-9", text), said)]


def test_a_hole_is_told_with_an_appeal_that_falls_into_it():
    said = (
        "no rule holds for an appeal of urgency normal, type help, a category that no rule names, "
        "not complex, not sensitive, of no utility"
    )
    assert problems(SHIPPED.replace(LAST, "")) == [(line_of_rule("LR-0"), said)]


def test_holes_are_not_searched_for_among_rules_that_were_half_read():
    assert len(problems(changed('handle = "5 wd" ', 'handle = "5" '))) == 1


def test_a_when_without_a_condition_says_nothing():
    text = with_rule(5, "")
    assert (line_of("[[limit.when]]\n\n", text), "it names no condition") in [
        (line, said.split(":")[0]) for line, said in problems(text)
    ]


def test_every_calendar_that_an_amount_names_must_exist():
    named = problems(changed('"24 h @24x7"', '"24 h @night"'), "work", "24x7")
    said = 'there is no calendar "night"; there are: 24x7, work'
    assert named == [(line_of('"24 h @24x7"'), said)]


def test_the_calendar_of_a_rule_must_exist():
    assert line_of_rule("LR-5") + 5 in [line for line, _ in problems(SHIPPED, "24x7")]
    assert read_rules(SHIPPED, 1, {"work", "24x7"}).version == 1
