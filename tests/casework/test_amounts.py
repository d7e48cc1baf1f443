"""时限数量: how an office writes an amount of time, and what it is told where that is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.policy.amounts import Amount

MOST = {"min": 1_054_080, "h": 17_568, "wd": 1_000, "d": 732}


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("15 min", Amount(15, "min")),
        ("4 h", Amount(4, "h")),
        ("5 wd", Amount(5, "wd")),
        ("7 d", Amount(7, "d")),
        ("24 h @24x7", Amount(24, "h", "24x7")),
        ("2 wd@work", Amount(2, "wd", "work")),
        ("  5wd ", Amount(5, "wd")),
    ],
)
def test_an_amount_is_a_number_a_unit_and_perhaps_a_calendar(text, amount):
    assert Amount.parse(text) == amount


@pytest.mark.parametrize("unit", MOST)
@pytest.mark.parametrize("calendar", [None, "work", "24x7", "summer-2.0"])
def test_what_is_written_down_reads_back(unit, calendar):
    amount = Amount(3, unit, calendar)
    assert Amount.parse(str(amount)) == amount


@given(st.integers(1, 99_999), st.sampled_from(sorted(MOST)))
def test_an_amount_has_a_limit_of_its_own(number, unit):
    text = f"{number} {unit}"
    if number <= MOST[unit]:
        assert Amount.parse(text).number == number
    else:
        with pytest.raises(ValueError, match=f"too long: at most {MOST[unit]} {unit}"):
            Amount.parse(text)


@pytest.mark.parametrize(
    "text",
    ["", "5", "wd", "5 days", "-1 h", "1.5 h", "5 wd @", "4 h @中", "٤ h", "1e3 h", "5 wd 2 h"],
)
def test_what_is_no_amount_is_answered_with_how_to_write_one(text):
    with pytest.raises(ValueError, match='is no amount of time: write "15 min"'):
        Amount.parse(text)


def test_nothing_is_no_limit():
    with pytest.raises(ValueError, match="no time at all"):
        Amount.parse("0 h")
