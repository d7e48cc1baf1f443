from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from casework.policy import refusals as no
from casework.policy.periods import Rule, before, containing, period_of, trend
from casework.time import CHINA

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
RULES: tuple[Rule, ...] = ("month", "19th", "noon")
INSTANTS = some.datetimes(datetime(2001, 1, 1), datetime(2099, 1, 1), timezones=some.just(UTC))
DAYS = some.dates(date(2001, 1, 1), date(2099, 1, 1))


def china(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("label", "rule", "begins", "ends"),
    [
        ("2026-10", "month", "2026-10-01 00:00", "2026-11-01 00:00"),
        ("2026-10", "19th", "2026-09-19 00:00", "2026-10-19 00:00"),
        ("2026-01", "19th", "2025-12-19 00:00", "2026-01-19 00:00"),
        ("2026-10", "noon", "2026-09-30 12:00", "2026-10-31 12:00"),
        ("2026-Q3", "month", "2026-07-01 00:00", "2026-10-01 00:00"),
        ("2026-Q3", "19th", "2026-06-19 00:00", "2026-09-19 00:00"),
        ("2026", "month", "2026-01-01 00:00", "2027-01-01 00:00"),
        ("2026", "19th", "2025-12-19 00:00", "2026-12-19 00:00"),
        ("2026-10-15", "month", "2026-10-15 00:00", "2026-10-16 00:00"),
        ("2026-10-15", "19th", "2026-10-15 00:00", "2026-10-16 00:00"),
        ("2026-10-15", "noon", "2026-10-14 12:00", "2026-10-15 12:00"),
        ("2026-10-01..2026-10-15", "month", "2026-10-01 00:00", "2026-10-16 00:00"),
        ("2026-10-01..2026-10-15", "noon", "2026-09-30 12:00", "2026-10-15 12:00"),
        ("2028-02-29", "month", "2028-02-29 00:00", "2028-03-01 00:00"),
        (" 2026-10 ", "month", "2026-10-01 00:00", "2026-11-01 00:00"),
    ],
)
def test_a_period_lies_between_borders_in_chinese_time(label, rule, begins, ends):
    period = period_of(label, rule)
    assert (period.begins, period.ends) == (china(begins), china(ends))
    assert period.begins.tzinfo is UTC


def test_the_first_instant_is_in_a_period_and_the_last_border_is_not():
    october = period_of("2026-10", "month")
    assert china("2026-10-01 00:00") in october
    assert china("2026-11-01 00:00") not in october
    assert china("2026-10-31 23:59:59.999999") in october


@pytest.mark.parametrize(
    ("label", "rule", "earlier"),
    [
        ("2026-10", "month", "2026-09"),
        ("2026-01", "19th", "2025-12"),
        ("2026-Q1", "month", "2025-Q4"),
        ("2026", "noon", "2025"),
        ("2026-03-01", "noon", "2026-02-28"),
        ("2026-10-01..2026-10-15", "month", "2026-09-16..2026-09-30"),
    ],
)
def test_the_period_before_has_its_length_and_shape(label, rule, earlier):
    assert before(period_of(label, rule)) == period_of(earlier, rule)


def test_a_trend_is_the_last_periods_the_earliest_first():
    found = trend(period_of("2026-02", "19th"), 4)
    assert [period.label for period in found] == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert trend(period_of("2026-02", "month"), 1) == (period_of("2026-02", "month"),)


@pytest.mark.parametrize(
    ("instant", "rule", "label"),
    [
        ("2026-10-18 23:59", "19th", "2026-10"),
        ("2026-10-19 00:00", "19th", "2026-11"),
        ("2026-12-19 00:00", "19th", "2027-01"),
        ("2026-10-15 11:59", "noon", "2026-10-15"),
        ("2026-10-15 12:00", "noon", "2026-10-16"),
        ("2026-10-31 23:59", "month", "2026-10"),
    ],
)
def test_the_rule_says_in_which_period_an_instant_lies(instant, rule, label):
    assert containing(china(instant), rule).label == label


@given(INSTANTS, some.sampled_from(RULES))
def test_every_instant_lies_in_exactly_one_period_of_a_rule(instant, rule):
    period = containing(instant, rule)
    assert instant in period
    assert containing(period.begins, rule) == period
    assert containing(period.ends - timedelta(microseconds=1), rule) == period
    assert before(containing(period.ends, rule)) == period


@given(DAYS, some.integers(0, 400), some.sampled_from(RULES))
def test_periods_of_every_shape_follow_each_other_without_gap_or_overlap(day, more, rule):
    quarter = f"{day:%Y}-Q{(day.month + 2) // 3}"
    days = f"{day}..{day + timedelta(days=more)}"
    for label in (f"{day:%Y}", quarter, f"{day:%Y-%m}", f"{day}", days):
        period = period_of(label, rule)
        assert period.label == label
        assert before(period).ends == period.begins


@given(DAYS, some.sampled_from(RULES))
def test_a_quarter_is_its_months_and_a_year_its_quarters(day, rule):
    months = [period_of(f"{day:%Y}-{n:02}", rule) for n in range(1, 13)]
    quarters = [period_of(f"{day:%Y}-Q{n}", rule) for n in range(1, 5)]
    year = period_of(f"{day:%Y}", rule)
    assert [(q.begins, q.ends) for q in quarters] == [
        (months[n].begins, months[n + 2].ends) for n in (0, 3, 6, 9)
    ]
    assert (year.begins, year.ends) == (quarters[0].begins, quarters[-1].ends)


@given(DAYS, some.integers(0, 400))
def test_free_days_are_their_days_the_last_included(day, more):
    period = period_of(f"{day}..{day + timedelta(days=more)}", "month")
    assert period.begins == datetime.combine(day, time(0), CHINA)
    assert period.ends - period.begins == timedelta(days=more + 1)


@pytest.mark.parametrize(
    ("label", "right"),
    [
        ("2026-13", "a year has the months 2026-01 to 2026-12"),
        ("2026-00", "a year has the months 2026-01 to 2026-12"),
        ("2026-Q5", "a year has the quarters 2026-Q1 to 2026-Q4"),
        ("2026-02-30", "that month has the days 2026-02-01 to 2026-02-28"),
        ("2026-02-00", "that month has the days 2026-02-01 to 2026-02-28"),
        ("2026-13-01", "a year has the months 2026-01 to 2026-12"),
        ("2026-02-01..2026-02-31", "that month has the days 2026-02-01 to 2026-02-28"),
        ("1989", "periods are of the years 1990 to 2100"),
        ("0000-01", "periods are of the years 1990 to 2100"),
        ("9999-12", "periods are of the years 1990 to 2100"),
        ("10月", "write 2026-10, 2026-Q3, 2026, 2026-10-15 or 2026-10-01..2026-10-15"),
        ("2026-1", "write 2026-10, 2026-Q3, 2026, 2026-10-15 or 2026-10-01..2026-10-15"),
        ("２０２６", "write 2026-10, 2026-Q3, 2026, 2026-10-15 or 2026-10-01..2026-10-15"),
        ("2026-10-01..", "write 2026-10, 2026-Q3, 2026, 2026-10-15 or 2026-10-01..2026-10-15"),
        ("", "write 2026-10, 2026-Q3, 2026, 2026-10-15 or 2026-10-01..2026-10-15"),
    ],
)
def test_a_period_that_does_not_exist_is_refused_with_what_would_be_right(label, right):
    with pytest.raises(no.NoSuchPeriod) as refused:
        period_of(label, "month")
    assert str(refused.value) == f"There is no period (周期) {label}: {right}."


def test_before_the_first_period_there_is_none():
    with pytest.raises(no.NoSuchPeriod, match="of the years 1990 to 2100"):
        before(period_of("1990-01", "month"))


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(no.PeriodBackwards, match=r"write 2026-10-01\.\.2026-10-15"):
        period_of("2026-10-15..2026-10-01", "month")


@pytest.mark.parametrize(
    ("label", "rule", "latest"),
    [
        ("2026-12", "month", "2026-11"),
        ("2027-01", "19th", "2026-12"),
        ("2027-Q1", "month", "2026-Q4"),
        ("2027", "month", "2026"),
        ("2026-11-24", "month", "2026-11-23"),
        ("2026-12-01..2026-12-07", "month", "2026-11-17..2026-11-23"),
    ],
)
def test_a_period_wholly_in_the_future_is_refused_and_the_latest_is_named(label, rule, latest):
    with pytest.raises(no.PeriodNotBegun, match=f"the latest is {latest}") as refused:
        period_of(label, rule, now=NOW)
    assert "it is 2026-11-23 09:00" in str(refused.value)
    assert not period_of(latest, rule, now=NOW).is_over(NOW)


def test_a_period_begins_with_its_first_instant():
    begins = china("2026-12-01 00:00")
    assert period_of("2026-12", "month", now=begins).begins == begins
    with pytest.raises(no.PeriodNotBegun):
        period_of("2026-12", "month", now=begins - timedelta(microseconds=1))


def test_a_running_period_says_that_it_is_not_over():
    november = period_of("2026-11", "month", now=NOW)
    assert not november.is_over(NOW)
    assert november.is_over(november.ends)
