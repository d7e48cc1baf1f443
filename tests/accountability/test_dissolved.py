"""A unit that is no more keeps its place among its kind."""

from datetime import UTC, datetime

import pytest

from casework.directory.directory import Directory
from casework.directory.events import UnitDissolved, UnitRegistered
from casework.facts import Actor, Envelope, Fact, Recorded
from casework.policy.assessment import read_assessment
from casework.policy.defaults import default_assessment
from casework.policy.periods import period_of
from projections.accountability.figures.names import lists_of, name_of
from projections.accountability.figures.query import FigureQuery

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def recorded(stream: str, version: int, fact: Fact, at: datetime) -> Recorded:
    envelope = Envelope(recorded_at=at, actor=Actor("admin", "admin"), command_id="c")
    return Recorded(stream, version, version, fact, envelope)


@pytest.mark.finding("A88")
@pytest.mark.parametrize("period", ["2026-08", "2026-09", "2026-10"])
def test_before_and_after_its_end_a_unit_stands_in_the_list_of_its_kind(period: str):
    directory = Directory()
    for code, name in (("U-GR", "供热公司"), ("U-GS", "自来水公司")):
        registered = UnitRegistered(name=name, kind="utility")
        directory.apply(recorded(f"unit/{code}", 1, registered, datetime(2026, 1, 1, tzinfo=UTC)))
    ended = recorded(
        "unit/U-GR", 2, UnitDissolved(successor="U-GS"), datetime(2026, 9, 15, tzinfo=UTC)
    )
    directory.apply(ended)
    policy = read_assessment(default_assessment("dengta"), 1)
    span = period_of(period, policy.period, now=NOW)
    query = FigureQuery(schema="city_accountability", at=NOW, policy=policy, period=span)
    assert name_of(query, directory, "U-GR") == "供热公司"
    assert lists_of(query, directory)["U-GR"] == "utilities"
