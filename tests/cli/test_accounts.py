"""`casework account`, and who adopts what in the shell."""

from pathlib import Path

import pytest

from casework.policy.defaults import default_rules
from tests.cli.conftest import Run


@pytest.mark.finding("A59")
def test_accounts_are_listed_changed_renewed_and_closed(run: Run):
    first = run("account", "add", "li", "--post", "operator").strip()
    assert "li" in run("account", "list")
    assert "duty_leader" in run("account", "change", "li", "--post", "duty_leader")
    assert "duty_leader" in run("account", "list")
    assert run("account", "renew", "li").strip() not in ("", first)
    run("account", "close", "li")
    assert "li" not in run("account", "list").split()


@pytest.mark.finding("A59")
def test_a_policy_names_the_admin_who_adopts_it(run: Run, tmp_path: Path):
    run("account", "add", "chen", "--post", "admin")
    run("account", "add", "li", "--post", "operator")
    (file := tmp_path / "rules.toml").write_text(default_rules().replace('"90 d"', '"60 d"'))
    assert "li is no open account with the post admin" in run(
        "policy", "load", file, "--by", "li", fails=True
    )
    assert "by chen" in run("policy", "load", file, "--by", "chen")
