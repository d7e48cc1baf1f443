"""A window that merely ended is not red: nobody had to do anything in it (A73)."""

from datetime import timedelta

import pytest

from projections.appeal_history.clocks import read
from tests import examples as x


def light(life, name, unit, at):
    [clock] = [c for c in x.given(*life).appeal().clocks if (c.name, c.unit) == (name, unit)]
    reading = read(clock, at, x.policies())
    return reading.light, reading.over_seconds


@pytest.mark.finding("A73")
@pytest.mark.parametrize(
    ("life", "name", "unit", "ends"),
    [
        (x.TO_HANDLE, "return_window", "U-GR", x.china(11, 25)),
        (x.CLOSED, "reopening", None, x.NOW + timedelta(days=90)),
        (x.SUSPENDED, "suspension", None, x.china(12, 4, 10)),
    ],
)
def test_a_window_that_merely_ended_shows_no_light(life, name, unit, ends):
    assert light(life, name, unit, ends)[0] in ("green", "yellow")
    assert light(life, name, unit, ends + timedelta(days=3)) == ("none", 0)


@pytest.mark.finding("A73")
def test_what_somebody_had_to_do_is_red():
    shown, over = light(x.TO_HANDLE, "handling", None, x.china(12, 1))
    assert (shown, over) == ("red", 8 * 3600)
