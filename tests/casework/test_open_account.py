"""Accounts: who gets one under which post, and that a closed one opens nothing."""

from typing import Any

import pytest

from casework.directory import refusals as no
from casework.directory.commands import CloseAccount, OpenAccount
from casework.directory.directory import POSTS, Directory
from casework.directory.events import AccountClosed, AccountOpened
from casework.facts import Caller
from tests.casework.test_directory import SUMMER, area, decide, directory, do, unit

TOKEN = "0" * 64


def account(*posts: str, name: str = "li", **more: Any) -> OpenAccount:
    return OpenAccount(name=name, posts=posts, token_sha256=TOKEN, **more)


def city() -> Directory:
    return directory(("unit/U-1", unit()), ("unit/U-0", unit(valid_to=SUMMER)), ("area/11", area()))


def opened() -> Directory:
    return do(account("grid_worker", area="11", unit="U-1"), city())


@pytest.mark.parametrize("post", POSTS)
def test_every_post_can_be_held(post):
    [decided] = decide(account(post, unit="U-1", area="11"), city())
    assert isinstance(decided.fact, AccountOpened)
    assert decided.stream == "account/li"


def test_an_account_sends_commands_for_its_unit_and_its_grid():
    assert (known := opened().account_of(TOKEN))
    assert known.caller == Caller("li", frozenset({"grid_worker"}), "U-1", "11")


@pytest.mark.parametrize("post", ["department", "unit_head"])
@pytest.mark.parametrize("code", [None, "U-9", "U-0"])
def test_a_post_of_a_unit_needs_one_that_exists(post, code):
    with pytest.raises(no.UnitMissing):
        decide(account(post, unit=code), city())


@pytest.mark.parametrize("code", [None, "99"])
def test_a_grid_worker_needs_an_area_that_exists(code):
    with pytest.raises(no.AreaMissing):
        decide(account("grid_worker", area=code), city())


@pytest.mark.parametrize("post", ["timekeeper", "standing_orders", "importer", "mayor"])
def test_what_is_no_post_is_refused(post):
    with pytest.raises(no.UnknownPost, match=post):
        decide(account(post), city())


def test_an_account_needs_a_post():
    with pytest.raises(no.PostsMissing):
        decide(account(), city())


def test_a_name_is_a_code():
    with pytest.raises(no.BadCode):
        decide(account("admin", name="li min"), city())


def test_a_name_is_given_once():
    with pytest.raises(no.AccountExists):
        decide(account("admin"), opened())


def test_only_an_admin_opens_and_closes():
    clerk = Caller("gr", frozenset({"department"}), "U-1")
    for command in (account("admin"), CloseAccount(name="li")):
        with pytest.raises(no.NotForYou):
            decide(command, opened(), by=clerk)


def test_a_closed_account_is_unknown_at_once():
    closed = do(CloseAccount(name="li", reason="调离"), opened())
    assert closed.latest("account/li") == AccountClosed(reason="调离")
    assert (closed.account("li"), closed.account_of(TOKEN)) == (None, None)


def test_the_name_of_a_closed_account_is_not_given_to_somebody_else():
    with pytest.raises(no.AccountExists):
        decide(account("admin"), do(CloseAccount(name="li"), opened()))


def test_an_account_is_closed_once():
    with pytest.raises(no.UnknownAccount):
        decide(CloseAccount(name="li"), do(CloseAccount(name="li"), opened()))
