"""`casework policy`: rules as an office writes them, refused with the line that is wrong."""

from pathlib import Path

from casework.policy.defaults import STREAMS, default_assessment, default_rules
from tests.cli.conftest import Run
from tests.conftest import City


def written(folder: Path, text: str) -> Path:
    (file := folder / "rules.toml").write_text(text, encoding="utf-8")
    return file


def test_a_new_city_has_the_default_rules(run: Run):
    shown = run("policy", "show")
    assert "LR-3" in shown
    assert "handle 5 wd" in shown


def test_a_dry_run_shows_the_difference_and_adopts_nothing(run: Run, tmp_path: Path):
    text = default_rules().replace('reopen = "90 d"', 'reopen = "60 d"')
    told = run("policy", "load", written(tmp_path, text), "--dry-run")
    assert '+reopen = "60 d"' in told.replace("+ ", "+")
    assert "version 1" in run("policy", "show")


def test_new_rules_hold_from_their_day_and_the_old_ones_before(run: Run, tmp_path: Path):
    text = default_rules().replace('handle = "5 wd"', 'handle = "7 wd"')
    run("policy", "load", written(tmp_path, text), "--from", "2099-01-01")
    assert "handle 5 wd" in run("policy", "show", "--at", "2098-12-31")
    assert "handle 7 wd" in run("policy", "show", "--at", "2099-01-02")


def test_a_hole_is_named_with_a_case_that_falls_into_it(run: Run, tmp_path: Path):
    lines = default_rules().split("[[limit]]")
    without = "[[limit]]".join(part for part in lines if 'id = "LR-3"' not in part)
    complaint = run("policy", "load", written(tmp_path, without), fails=True)
    assert "rules.toml:" in complaint
    assert "no rule" in complaint


def test_a_rule_that_says_nonsense_is_named_with_its_line(run: Run, tmp_path: Path):
    text = default_rules().replace('handle = "2 h"', 'handle = "soon"')
    line = text[: text.index('"soon"')].count("\n") + 1
    complaint = run("policy", "load", written(tmp_path, text), fails=True)
    assert f"rules.toml:{line}:" in complaint


def test_a_new_city_has_both_ways_to_assess(run: Run):
    shown = run("policy", "show", "assessment")
    assert "assessment dengta, version 1" in shown
    assert "assessment liaoning, version 1" in shown
    assert "  handled_of_due = 0.20" in shown


def test_a_city_that_runs_without_ways_to_assess_adopts_them_and_nothing_else(run: Run, city: City):
    with city.open() as casework:
        casework.adopt_defaults(STREAMS[:3])
    assert "assessment dengta" in run("policy", "show", "assessment", "--id", "dengta")
    stored = city.query("SELECT originator_id FROM {city}.events ORDER BY notification_id")
    assert [stream for (stream,) in stored] == list(STREAMS)


def test_an_assessment_policy_holds_from_its_day(run: Run, tmp_path: Path):
    text = default_assessment("dengta").replace("rank_at_least = 5 ", "rank_at_least = 9 ")
    run("policy", "load", written(tmp_path, text), "--from", "2099-01-01", "--id", "dengta")
    shown = ["policy", "show", "assessment", "--id", "dengta", "--at"]
    assert "rank_at_least = 5" in run(*shown, "2098-12-31")
    assert "version 2" in run(*shown, "2099-01-02")


def test_weights_that_do_not_sum_to_one_are_named_with_their_line(run: Run, tmp_path: Path):
    text = default_assessment("dengta").replace("response = 0.10", "response = 0.15")
    line = text[: text.index("[weights]")].count("\n") + 1
    complaint = run("policy", "load", written(tmp_path, text), fails=True)
    assert f"rules.toml:{line}: the weights must sum to exactly 1" in complaint


def test_a_way_to_assess_that_is_not_there_is_told_with_those_that_are(run: Run):
    complaint = run("policy", "show", "assessment", "--id", "fushun", fails=True)
    assert "there are: dengta, liaoning" in complaint
