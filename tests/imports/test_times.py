"""Times as other systems write them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.files.imports.errors import RowRefused
from api.files.imports.language.times import TimeReader, check_format

FORMATS = ["%Y/%m/%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S%z", "%d.%m.%Y %H:%M:%S", "iso"]


@pytest.mark.parametrize(
    ("shape", "text", "utc"),
    [
        ("%Y/%m/%d %H:%M:%S", "2019/4/25 9:32:09", "2019-04-25 01:32:09"),
        ("%Y/%m/%d %H:%M:%S", "2019/04/25  09:32:09", "2019-04-25 01:32:09"),
        ("%d/%m/%Y %H:%M", "29/2/2016 01:16", "2016-02-28 17:16:00"),
        ("%m/%d/%Y %I:%M:%S %p", "01/19/2022 12:05:00 AM", "2022-01-18 16:05:00"),
        ("%m/%d/%Y %I:%M:%S %p", "1/19/2022 1:05:00 PM", "2022-01-19 05:05:00"),
        ("%d %b %Y", "3 March 2021", "2021-03-02 16:00:00"),
        ("%Y年%m月%d日", "2021年3月3日", "2021-03-02 16:00:00"),
        ("%Y-%m-%d %H:%M:%S.%f%z", "2021-03-03 10:00:00.5+01:00", "2021-03-03 09:00:00.500000"),
        ("%d.%m.%Y %H:%M %z", "3.3.2021 10:00 -0230", "2021-03-03 12:30:00"),
        ("iso", "2011-10-11 13:42:22.688000+02:00", "2011-10-11 11:42:22.688000"),
        ("iso", "2022-01-19T11:18:00Z", "2022-01-19 11:18:00"),
        ("iso", "2022-01-19", "2022-01-18 16:00:00"),
    ],
)
def test_a_time_is_read(shape: str, text: str, utc: str) -> None:
    assert TimeReader([shape], "Asia/Shanghai").read(text) == datetime.fromisoformat(f"{utc}+00:00")


@pytest.mark.parametrize("text", ["", "soon", "2019/13/1 0:00:00", "2019/2/30 0:00:00", "9/9/99"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(RowRefused, match="is no time like"):
        TimeReader(FORMATS, "Asia/Shanghai").read(text)


def test_a_cell_that_is_a_time_already_is_taken_in_the_zone() -> None:
    read = TimeReader(["iso"], "America/New_York").read
    assert read(datetime(2022, 7, 1, 12)) == datetime(2022, 7, 1, 16, tzinfo=UTC)


def test_of_two_instants_in_autumn_the_earlier_is_meant() -> None:
    read = TimeReader(["iso"], "America/New_York").read
    assert read("2022-11-06 01:30:00") == datetime(2022, 11, 6, 5, 30, tzinfo=UTC)


def test_a_time_that_spring_jumped_over_is_moved_on() -> None:
    read = TimeReader(["iso"], "America/New_York").read
    assert read("2022-03-13 02:30:00") == datetime(2022, 3, 13, 7, 30, tzinfo=UTC)


def test_the_end_of_the_calendar_is_refused() -> None:
    with pytest.raises(RowRefused, match="outside the calendar"):
        TimeReader(["iso"], "America/New_York").read("9999-12-31 23:00:00")


@pytest.mark.parametrize("shape", ["%Y-%m", "%H:%M", "%Y/%j", "%d/%m/%y", "dd/mm/yyyy", "%"])
def test_a_format_without_a_day_is_refused(shape: str) -> None:
    with pytest.raises(ValueError, match="%"):
        check_format(shape)


@given(st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1)), st.integers(0, 3))
def test_what_strftime_writes_is_read(at: datetime, which: int) -> None:
    at = at.replace(microsecond=0, tzinfo=UTC) + timedelta(0)
    shape = FORMATS[which]
    text = at.isoformat() if shape == "iso" else at.strftime(shape)
    assert TimeReader(FORMATS, "UTC").read(text) == at
