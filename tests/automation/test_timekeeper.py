"""守时: reminders, overdue in levels that go up, what ends by itself; once each."""

import threading
from datetime import timedelta

import pytest

from api.automation.keeping import Keeper
from casework.appeal import commands as c
from casework.policy.calendar_events import CalendarPublished
from casework.policy.calendar_seed import office
from casework.policy.commands import PublishCalendar
from tests import examples as x
from tests.automation.conftest import Played
from tests.conftest import ADMIN, City


def test_an_appeal_that_nobody_dispatches_reaches_the_supervisor(played: Played):
    appeal_no = played.collect()
    for _ in range(4):
        played.pass_by(days=1)
        played.keep()
    assert played.overdue(appeal_no) == [
        ("dispatch", 1, "duty_leader"),
        ("dispatch", 2, "duty_leader"),
        ("dispatch", 3, "supervisor"),
    ]


def test_a_reminder_comes_at_four_fifths_and_once(played: Played):
    appeal_no = played.collect()
    played.pass_by(hours=3, minutes=11)  # of four open hours, 12:11 at noon: 3 h are used
    played.keep()
    assert "clock.reminded" not in played.facts(appeal_no)
    played.pass_by(hours=2)  # 14:11: 3 h 11 min are used
    played.keep()
    played.keep()
    assert played.facts(appeal_no).count("clock.reminded") == 0
    played.pass_by(minutes=1)
    played.keep()
    played.keep()
    assert played.facts(appeal_no).count("clock.reminded") == 1


def test_levels_one_two_and_three_all_fire_for_a_unit(played: Played):
    appeal_no = played.collect()
    played.do(c.DispatchAppeal(appeal_no=appeal_no, lead_unit="U-GR"), x.operator())
    played.do(c.AcknowledgeOrder(appeal_no=appeal_no), x.unit())
    played.do(c.RecordContact(appeal_no=appeal_no, channel="phone", connected=True), x.unit())
    told = []
    for _ in range(17):
        played.pass_by(days=1)
        played.keep()
        told = played.overdue(appeal_no)
    assert told == [
        ("handling", 1, "unit_head"),
        ("handling", 2, "duty_leader"),
        ("handling", 3, "supervisor"),
    ]


def test_after_hours_without_a_timekeeper_nothing_is_lost_or_doubled(played: Played):
    numbers = [played.collect(title=f"第{n}件") for n in range(20)]
    played.pass_by(days=20)
    played.keep()
    played.keep()
    for appeal_no in numbers:
        assert [level for _, level, _ in played.overdue(appeal_no)] == [1, 2, 3]


@pytest.mark.slow
def test_ten_thousand_at_once_fire_once_each_the_oldest_first(played: Played):
    sent = []
    for n in range(10_000):
        if n % 1_000 == 0:
            [r.future.result() for r in sent]
            played.pass_by(seconds=1)
        sent.append(played.casework.send(x.collect(title=f"第{n}件"), x.operator()))
    [r.future.result() for r in sent]
    played.pass_by(hours=9)
    played.tick()
    rows = played.city.query(
        "SELECT stream, fact->'payload'->>'due' FROM {city}.readable"
        " WHERE topic = 'clock.overdue' ORDER BY position"
    )
    assert len(rows) == len({row[0] for row in rows}) == 10_000
    assert [row[1] for row in rows] == sorted(str(row[1]) for row in rows)


def test_two_timekeepers_at_once_tell_each_thing_once(played: Played, city: City):
    numbers = [played.collect(title=f"第{n}件") for n in range(300)]
    played.pass_by(hours=9)
    city.project()
    with city.open(clock=lambda: played.now) as other:
        rival = Keeper(other, city.database.connect, lambda: played.now)

        def tick(keeper: Keeper) -> None:
            with city.database.connect() as conn:
                keeper.once(conn)

        threads = [threading.Thread(target=tick, args=(k,)) for k in (rival, played.keeper)]
        [t.start() for t in threads]
        [t.join() for t in threads]
    assert all(played.facts(no).count("clock.overdue") == 1 for no in numbers)


def test_a_suspension_ends_by_itself_and_the_rest_of_the_time_runs_on(played: Played):
    appeal_no = played.collect()
    played.do(c.DispatchAppeal(appeal_no=appeal_no, lead_unit="U-GR"), x.operator())
    played.do(c.AcknowledgeOrder(appeal_no=appeal_no), x.unit())
    until = played.now + timedelta(days=7)
    asked = c.RequestSuspension(appeal_no=appeal_no, until=until, reason="等待备件")
    played.do(asked, x.unit_head())
    accept = c.DecideSuspension(appeal_no=appeal_no, decision="accept", reason="属实")
    played.do(accept, x.duty_leader())
    played.do(accept, x.supervisor())
    played.pass_by(days=7, minutes=1)
    played.keep()
    assert played.facts(appeal_no)[-1] == "appeal.resumed"
    assert played.status(appeal_no) == "handling"


def test_what_was_asked_and_never_answered_is_closed_as_unclear(played: Played):
    appeal_no = played.collect()
    played.do(c.RequestMoreInfo(appeal_no=appeal_no, questions="哪一栋？"), x.operator())
    played.pass_by(days=10)
    played.keep()
    assert played.facts(appeal_no)[-2:] == ["appeal.not_accepted", "appeal.closed"]


def test_a_closed_appeal_is_archived_when_its_window_has_passed(played: Played):
    appeal_no = played.collect()
    played.do(c.WithdrawAppeal(appeal_no=appeal_no, reason="已解决"), x.operator())
    played.pass_by(days=89)
    played.keep()
    assert played.status(appeal_no) == "closed"
    played.pass_by(days=2)
    played.keep()
    assert played.status(appeal_no) == "archived"
    [(left,)] = played.city.query("SELECT count(*) FROM {city}_due.due")
    assert left == 0


def test_a_provisional_deadline_is_settled_when_its_year_is_published(played: Played):
    played.now = x.china(12, 30, 9)
    appeal_no = played.collect()
    played.do(c.DispatchAppeal(appeal_no=appeal_no, lead_unit="U-GR"), x.operator())
    played.keep()
    assert "deadline.recalculated" not in played.facts(appeal_no)
    played.casework.do(PublishCalendar(name="work", calendar=with_2027()), ADMIN)
    played.keep()
    assert played.facts(appeal_no).count("deadline.recalculated") == 1
    [(due,)] = played.city.query(
        "SELECT deadline FROM {city}_tracking.tracking WHERE appeal_no = %s", appeal_no
    )
    assert due == x.china(1, 8, 18, year=2027)  # 31 Dec, 4, 5, 7, 8 Jan


def with_2027() -> CalendarPublished:
    """As published, with New Year's Day and, for the example, the 6th off in 2027."""
    from datetime import date

    from msgspec.structs import replace

    before = office()
    closed = (*before.closed, date(2027, 1, 1), date(2027, 1, 6))
    return replace(before, closed=closed, last_year=2027)
