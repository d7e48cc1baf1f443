from typing import get_args

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import going
from casework.appeal.words import SupervisionLevel
from casework.directory.events import UnitRegistered
from tests import examples as x

ARCHIVED = (*x.CLOSED, e.AppealArchived(package_hash="0" * 64))


def supervise(*units, level="routine", demand="三日内说明原因", **more):
    return x.ask(c.OpenSupervision, level=level, demand=demand, units=units, **more)


def test_the_lead_is_asked_where_nobody_is_named_and_has_three_working_days():  # LR-6
    fact = x.given(*x.TO_HANDLE).when(supervise(), by=x.supervisor()).then(e.SupervisionOpened)
    (limit,) = fact.limits
    assert (fact.supervision, fact.units, fact.automatic) == (1, ("U-GR",), False)
    assert (limit.unit, limit.amount, limit.due) == ("1/U-GR", "3 wd @work", x.china(11, 26))


def test_several_units_are_asked_together_each_with_a_clock_of_its_own():
    command = supervise("U-GR", "U-GA", "U-GR", level="joint")
    when = x.given(*x.TO_HANDLE).when(command, by=x.supervisor())
    assert when.then(e.SupervisionOpened).units == ("U-GR", "U-GA")
    clocks = [going(when.after().clocks, "supervision", f"1/{u}") for u in ("U-GR", "U-GA")]
    assert [clock.segments[-1].holder for clock in clocks] == ["U-GR", "U-GA"]


@pytest.mark.parametrize("level", get_args(SupervisionLevel))
def test_every_level_is_kept(level):
    when = x.given(*x.TO_HANDLE).when(supervise(level=level), by=x.supervisor())
    assert when.then(e.SupervisionOpened).level == level


def test_a_second_one_runs_beside_the_first_under_its_own_number():
    twice = x.given(*x.TO_HANDLE).when(supervise(), by=x.supervisor()).lived()
    appeal = twice.when(supervise(), by=x.supervisor(), at=x.china(11, 24, 9)).after()
    assert [s.number for s in appeal.supervised] == [1, 2]
    due = [going(appeal.clocks, "supervision", f"{n}/U-GR").due for n in (1, 2)]
    assert due == [x.china(11, 26), x.china(11, 27)]


@pytest.mark.parametrize("life", [x.TO_HANDLE, x.TO_CALL_BACK, x.CLOSED, x.SUSPENDED, x.MERGED])
def test_open_and_closed_ones_are_supervised_and_their_own_clocks_run_on(life):
    before = x.given(*life).appeal()
    after = x.given(*life).when(supervise("U-GR"), by=x.duty_leader()).after()
    assert (after.status, after.clocks[: len(before.clocks)]) == (before.status, before.clocks)


def test_what_is_archived_is_not():  # invariant 1
    x.given(*ARCHIVED).when(supervise(), by=x.supervisor()).refused(no.NotInThisState)


def test_a_halt_does_not_stop_the_time_for_the_reply():
    life = x.given(*x.TO_HANDLE).when(supervise(), by=x.supervisor()).lived()
    request = x.ask(c.RequestSuspension, reason="等待供暖季", until=x.china(12, 4))
    accept = x.ask(c.DecideSuspension, decision="accept", reason="属实")
    life = life.when(request, by=x.unit_head()).lived().when(accept, by=x.duty_leader()).lived()
    appeal = life.when(accept, by=x.supervisor()).after()
    assert going(appeal.clocks, "handling").is_paused
    assert going(appeal.clocks, "supervision", "1/U-GR").running


def test_while_it_is_open_nobody_closes_the_appeal_whatever_the_post():
    life = x.given(*x.TO_CLOSE).when(supervise(), by=x.supervisor()).lived()
    life.when(x.close(), by=x.duty_leader()).refused(no.UnderSupervision)
    both = x.caller("duty_leader", "supervisor")
    life.when(x.close(), by=both).refused(no.UnderSupervision)
    over = life.when(x.ask(c.CloseSupervision, result="已整改"), by=x.supervisor()).lived()
    assert over.when(x.close(), by=x.duty_leader()).then(e.AppealClosed)


def test_a_unit_with_hours_of_its_own_replies_by_them():
    ready = UnitRegistered(name="供热公司", kind="utility", calendar="24x7")
    known = x.knowing(("unit/U-GR", ready))
    when = x.given(*x.TO_HANDLE).when(supervise(), by=x.supervisor(), known=known)
    assert when.then(e.SupervisionOpened).limits[0].calendar == "24x7/1"


def test_there_must_be_somebody_to_reply_whom_one_knows():
    x.given(*x.TO_DISPATCH).when(supervise(), by=x.supervisor()).refused(no.UnitsMissing)
    x.given(*x.TO_HANDLE).when(supervise("U-XX"), by=x.supervisor()).refused(no.UnknownUnit)


def test_it_demands_something_without_a_personal_number():
    x.given(*x.TO_HANDLE).when(supervise(demand=""), by=x.supervisor()).refused(no.EmptyText)
    command = supervise(demand="回复13904190001")
    x.given(*x.TO_HANDLE).when(command, by=x.supervisor()).refused(no.PersonalDataInPublicText)


def test_the_standing_orders_supervise_and_it_says_that_nobody_did():  # DOMAIN 11.15
    when = x.given(*x.TO_HANDLE).when(supervise(), by=x.standing_orders())
    assert when.then(e.SupervisionOpened).automatic is True


@pytest.mark.parametrize("post", x.all_but("supervisor", "duty_leader"))
def test_nobody_else_supervises(post):
    x.given(*x.TO_HANDLE).when(supervise(), by=x.caller(post)).refused(no.PostRequired)


def test_the_unit_supervises_nobody():
    x.given(*x.TO_HANDLE).when(supervise(), by=x.unit_head()).refused(no.PostRequired)
