from datetime import timedelta

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.digest import digest
from casework.appeal.words import Status
from tests import examples as x

WINDOW_ENDS = x.NOW + timedelta(days=90)
AFTER = WINDOW_ENDS + timedelta(seconds=1)
SUPERVISED = e.SupervisionOpened(supervision=1, level="routine", units=("U-GR",), demand="说明")


def archive():
    return x.ask(c.ArchiveAppeal)


def archived(*life):
    return x.given(*life).when(archive(), by=x.timekeeper(), at=AFTER)


def test_after_the_window_for_reopening():
    x.given(*x.CLOSED).when(archive(), by=x.timekeeper(), at=WINDOW_ENDS).refused(
        no.ReopenWindowStillOpen
    )
    appeal = archived(*x.CLOSED).after()
    assert appeal.status == Status.ARCHIVED
    assert not any(k.stopped_at is None for k in appeal.clocks)


def test_a_foreign_history_without_a_window_is_archived_at_once():
    x.given(*x.TO_CLOSE, x.closed(limits=())).when(archive(), by=x.timekeeper()).then(
        e.AppealArchived
    )


def test_the_hash_is_of_every_fact_before():
    told = archived(*x.CLOSED).then(e.AppealArchived).package_hash
    assert told == digest(x.recorded(*x.CLOSED))
    other = (*x.CLOSED[:-1], x.closed(reason="改过"))
    assert archived(*other).then(e.AppealArchived).package_hash != told


def test_the_hash_tells_an_order_and_an_author_apart():
    history = x.recorded(*x.CLOSED)
    again = x.recorded(*x.CLOSED[:-1], (x.CLOSED[-1], x.NOW, "somebody"))
    assert digest(history) != digest(again)
    assert digest(history) != digest(history[:-1])


def test_not_under_supervision():
    archived(*x.CLOSED, SUPERVISED).refused(no.UnderSupervision)


def test_what_was_erased_is_archived_too():
    erased = e.PersonalDataErased(ground="本人申请", endorsed_by="officer2")
    archived(*x.CLOSED, erased).then(e.AppealArchived)


def test_what_ended_with_its_parent_is_archived_too():
    archived(*x.MERGED, x.closed(kind="duplicate_merged")).then(e.AppealArchived)


def test_nothing_is_added_any_more():  # DOMAIN 5, invariant 1
    kept = archived(*x.CLOSED).lived()
    kept.when(x.add_note(), at=AFTER).refused(no.NotInThisState)
    kept.when(archive(), by=x.timekeeper(), at=AFTER).refused(no.NotInThisState)


@pytest.mark.parametrize("life", [x.TO_HANDLE, x.TO_CLOSE])
def test_only_what_is_closed(life):
    archived(*life).refused(no.NotInThisState)


@pytest.mark.parametrize("post", ["duty_leader", "timekeeper"])
def test_the_duty_leader_and_the_timekeeper_archive(post):
    x.given(*x.CLOSED).when(archive(), by=x.caller(post), at=AFTER).then(e.AppealArchived)


@pytest.mark.parametrize("post", x.all_but("duty_leader"))
def test_nobody_else_archives(post):
    x.given(*x.CLOSED).when(archive(), by=x.caller(post), at=AFTER).refused(no.PostRequired)
