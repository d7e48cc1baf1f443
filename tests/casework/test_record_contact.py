from datetime import timedelta

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import find
from tests import examples as x

CONTACT_DUE = x.china(11, 24)
SECOND = timedelta(seconds=1)


def contact(**more):
    ready = {"channel": "phone", "connected": True, "summary": "约明日上门，电话13904190001"}
    return x.ask(c.RecordContact, **{**ready, **more})


def test_the_first_contact_that_connects_ends_the_contact_clock():
    when = x.given(*x.TO_HANDLE).when(contact(), by=x.unit(), at=x.china(11, 23, 15))
    fact = when.then(e.ContactRecorded)
    assert (fact.unit, fact.connected, fact.late) == ("U-GR", True, False)
    assert find(when.after().clocks, "contact", "U-GR").stopped_at == x.china(11, 23, 15)


def test_an_attempt_that_does_not_connect_leaves_it_running():
    command = contact(connected=False, summary=None)
    appeal = x.given(*x.TO_HANDLE).when(command, by=x.unit()).after()
    assert find(appeal.clocks, "contact", "U-GR").running


def test_no_other_clock_stops_or_moves():
    before = x.given(*x.TO_HANDLE).appeal()
    after = x.given(*x.TO_HANDLE).when(contact(), by=x.unit()).after()
    others = [k for k in after.clocks if k.name != "contact"]
    assert others == [k for k in before.clocks if k.name != "contact"]


@pytest.mark.parametrize(("at", "late"), [(CONTACT_DUE, False), (CONTACT_DUE + SECOND, True)])
def test_one_second_over_the_limit_is_late(at, late):
    fact = x.given(*x.TO_HANDLE).when(contact(), by=x.unit(), at=at).then(e.ContactRecorded)
    assert fact.late is late


def test_a_contact_made_in_time_and_told_within_a_day_is_not_late():  # DOMAIN 11.19
    command = contact(occurred_at=CONTACT_DUE - SECOND, backdating_reason="断网")
    when = x.given(*x.TO_HANDLE).when(command, by=x.unit(), at=x.china(11, 25, 9))
    assert when.then(e.ContactRecorded).late is False


def test_a_second_contact_is_never_late():
    first = x.given(*x.TO_HANDLE).when(contact(), by=x.unit()).lived()
    again = first.when(contact(), by=x.unit(), at=x.china(11, 30))
    assert again.then(e.ContactRecorded).late is False


def test_a_visit_that_was_claimed_is_kept_for_the_callback():  # DOMAIN 11.15
    command = contact(channel="visit", visited=True, met=True)
    assert x.given(*x.TO_HANDLE).when(command, by=x.unit()).after().visited
    assert not x.given(*x.TO_HANDLE).when(contact(), by=x.unit()).after().visited


def test_what_was_said_is_personal():
    assert e.ContactRecorded.PERSONAL == ("summary",)
    x.given(*x.TO_HANDLE).when(contact(summary="\x07"), by=x.unit()).refused(no.ControlCharacters)


def test_a_co_handler_records_its_own_contact():
    when = x.given(*x.HELPED).when(contact(), by=x.unit("U-GA"))
    assert when.then(e.ContactRecorded).unit == "U-GA"
    assert find(when.after().clocks, "contact", "U-GR").running


@pytest.mark.parametrize("life", [x.TO_ACKNOWLEDGE, x.TO_FEED_BACK, x.CLOSED])
def test_only_what_is_being_handled(life):
    x.given(*life).when(contact(), by=x.unit()).refused(no.NotBeingHandled)


def test_not_while_it_is_suspended():
    x.given(*x.SUSPENDED).when(contact(), by=x.unit()).refused(no.Suspended)


def test_another_unit_may_not():  # DOMAIN 5, invariant 5
    x.given(*x.TO_HANDLE).when(contact(), by=x.unit("U-GA")).refused(no.OutsideScope)


@pytest.mark.parametrize("post", x.all_but("department", "unit_head", "grid_worker"))
def test_the_centre_contacts_nobody_for_the_unit(post):
    x.given(*x.TO_HANDLE).when(contact(), by=x.caller(post)).refused(no.PostRequired)


@pytest.mark.finding("A6")
@pytest.mark.parametrize("said", [{"connected": True}, {"connected": False, "met": True}])
def test_nobody_is_reached_who_left_no_name(said):
    nameless = (x.collected(claimant_kind="anonymous", wants_callback=False), *x.TO_HANDLE[1:])
    contact = x.ask(c.RecordContact, channel="visit", visited=True, **said)
    x.given(*nameless).when(contact, by=x.unit()).refused(no.NobodyToCall)
    came = x.ask(c.RecordContact, channel="visit", connected=False, visited=True)
    x.given(*nameless).when(came, by=x.unit()).then(e.ContactRecorded)


def test_a_grid_worker_without_a_part_in_it_is_told_as_little_as_a_stranger():
    x.given(*x.TO_HANDLE).when(contact(), by=x.caller("grid_worker")).refused(no.OutsideScope)
