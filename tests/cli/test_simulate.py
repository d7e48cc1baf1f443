"""`casework simulate`: what would differ under other rules, printed or as JSON."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from casework.policy.defaults import default_rules
from casework.time import CHINA
from tests.cli.conftest import Run
from tests.conftest import City
from tests.projections.lives import live


@pytest.fixture
def days() -> tuple[str, ...]:
    today = datetime.now(CHINA).date()
    return "--from", f"{today - timedelta(days=1)}", "--to", f"{today + timedelta(days=1)}"


@pytest.fixture
def lived(city: City) -> City:
    """A city in which something has happened today."""
    with city.open() as casework:
        city.furnish(casework)
        live(casework, 20)
    return city


def rules(folder: Path, *change: str) -> Path:
    text = default_rules().replace(*change) if change else default_rules()
    (file := folder / "rules.toml").write_text(text, encoding="utf-8")
    return file


def test_under_the_rules_that_hold_nobody_would_be_judged_otherwise(
    lived: City, run: Run, tmp_path: Path, days: tuple[str, ...]
):
    told = run("simulate", "--limits", rules(tmp_path), *days)
    assert "0 with another deadline\nNobody would be judged otherwise.\nNothing was stored." in told


def test_as_json_it_names_each_order_that_would_be_late(
    lived: City, run: Run, tmp_path: Path, days: tuple[str, ...]
):
    file = rules(tmp_path, 'handle = "5 wd" ', 'handle = "30 d" ')
    told = json.loads(run("simulate", "--limits", file, *days, "--json").splitlines()[-1])
    assert (told["supposed"], told["changed"]) == (["limits"], [])
    assert 0 < told["moved"] <= told["orders"]


def test_a_mistake_in_the_rules_is_told_with_its_line(
    lived: City, run: Run, tmp_path: Path, days: tuple[str, ...]
):
    file = rules(tmp_path, 'type = ["enquiry"]', 'type = ["enquiries"]')
    complaint = run("simulate", "--limits", file, *days, fails=True)
    assert "casework: nothing is simulated" in complaint
    line = default_rules()[: default_rules().index('type = ["enquiry"]')].count("\n") + 1
    assert f"{file}:{line}: type must be a list of some of: enquiry, help" in complaint


def test_before_the_first_appeal_there_is_nothing_to_simulate(
    run: Run, tmp_path: Path, days: tuple[str, ...]
):
    complaint = run("simulate", "--limits", rules(tmp_path), *days, fails=True)
    assert "nothing has happened in this city" in complaint
