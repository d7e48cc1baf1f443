import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from tests import examples as x


def progress(text="已联系供货商", **more):
    return x.ask(c.RecordProgress, text=text, **more)


def test_a_step_is_told_to_the_centre_unless_it_is_meant_for_all():
    when = x.given(*x.TO_HANDLE).when(progress(), by=x.unit())
    fact = when.then(e.ProgressRecorded)
    assert (fact.text, fact.unit, fact.visibility) == ("已联系供货商", "U-GR", "internal")


def test_no_clock_moves_and_no_state():
    before = x.given(*x.TO_HANDLE).appeal()
    after = x.given(*x.TO_HANDLE).when(progress(), by=x.unit(), at=x.china(11, 24)).after()
    assert (after.clocks, after.status) == (before.clocks, before.status)


def test_what_the_claimant_may_read_holds_no_personal_number():
    text = "已致电13904190001"
    x.given(*x.TO_HANDLE).when(progress(text), by=x.unit()).then(e.ProgressRecorded)
    told = progress(text, visibility="public")
    x.given(*x.TO_HANDLE).when(told, by=x.unit()).refused(no.PersonalDataInPublicText)


def test_it_says_something():
    x.given(*x.TO_HANDLE).when(progress(" "), by=x.unit()).refused(no.EmptyText)


def test_a_co_handler_tells_its_own_progress():
    fact = x.given(*x.HELPED).when(progress(), by=x.unit("U-GA")).then(e.ProgressRecorded)
    assert fact.unit == "U-GA"


def test_work_goes_on_while_a_return_is_pending():
    life = (*x.TO_HANDLE, x.return_requested())
    x.given(*life).when(progress(), by=x.unit()).then(e.ProgressRecorded)


@pytest.mark.parametrize("life", [x.TO_ACKNOWLEDGE, x.TO_FEED_BACK, x.CLOSED])
def test_only_what_is_being_handled(life):
    x.given(*life).when(progress(), by=x.unit()).refused(no.NotBeingHandled)


def test_not_while_it_is_suspended():
    x.given(*x.SUSPENDED).when(progress(), by=x.unit()).refused(no.Suspended)


def test_another_unit_may_not():  # DOMAIN 5, invariant 5
    x.given(*x.TO_HANDLE).when(progress(), by=x.unit("U-GA")).refused(no.OutsideScope)


@pytest.mark.parametrize("post", x.all_but("department", "unit_head", "grid_worker"))
def test_the_centre_writes_notes_instead(post):
    x.given(*x.TO_HANDLE).when(progress(), by=x.caller(post)).refused(no.PostRequired)


def test_a_grid_worker_without_a_part_in_it_is_told_as_little_as_a_stranger():
    x.given(*x.TO_HANDLE).when(progress(), by=x.caller("grid_worker")).refused(no.OutsideScope)
