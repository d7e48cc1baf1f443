import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.policy.amounts import Amount

NAMES = st.from_regex(r"[A-Za-z0-9_.-]{1,20}", fullmatch=True)
AMOUNTS = st.builds(
    Amount,
    number=st.integers(1, 732),
    unit=st.sampled_from(["min", "h", "wd", "d"]),
    calendar=st.none() | NAMES,
)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("15 min", Amount(15, "min")),
        ("4 h", Amount(4, "h")),
        ("5 wd", Amount(5, "wd")),
        ("90 d", Amount(90, "d")),
        ("24 h @24x7", Amount(24, "h", "24x7")),
        ("2 wd @night-shift_2.1", Amount(2, "wd", "night-shift_2.1")),
    ],
)
def test_an_amount_is_read_as_an_office_writes_it(text, amount):
    assert Amount.parse(text) == amount


@pytest.mark.parametrize("text", ["5wd", " 5  wd ", "\t5 wd\n", "005 wd"])
def test_blanks_and_zeros_before_it_do_not_matter(text):
    assert Amount.parse(text) == Amount(5, "wd")


@pytest.mark.parametrize("text", ["24 h@24x7", "24 h @ 24x7", "24h @24x7 "])
def test_blanks_around_the_calendar_do_not_matter(text):
    assert Amount.parse(text) == Amount(24, "h", "24x7")


@given(AMOUNTS)
def test_what_is_written_is_read_back(amount):
    assert Amount.parse(str(amount)) == amount


@pytest.mark.parametrize(
    "text",
    [
        "", "5", "wd", "five wd", "5 days", "5 WD", "5 工作日", "1.5 h", "-1 h", "+1 h",
        "5 wd @", "5 wd work", "5 wd @日历", "5 wd @a b", "1 h 30 min", "５ wd", "123456 min",
    ],
)  # fmt: skip
def test_anything_else_is_no_amount_and_the_reader_is_told_how_to_write_one(text):
    with pytest.raises(ValueError, match="is no amount of time") as told:
        Amount.parse(text)
    assert f'"{text}"' in str(told.value)
    assert '"15 min", "4 h", "5 wd" or "7 d"' in str(told.value)


@pytest.mark.parametrize("unit", ["min", "h", "wd", "d"])
def test_no_time_at_all_is_no_limit(unit):
    with pytest.raises(ValueError, match=f'"0 {unit}" is no time at all: a limit is at least 1'):
        Amount.parse(f"0 {unit}")


MOST = [(99_999, "min"), (17_568, "h"), (1_000, "wd"), (732, "d")]


@pytest.mark.parametrize(("number", "unit"), MOST)
def test_about_two_years_is_the_most(number, unit):
    assert Amount.parse(f"{number} {unit}") == Amount(number, unit)


@pytest.mark.parametrize(("number", "unit"), MOST[1:])
def test_what_is_longer_is_refused_with_the_most(number, unit):
    with pytest.raises(ValueError, match=f"is too long: at most {number} {unit}"):
        Amount.parse(f"{number + 1} {unit}")


def test_the_same_time_in_another_unit_is_another_amount():
    assert Amount.parse("24 h") != Amount.parse("1 d")
    assert Amount.parse("1 wd") != Amount.parse("1 wd @work")
