"""`casework policy`: rules as an office writes them, refused with the line that is wrong."""

from pathlib import Path

from api.defaults import default_rules
from tests.cli.conftest import Run


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
