"""A clock that stands keeps what was left of it, in whoever's hands it stands."""

import pytest

from casework.appeal.clocks import find
from projections.appeal_history.clocks import read
from tests import examples as x
from tests.examples import ask, c, china

HALTED = (
    x.collected(),
    (x.dispatched(), china(11, 23, 9, 10)),
    (x.acknowledged(), china(11, 23, 9, 30)),
    (x.suspended(), china(11, 25, 10)),
)
LEFT = 30 * 3_600  # six hours of that Wednesday, then three working days


def handed_over(*days: int) -> x.Given:
    """From one unit to the next on each of those days of December."""
    life, units = x.given(*HALTED), ("U-GR", "U-CG", "U-GA")
    for n, day in enumerate(days):
        over = ask(c.HandOver, from_unit=units[n], to_unit=units[n + 1], reason="机构改革")
        life = life.when(over, by=x.duty_leader(), at=china(12, day, 9)).lived()
    return life


@pytest.mark.parametrize("days", [(), (2,), (2, 3)])
def test_an_order_handed_over_while_suspended_gets_all_of_it_back(days):  # DOMAIN 6.2, 11.17
    resumed = handed_over(*days).when(ask(c.ResumeAppeal), by=x.timekeeper(), at=china(12, 4, 10))
    assert resumed.after().deadline == china(12, 9, 18)


@pytest.mark.parametrize("days", [(), (2,), (2, 3)])
def test_what_is_left_is_shown_as_it_was_when_the_clock_was_halted(days):
    shown = read(
        find(handed_over(*days).appeal().clocks, "handling"), china(12, 3, 15), x.policies()
    )
    assert (shown.light, shown.state, shown.left_seconds) == ("grey", "standing", LEFT)
    assert shown.limit_seconds == shown.used_seconds + LEFT
