import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import find
from tests import examples as x


def opened(number=1, *units):
    units = units or ("U-GR",)
    due = x.china(11, 26)
    return e.SupervisionOpened(
        supervision=number,
        level="routine",
        units=units,
        demand="说明原因",
        limits=tuple(x.limit("supervision", due, "3 wd @work", f"{number}/{u}") for u in units),
    )


ASKED = (*x.TO_HANDLE, opened())
REPLIED = (*ASKED, e.SupervisionReplied(supervision=1, unit="U-GR", reply="已整改"))


def close(result="整改到位", **more):
    return x.ask(c.CloseSupervision, result=result, **more)


@pytest.mark.parametrize("life", [ASKED, REPLIED])
def test_with_or_without_a_reply_it_is_closed_with_a_result(life):
    when = x.given(*life).when(close(), by=x.supervisor())
    fact = when.then(e.SupervisionClosed)
    assert (fact.supervision, fact.result) == (1, "整改到位")
    assert (when.after().supervised, when.after().marks) == ((), set())


def test_every_clock_of_it_stops_and_no_other():
    life = (*x.TO_HANDLE, opened(1, "U-GR", "U-GA"), opened(2))
    appeal = x.given(*life).when(close(), by=x.supervisor(), at=x.china(11, 25)).after()
    stopped = {k.unit: k.stopped_at for k in appeal.clocks if k.name == "supervision"}
    assert stopped == {
        "1/U-GR": x.china(11, 25),
        "1/U-GA": x.china(11, 25),
        "2/U-GR": None,
    }
    assert find(appeal.clocks, "handling").running


def test_the_tenth_is_not_closed_with_the_first():
    life = (*x.TO_HANDLE, opened(1), opened(10))
    appeal = x.given(*life).when(close(supervision=1), by=x.supervisor()).after()
    assert find(appeal.clocks, "supervision", "10/U-GR").running


def test_one_is_left_where_there_were_two():
    life = (*ASKED, opened(2))
    appeal = x.given(*life).when(close(supervision=2), by=x.supervisor()).after()
    assert [s.number for s in appeal.supervised] == [1]
    assert "supervised" in appeal.marks


def test_after_it_the_appeal_can_be_closed():
    life = x.given(*x.TO_CLOSE, opened()).when(close(), by=x.supervisor()).lived()
    assert life.when(x.close(), by=x.duty_leader()).then(e.AppealClosed)


@pytest.mark.parametrize("life", [x.CLOSED, x.SUSPENDED])
def test_neither_the_end_of_the_appeal_nor_a_halt_stands_in_its_way(life):
    assert x.given(*life, opened()).when(close(), by=x.supervisor()).then(e.SupervisionClosed)


def test_there_must_be_one_of_that_number():
    x.given(*x.TO_HANDLE).when(close(), by=x.supervisor()).refused(no.NotSupervised)
    x.given(*ASKED).when(close(supervision=2), by=x.supervisor()).refused(no.NotSupervised)
    closed = x.given(*ASKED).when(close(), by=x.supervisor()).lived()
    closed.when(close(), by=x.supervisor()).refused(no.NotSupervised)


@pytest.mark.parametrize(("life", "offered"), [(x.TO_HANDLE, False), (ASKED, True)])
def test_it_is_offered_where_there_is_something_to_close(life, offered):
    standing = x.given(*life).appeal().standing
    verbs = c.allowed_verbs(standing, x.supervisor(), frozenset())
    assert ("close-supervision" in verbs) is offered


def test_it_says_with_what_result():
    x.given(*ASKED).when(close(" "), by=x.supervisor()).refused(no.EmptyText)


@pytest.mark.parametrize("post", ["supervisor", "duty_leader"])
def test_the_supervisor_or_the_duty_leader_closes_it(post):
    assert x.given(*REPLIED).when(close(), by=x.caller(post)).then(e.SupervisionClosed)


@pytest.mark.parametrize("post", x.all_but("supervisor", "duty_leader"))
def test_nobody_else_closes_it(post):
    x.given(*REPLIED).when(close(), by=x.caller(post)).refused(no.PostRequired)


def test_the_supervised_unit_does_not_close_it():
    x.given(*REPLIED).when(close(), by=x.unit_head()).refused(no.PostRequired)
