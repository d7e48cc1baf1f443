"""What cannot be simulated is refused with a sentence that helps, and leaves nothing behind."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from api.files.calendars.files import CalendarFileRefused
from api.reports.simulation import (
    Hypothesis,
    Recounted,
    SimulationRefused,
    SimulationRequest,
    read_hypothesis,
    simulate,
)
from api.reports.simulation.running import trial
from api.reports.simulation.tables import LOCK, schema_for_a_while
from casework.policy.defaults import default_rules
from casework.policy.refusals import NoSuchAssessment
from casework.policy.rules import read_rules
from projections.accountability import ACCOUNTABILITY
from projections.engine import log, place
from projections.engine.errors import RebuildFailed, ViewStopped
from projections.engine.rebuild import Replay, replay
from tests.simulation.conftest import FIRST, LAST, NOW, Loaded, rules_with
from tests.simulation.test_simulate import trials

pytestmark = pytest.mark.slow

Write = Callable[[str, str], Path]
OTHER = Hypothesis(rules=read_rules(rules_with(("LR-3", "handle", "2 wd")), 0))


def test_something_must_be_different(loaded: Loaded):
    with pytest.raises(SimulationRefused, match="nothing is to be different: name a file"):
        loaded.simulate()


@pytest.mark.parametrize("ends", [FIRST, FIRST - timedelta(days=1)])
def test_it_begins_before_it_ends(loaded: Loaded, ends: date):
    with pytest.raises(SimulationRefused, match=r"--from .* does not lie before --to"):
        simulate(loaded.known, OTHER, SimulationRequest(begins=FIRST, ends=ends, now=NOW))


def test_the_future_has_nothing_in_it(loaded: Loaded):
    begins = NOW.date() + timedelta(days=400)
    with pytest.raises(SimulationRefused, match=f"--from {begins} lies in the future: today is"):
        simulate(
            loaded.known, OTHER, SimulationRequest(begins=begins, ends=date(2099, 1, 1), now=NOW)
        )


def test_there_is_nothing_before_the_first_appeal(loaded: Loaded):
    asked = SimulationRequest(begins=date(2015, 1, 1), ends=date(2016, 1, 1), now=NOW)
    with pytest.raises(SimulationRefused, match=r"before 2016-01-01: the first appeal is of 20"):
        simulate(loaded.known, OTHER, asked)


def test_units_are_judged_by_a_policy_that_there_is(loaded: Loaded):
    asked = SimulationRequest(begins=FIRST, ends=LAST, now=NOW, policy="nobody")
    with pytest.raises(NoSuchAssessment, match="there are: dengta, liaoning"):
        simulate(loaded.known, OTHER, asked)


def test_rules_with_a_hole_are_refused_with_the_line(loaded: Loaded, written: Write):
    ordinary = default_rules().index('[[limit]]\nid = "LR-3"')
    hole = default_rules()[:ordinary] + default_rules()[default_rules().index("# 期限 windows") :]
    file = written("hole.toml", hole)
    with pytest.raises(SimulationRefused, match=rf"nothing is simulated\n{file}:\d+: "):
        read_hypothesis(loaded.known.policies, limits=file)


def test_rules_that_overlap_are_refused_with_the_line(loaded: Loaded, written: Write):
    text = default_rules().replace("rank = 40", "rank = 50")
    file = written("overlap.toml", text)
    with pytest.raises(SimulationRefused, match=rf"{file}:\d+: .*LR-1"):
        read_hypothesis(loaded.known.policies, limits=file)


def test_a_file_of_another_kind_is_refused(loaded: Loaded, written: Write):
    with pytest.raises(SimulationRefused, match=r"\[\[limit\]\] is missing"):
        read_hypothesis(loaded.known.policies, limits=written("x.toml", "[assessment]\nid = 'x'\n"))
    with pytest.raises(SimulationRefused, match=r"\[assessment\] is missing"):
        read_hypothesis(loaded.known.policies, policy=written("y.toml", default_rules()))


def test_text_that_is_no_text_is_refused(loaded: Loaded, tmp_path: Path):
    (file := tmp_path / "gb.toml").write_bytes("规则".encode("gb18030"))
    with pytest.raises(SimulationRefused, match="saved as UTF-8"):
        read_hypothesis(loaded.known.policies, limits=file)


def test_a_calendar_that_contradicts_itself_is_refused(loaded: Loaded, written: Write):
    file = written("days.csv", "day,kind\n2026-10-01,closed\n2026-10-01,worked\n")
    with pytest.raises(CalendarFileRefused, match="2026-10-01 is both closed and worked"):
        read_hypothesis(loaded.known.policies, calendar=file)


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_its_tables_are_dropped_whatever_happens(loaded: Loaded, error: type[BaseException]):
    with loaded.city.database.connect() as conn:
        position = log.last_position(conn, loaded.city.name)
    with pytest.raises(error), trial(loaded.known, OTHER, "", position):  # noqa: PT012
        assert trials(loaded)
        raise error
    assert trials(loaded) == []


def test_what_a_killed_process_left_is_dropped_and_what_is_in_use_is_not(loaded: Loaded):
    connect, city = loaded.city.database.connect, loaded.city.name
    in_use, left = f"{city}_trial_1", f"{city}_trial_2"
    with connect() as other, connect() as conn:
        other.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", (LOCK, in_use))
        conn.execute(f"CREATE SCHEMA {in_use}; CREATE SCHEMA {left}")
        with schema_for_a_while(connect, city):
            assert trials(loaded) == [(in_use,)]
        conn.execute(f"DROP SCHEMA {in_use}")


def test_its_tables_are_dropped_where_a_fact_cannot_be_counted(loaded: Loaded):
    broken = msgspec.structs.replace(loaded.known, directory=None)
    with pytest.raises((RebuildFailed, ViewStopped, AttributeError)):
        simulate(broken, OTHER, SimulationRequest(begins=FIRST, ends=LAST, now=NOW))
    assert trials(loaded) == []


def test_it_does_not_matter_how_many_processes_replay(loaded: Loaded):
    city, connect = loaded.city, loaded.city.database.connect
    with connect() as conn:
        position = log.last_position(conn, city.name)
    found = []
    for readers in (1, 3):
        lens = Recounted(OTHER, loaded.known.policies, loaded.known.directory)
        into = f"{city.name}_by{readers}"
        replay(
            connect,
            Replay(city=city.name, view=ACCOUNTABILITY, into=into, until=position, lens=lens),
            readers=readers,
        )
        columns = ", ".join(ACCOUNTABILITY.columns)
        found.append(city.query(f"SELECT {columns} FROM {into}.accountability ORDER BY 1, 2"))
    live = place.schema_of(city.name, ACCOUNTABILITY)
    assert found[0] == found[1] != city.query(f"SELECT {columns} FROM {live}.accountability")
