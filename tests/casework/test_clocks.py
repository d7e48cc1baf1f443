"""时钟: what starts, stops, halts and moves them, who holds them, when they ring."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import CENTRE, find, going, ringing
from casework.appeal.words import OPEN
from tests import examples as x
from tests.examples import c, china

CG_HEAD = x.unit_head("U-CG", user="cg-head")
GA_CLERK = x.unit("U-GA", user="ga-clerk")
ACCEPT = x.ask(c.DecideSuspension, decision="accept", reason="同意")
SENT_BACK = x.ask(c.ReviewHandling, decision="refuse", reason="请补充照片")

Step = tuple[Any, x.Caller]
STEPS: tuple[Step, ...] = (
    (x.dispatch(), x.operator()),
    (x.acknowledge(), x.unit()),
    (x.ask(c.ReassignAppeal, to_unit="U-CG", reason="职责在城管"), x.operator()),
    (x.acknowledge(), x.unit("U-CG", user="cg-clerk")),
    (x.ask(c.RequestSuspension, until=china(6, 1, year=2027), reason="等料"), CG_HEAD),
    (ACCEPT, x.duty_leader()),
    (ACCEPT, x.supervisor()),
    (x.ask(c.ResumeAppeal), x.operator()),
    (x.ask(c.HandOver, from_unit="U-CG", to_unit="U-GA", reason="机构改革"), x.duty_leader()),
    (x.handle(), GA_CLERK),
    (SENT_BACK, x.operator()),
    (x.handle(), GA_CLERK),
)
HAPPY: tuple[Step, ...] = (
    (x.dispatch(), x.operator()),
    (x.acknowledge(), x.unit()),
    (x.handle(), x.unit()),
    (x.feed_back(), x.unit()),
    (x.record_callback(), x.callback_staff()),
)
RETURN = x.ask(c.RequestReturn, ground="not_our_duty", reason="不属本单位")
ACCEPT_RETURN = x.ask(c.DecideReturn, decision="accept", reason="属实")
SIDE_PATHS: tuple[tuple[Step, ...], ...] = (
    HAPPY,
    (*HAPPY[:2], (RETURN, x.unit_head()), (ACCEPT_RETURN, x.operator()), *HAPPY),
    (*HAPPY[:1], (x.ask(c.RecallOrder, reason="派错"), x.operator()), *HAPPY),
    (
        *HAPPY[:2],
        (x.ask(c.OpenArbitration, reason="职责不清"), x.operator()),
        (x.ask(c.DecideArbitration, unit="U-GR", basis="三定方案"), x.duty_leader()),
        *HAPPY[1:],
    ),
    (*HAPPY[:3], (SENT_BACK, x.operator()), *HAPPY[2:]),
    (*HAPPY, (x.ask(c.OrderRework, reason="未解决"), x.callback_staff()), *HAPPY[2:]),
    (
        *HAPPY,
        (x.close(), x.duty_leader()),
        (x.ask(c.ReopenAppeal, basis="new_facts", reason="又坏了"), x.supervisor()),
        *HAPPY[2:],
    ),
    STEPS,
)


@pytest.mark.parametrize("path", SIDE_PATHS)
def test_every_open_state_has_a_clock_that_runs_and_somebody_who_holds_it(path):
    life = x.nothing().when(x.collect(appeal_no=x.NO), at=x.NOW).lived()
    for n, (command, by) in enumerate(((None, None), *path)):
        if command:
            life = life.when(command, by=by, at=x.NOW + timedelta(minutes=n)).lived()
        appeal = life.appeal()
        windows = ("return_window", "supervision")
        held = [k.segments[-1].holder for k in appeal.clocks if k.running and k.name not in windows]
        assert held or appeal.status not in OPEN, (appeal.status, command)
        assert set(held) <= {CENTRE, *(o.unit for o in appeal.orders)}


BESIDE = (
    (x.add_note("已电话核实"), x.operator()),
    (x.ask(c.AttachFile, sha256="a" * 64, mime="image/jpeg", size=9), x.unit()),
    (x.ask(c.UrgeOrder, text="什么时候来？"), x.operator()),
    (x.ask(c.RecordProgress, text="已到现场"), x.unit()),
    (x.ask(c.ReclassifyAppeal, category="14", reason="归错类"), x.operator()),
    (x.ask(c.MarkSensitive, kind="heating", reason="集中反映"), x.operator()),
    (x.ask(c.RevealClaimant, fields=("claimant_phone",), purpose="联系"), x.unit()),
    (x.ask(c.AssignWithinUnit, to="二班"), x.unit()),
)


@pytest.mark.parametrize(("command", "by"), BESIDE)
def test_what_is_written_beside_it_moves_no_clock(command, by):
    life = x.given(*x.TO_HANDLE)
    assert life.when(command, by=by, at=china(11, 24, 9)).after().clocks == life.appeal().clocks


def test_supervision_runs_beside_the_other_clocks():
    command = x.ask(c.OpenSupervision, level="routine", demand="请说明")
    life = x.given(*x.TO_HANDLE)
    *others, last = life.when(command, by=x.supervisor(), at=china(11, 24, 9)).after().clocks
    assert tuple(others) == life.appeal().clocks
    assert (last.name, last.unit, last.due) == ("supervision", "1/U-GR", china(11, 27))
    assert last.segments[-1].holder == "U-GR"


def test_an_amendment_to_the_same_value_is_refused_and_so_moves_nothing():
    same = x.ask(c.AmendIntake, reason="核对", urgency="normal", type="help", category="0101")
    x.given(x.collected()).when(same).refused(no.NothingAmended)


def test_a_clock_is_late_after_its_deadline_and_not_on_it():
    handling = find(x.given(*x.TO_HANDLE).appeal().clocks, "handling")
    assert not handling.is_late(china(11, 30))
    assert handling.is_late(china(11, 30) + timedelta(seconds=1))


def test_a_clock_that_stopped_in_time_is_never_late():
    life = x.given(*x.TO_HANDLE, (x.handled(), china(11, 30)))
    assert not find(life.appeal().clocks, "handling").is_late(china(12, 30))


def test_a_clock_that_stands_is_not_late():
    life = x.given(*x.SUSPENDED)
    assert not find(life.appeal().clocks, "handling").is_late(china(12, 30))


def test_a_clock_rings_for_the_reminder_then_for_the_deadline_then_for_each_level():
    life, handling = x.given(*x.TO_HANDLE), "handling"
    rings = [going(life.appeal().clocks, handling).rings_at]
    reminded = x.given(*x.TO_HANDLE, e.ClockReminded(clock=handling, due=china(11, 30)))
    rings.append(going(reminded.appeal().clocks, handling).rings_at)
    told = e.ClockOverdue(
        clock=handling, due=china(11, 30), level=1, to="unit_head", next_at=china(12, 2)
    )
    rings.append(going(x.given(*x.TO_HANDLE, told).appeal().clocks, handling).rings_at)
    last = replace(told, level=3, next_at=None)
    rings.append(going(x.given(*x.TO_HANDLE, told, last).appeal().clocks, handling).rings_at)
    assert rings == [china(11, 27), china(11, 30), china(12, 2), None]


def test_what_stands_or_has_stopped_or_only_closes_does_not_ring():
    clocks = x.given(*x.SUSPENDED).appeal().clocks
    assert find(clocks, "handling").rings_at is None
    assert find(clocks, "dispatch").rings_at is None
    window = find(x.given(*x.TO_HANDLE).appeal().clocks, "return_window", "U-GR")
    assert (window.running, window.rings_at) == (True, None)


def test_a_deadline_that_was_only_imported_rings_for_nobody():
    imported = x.dispatched(limits=(), limit_rule=None)
    clocks = x.given(x.collected(), imported).appeal().clocks
    assert (find(clocks, "handling").due, ringing(clocks)) == (china(11, 30), None)


def test_of_all_clocks_the_first_to_ring_is_the_next():
    assert ringing(x.given(*x.TO_ACKNOWLEDGE).appeal().clocks) == china(11, 24)
    assert ringing(()) is None


def test_a_moved_deadline_is_reminded_of_anew():
    reminded = (*x.TO_HANDLE, e.ClockReminded(clock="handling", due=china(11, 30)))
    move = e.Move(
        clock="handling",
        before=china(11, 30),
        due=china(12, 4),
        calendar="work/1",
        remind_at=china(12, 2),
    )
    approved = e.ExtensionApproved(unit="U-GR", reason="同意", moves=(move,))
    handling = going(x.given(*reminded, approved).appeal().clocks, "handling")
    assert (handling.due, handling.rings_at) == (china(12, 4), china(12, 2))


def test_supervision_goes_on_while_the_rest_waits():
    opened = e.SupervisionOpened(
        supervision=1,
        level="listed",
        units=("U-GR",),
        demand="请说明",
        limits=(x.limit("supervision", china(11, 26), "3 wd", "1/U-GR"),),
    )
    clocks = x.given(*x.TO_HANDLE, opened, x.suspended()).appeal().clocks
    running = {k.name for k in clocks if k.running}
    assert running == {"supervision", "suspension"}
    assert {k.name for k in clocks if k.is_paused} == {"handling", "return_window", "contact"}
