"""公布日历: a new version of a calendar, whole; or everything that is wrong with it."""

from datetime import date

import pytest
from msgspec.structs import replace

from casework.policy import refusals as no
from casework.policy.calendar_events import CalendarPublished, Season, Shift
from casework.policy.calendar_seed import office, round_the_clock
from casework.policy.commands import PublishCalendar
from tests.examples import all_but, caller, china, knowing, nothing, unit

ADMIN = caller("admin")
BEFORE = office()
NEXT = replace(BEFORE, closed=(*BEFORE.closed, date(2027, 1, 1)), last_year=2027)


def publish(calendar=NEXT, name="work"):
    return nothing().when(PublishCalendar(name=name, calendar=calendar), by=ADMIN)


def own(*shifts, **more):
    season = Season("01-01", tuple(Shift(*each) for each in shifts or (("08:00", "12:00"),)))
    ready = {"zone": "Asia/Shanghai", "weekdays": (1,), "seasons": (season,)}
    return CalendarPublished(**{**ready, **more})


def told(calendar, name="own"):
    return str(publish(calendar, name).refused(no.CalendarRefused))


def test_a_calendar_is_published_whole():
    [draft] = publish().drafts()
    assert (draft.stream, draft.version, draft.fact) == ("calendar/work", 2, NEXT)


def test_a_city_may_have_more_of_them():
    [draft] = publish(own(), "court-2.0").drafts()
    assert (draft.stream, draft.version) == ("calendar/court-2.0", 1)


def test_unchanged_it_is_not_published_again():
    assert publish(BEFORE).drafts() == []


def test_the_newest_holds_and_the_older_ones_stay_what_they_were():
    policies = knowing(("calendar/work", NEXT)).policies
    new_year = (china(1, 1, 8, year=2027), china(1, 1, 12, year=2027))
    assert policies.calendar("work").tag == "work/2"
    assert policies.calendar_of("work/2").worked(*new_year) == 0
    assert policies.calendar_of("work/1").worked(*new_year) == 4 * 3_600


def test_a_published_year_may_be_corrected():
    corrected = replace(BEFORE, closed=(*BEFORE.closed, date(2026, 12, 24)))
    publish(corrected).then(CalendarPublished)


@pytest.mark.finding("B6")
def test_a_holiday_may_run_over_new_year_into_a_year_not_known_yet():
    eve, new_year = date(2026, 12, 31), date(2027, 1, 1)
    publish(replace(BEFORE, closed=(*BEFORE.closed, eve, new_year))).then(CalendarPublished)
    alone = replace(BEFORE, closed=(*BEFORE.closed, eve, new_year, date(2027, 5, 1)))
    assert "2027-05-01 lies outside its years" in told(alone, "work")


@pytest.mark.parametrize(
    "calendar",
    [
        own(first_year=2005, last_year=2026),
        own(first_year=2004, last_year=2025),
        round_the_clock(),
    ],
)
def test_but_none_is_forgotten(calendar):
    refusal = publish(calendar).refused(no.CalendarRefused)
    assert "it forgets years: 2004 to 2026 were published" in str(refusal)


@pytest.mark.parametrize(
    ("calendar", "said"),
    [
        (own(zone="Asia/Dengta"), 'there is no time zone "Asia/Dengta"'),
        (own(zone=""), 'there is no time zone ""'),
        (own(weekdays=()), "weekdays are numbers from 1 (Monday) to 7, at least one"),
        (own(weekdays=(0, 1)), "weekdays are numbers from 1 (Monday) to 7, at least one"),
        (own(seasons=()), "it has no season with shifts"),
        (own(seasons=(Season("01-01", ()),)), "the season from 01-01 has no shift"),
        (own(seasons=(Season("13-01", (Shift("08:00", "09:00"),)),)), '"13-01" is no day'),
        (own(("8:00", "12:00")), '"8:00" is no time of day'),
        (own(("08:00", "24:30")), '"24:30" is no time of day'),
        (own(("08:00", "08:00")), "the shift 08:00–08:00 is empty"),
        (own(("08:00", "12:00"), ("11:00", "18:00")), "the shift from 11:00 begins before 12:00"),
        (own(("14:00", "18:00"), ("08:00", "12:00")), "the shift from 08:00 begins before 18:00"),
        (
            own(("22:00", "06:00"), ("08:00", "12:00")),
            "only the last shift may go past midnight, not 22:00–06:00",
        ),
        (own(closed=(date(2026, 1, 1),)), "it must say from which year to which they are known"),
        (own(first_year=2026), "it must say from which year to which they are known"),
        (
            own(closed=(date(2027, 1, 1),), first_year=2026, last_year=2026),
            "2027-01-01 lies outside its years 2026 to 2026",
        ),
        (own(first_year=2027, last_year=2026), "its years 2027 to 2026 are no years"),
        (
            own(
                closed=(date(2026, 1, 1),),
                worked=(date(2026, 1, 1),),
                first_year=2026,
                last_year=2026,
            ),
            "2026-01-01 is both closed and worked",
        ),
    ],
)
def test_what_contradicts_itself_is_not_published(calendar, said):
    assert said in told(calendar)


def test_two_seasons_do_not_begin_together():
    one = own().seasons[0]
    assert "two seasons begin on 01-01" in told(own(seasons=(one, one)))


@pytest.mark.parametrize("name", ["", "a b", "a/1", "日历", "x" * 61])
def test_a_name_is_a_short_code(name):
    assert "may hold only letters, digits, dot, hyphen, underscore" in told(own(), name)


def test_everything_that_is_wrong_is_told_at_once():
    said = told(own(("8:00", "12:00"), zone="Nowhere", weekdays=(9,)), "a b")
    for problem in ("the name", "no time zone", "weekdays are", '"8:00" is no time'):
        assert problem in said


@pytest.mark.parametrize(
    "calendar",
    [
        own(("22:00", "06:00")),
        own(("00:00", "24:00")),
        own(("08:00", "12:00"), ("12:00", "18:00"), ("20:00", "02:00")),
    ],
)
def test_night_shifts_and_whole_days_are_in_order(calendar):
    publish(calendar, "own").then(CalendarPublished)


@pytest.mark.parametrize("by", [*map(caller, all_but("admin")), unit()])
def test_only_an_admin_publishes(by):
    command = PublishCalendar(name="work", calendar=NEXT)
    nothing().when(command, by=by).refused(no.PoliciesAreTheAdmins)
