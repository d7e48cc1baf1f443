import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import find
from tests import examples as x


def opened(number=1, *units, due=None):
    units = units or ("U-GR",)
    due = due or x.china(11, 26)
    return e.SupervisionOpened(
        supervision=number,
        level="routine",
        units=units,
        demand="说明原因",
        limits=tuple(x.limit("supervision", due, "3 wd @work", f"{number}/{u}") for u in units),
    )


ASKED = (*x.TO_HANDLE, opened())
ALL_ASKED = (*x.TO_HANDLE, opened(1, "U-GR", "U-GA"))


def reply(text="已更换阀门", **more):
    return x.ask(c.ReplySupervision, reply=text, **more)


def test_the_unit_replies_and_its_clock_stops():
    when = x.given(*ASKED).when(reply(), by=x.unit(), at=x.china(11, 25))
    fact, clock = when.then(e.SupervisionReplied), when.after().clocks[-1]
    assert (fact.supervision, fact.unit, fact.late) == (1, "U-GR", False)
    assert (clock.name, clock.stopped_at) == ("supervision", x.china(11, 25))


@pytest.mark.parametrize(("at", "late"), [(x.china(11, 26), False), (x.china(11, 26, 18, 1), True)])
def test_a_reply_after_its_time_is_late(at, late):
    assert x.given(*ASKED).when(reply(), by=x.unit(), at=at).then(e.SupervisionReplied).late is late


def test_each_unit_replies_for_itself():
    when = x.given(*ALL_ASKED).when(reply(), by=x.unit("U-GA"))
    assert when.then(e.SupervisionReplied).unit == "U-GA"
    assert when.after().supervised[0].owing == ("U-GR",)
    assert find(when.after().clocks, "supervision", "1/U-GR").running


def test_a_reply_leaves_it_open_for_the_supervisor():
    appeal = x.given(*ASKED).when(reply(), by=x.unit()).after()
    assert [(s.number, s.owing) for s in appeal.supervised] == [(1, ())]
    assert "supervised" in appeal.marks


def test_it_replies_once():
    replied = x.given(*ASKED).when(reply(), by=x.unit()).lived()
    replied.when(reply(), by=x.unit()).refused(no.NotAskedToReply)


def test_of_two_the_older_is_meant_unless_the_number_is_said():
    two = x.given(*ASKED, opened(2, due=x.china(11, 27)))
    assert two.when(reply(), by=x.unit()).then(e.SupervisionReplied).supervision == 1
    numbered = two.when(reply(supervision=2), by=x.unit())
    assert numbered.then(e.SupervisionReplied).supervision == 2
    assert [s.owing for s in numbered.after().supervised] == [("U-GR",), ()]


def test_the_office_above_a_supervised_unit_replies_for_it():
    life = (*x.TO_HANDLE, opened(1, "U-GR1"))
    assert x.given(*life).when(reply(), by=x.unit()).then(e.SupervisionReplied).unit == "U-GR1"


def test_a_unit_that_has_the_order_no_more_still_owes_its_reply():
    moved = e.AppealReassigned(
        from_unit="U-GR", to_unit="U-GA", to_unit_name="公安局", reason="误派"
    )
    assert x.given(*ASKED, moved).when(reply(), by=x.unit()).then(e.SupervisionReplied)


def test_who_was_not_asked_owes_nothing():  # invariant 5
    x.given(*ASKED).when(reply(), by=x.unit("U-GA")).refused(no.OutsideScope)
    x.given(*ASKED).when(reply(supervision=2), by=x.unit()).refused(no.NotAskedToReply)
    x.given(*ASKED).when(reply(), by=x.caller("department")).refused(no.OutsideScope)


def test_without_a_supervision_there_is_nothing_to_reply_to():
    x.given(*x.TO_HANDLE).when(reply(), by=x.unit()).refused(no.NotSupervised)
    closed = e.SupervisionClosed(supervision=1, result="已整改")
    x.given(*ASKED, closed).when(reply(), by=x.unit()).refused(no.NotSupervised)


@pytest.mark.parametrize("life", [x.SUSPENDED, x.CLOSED])
def test_a_halt_or_the_end_of_the_appeal_does_not_excuse_it(life):
    assert x.given(*life, opened()).when(reply(), by=x.unit()).then(e.SupervisionReplied)


def test_it_says_something_without_a_personal_number():
    x.given(*ASKED).when(reply(" "), by=x.unit()).refused(no.EmptyText)
    command = reply("已致电13904190001")
    x.given(*ASKED).when(command, by=x.unit()).refused(no.PersonalDataInPublicText)


@pytest.mark.parametrize("post", x.all_but("department", "unit_head"))
def test_only_units_reply(post):
    x.given(*ASKED).when(reply(), by=x.caller(post)).refused(no.PostRequired)
