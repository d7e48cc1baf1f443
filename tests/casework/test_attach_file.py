from typing import get_args

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.words import FileKind
from tests import examples as x

CENTRE = ("collector", "operator", "caller", "duty_leader", "supervisor")
ANYWHERE = (
    x.TO_DISPATCH,
    x.TO_ACKNOWLEDGE,
    x.TO_HANDLE,
    x.TO_FEED_BACK,
    x.TO_CALL_BACK,
    x.TO_CLOSE,
    x.CLOSED,
    x.SUSPENDED,
    x.MERGED,
)


def attach(**more):
    ready = {"sha256": "0a" * 32, "mime": "image/jpeg", "size": 123_456, "kind": "scene"}
    return x.ask(c.AttachFile, **{**ready, **more})


def test_a_file_is_kept_by_its_digest_so_that_it_can_be_proven():
    fact = x.given(*x.TO_HANDLE).when(attach()).then(e.FileAttached)
    assert (fact.sha256, fact.mime, fact.size) == ("0a" * 32, "image/jpeg", 123_456)


@pytest.mark.parametrize("kind", get_args(FileKind))
def test_it_says_what_it_shows(kind):
    assert x.given(*x.TO_HANDLE).when(attach(kind=kind)).then(e.FileAttached).kind == kind


@pytest.mark.parametrize("life", ANYWHERE)
def test_at_any_time_before_the_archive_and_nothing_else_changes(life):
    before = x.given(*life).appeal()
    after = x.given(*life).when(attach(), at=x.china(11, 25)).after()
    assert (after.status, after.marks, after.clocks, after.orders) == (
        before.status,
        before.marks,
        before.clocks,
        before.orders,
    )


def test_nothing_is_put_beside_what_is_archived_or_erased():  # invariant 1
    archived = e.AppealArchived(package_hash="0" * 64)
    erased = e.PersonalDataErased(ground="申请", endorsed_by="officer2")
    x.given(*x.CLOSED, archived).when(attach()).refused(no.NotInThisState)
    x.given(*x.CLOSED, erased).when(attach()).refused(no.Erased)


@pytest.mark.parametrize(
    "sha256", ["", "0a" * 31, "0a" * 33, "0A" * 32, "zz" * 32, "0a" * 32 + "\n"]
)
def test_what_is_no_digest_is_refused(sha256):
    x.given(*x.TO_HANDLE).when(attach(sha256=sha256)).refused(no.BadDigest)


def test_it_has_a_type():
    x.given(*x.TO_HANDLE).when(attach(mime=" ")).refused(no.EmptyText)
    x.given(*x.TO_HANDLE).when(attach(mime="x" * 101)).refused(no.TextTooLong)


@pytest.mark.parametrize("unit", ["U-GR", "U-GA"])
def test_lead_and_co_handler_attach(unit):
    assert x.given(*x.HELPED).when(attach(), by=x.unit(unit)).then(e.FileAttached)


def test_another_unit_does_not():  # invariant 5
    x.given(*x.HELPED).when(attach(), by=x.unit("U-CG")).refused(no.OutsideScope)


def test_a_resident_attaches_to_an_appeal_of_their_own_and_to_no_other():
    assert x.given(*x.TO_HANDLE).when(attach(), by=x.resident()).then(e.FileAttached)
    somebody = x.caller("resident", user="somebody")
    x.given(*x.TO_HANDLE).when(attach(), by=somebody).refused(no.OutsideScope)


@pytest.mark.parametrize("post", CENTRE)
def test_the_centre_attaches(post):
    assert x.given(*x.CLOSED).when(attach(), by=x.caller(post)).then(e.FileAttached)


@pytest.mark.parametrize(
    "post", x.all_but(*CENTRE, "department", "unit_head", "resident", "grid_worker")
)
def test_nobody_else_attaches(post):
    x.given(*x.TO_HANDLE).when(attach(), by=x.caller(post)).refused(no.PostRequired)


def test_a_grid_worker_without_a_part_in_it_is_told_as_little_as_a_stranger():
    x.given(*x.TO_HANDLE).when(attach(), by=x.caller("grid_worker")).refused(no.OutsideScope)
