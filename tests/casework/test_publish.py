"""Bulletins: once the period is over, once for what it says, by whom it is for."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from casework.bulletin import refusals as no
from casework.bulletin.bulletins import Bulletins
from casework.bulletin.events import BulletinPublished
from casework.bulletin.publish import PublishBulletin
from casework.context import DecisionContext
from casework.errors import Refusal
from casework.facts import Recorded
from casework.figures.board import Board
from tests import examples as x

BOARD = Board(
    period="2026-10",
    begins=x.china(10, 1, 0),
    ends=x.china(11, 1, 0),
    at=x.NOW,
    position=7,
    policy="dengta@1",
    policy_name="考核办法",
    columns=("received",),
    lists=(),
)
FACT = BulletinPublished(
    board=BOARD, calendars=("work/1",), figures=("received",), behind=(), digest="a"
)


def context(*published: BulletinPublished, at: datetime = x.NOW) -> DecisionContext:
    bulletins = Bulletins()
    for version, fact in enumerate(published, 1):
        bulletins.apply(Recorded("bulletin/dengta/2026-10", version, 9, fact, x.envelope()))
    return DecisionContext(at, x.supervisor(), x.directory(), x.policies(), at, bulletins=bulletins)


def refusal(command: PublishBulletin, context: DecisionContext) -> type[Refusal]:
    with pytest.raises(Refusal) as refused:
        command.decide(context)
    return refused.type


def test_a_period_that_is_over_is_published():
    [decided] = PublishBulletin(bulletin=FACT).decide(context())
    assert (decided.stream, decided.fact) == ("bulletin/dengta/2026-10", FACT)


def test_one_that_runs_is_not():
    early = context(at=BOARD.ends - timedelta(seconds=1))
    assert refusal(PublishBulletin(bulletin=FACT), early) is no.PeriodStillRuns


def test_what_says_nothing_new_is_not_published_again():
    again = PublishBulletin(bulletin=replace(FACT, reason="再发"), replaces=1)
    assert refusal(again, context(FACT)) is no.NothingToCorrect


def test_a_correction_is_a_new_version():
    corrected = replace(FACT, digest="b", reason="剔除一件")
    [decided] = PublishBulletin(bulletin=corrected, replaces=1).decide(context(FACT))
    assert decided.fact == corrected


@pytest.mark.finding("A69")
@pytest.mark.parametrize("reason", [None, "", " "])
def test_a_correction_says_why(reason: str | None):
    silent = PublishBulletin(bulletin=replace(FACT, digest="b", reason=reason), replaces=1)
    assert refusal(silent, context(FACT)) is no.CorrectionNeedsReason


def test_of_two_who_publish_at_once_one_is_told():
    other = PublishBulletin(bulletin=replace(FACT, digest="c"), replaces=0)
    assert refusal(other, context(FACT)) is no.PublishedMeanwhile


@pytest.mark.parametrize("post", x.all_but("supervisor", "duty_leader"))
def test_nobody_else_publishes(post: str):
    with pytest.raises(no.BulletinsAreTheSupervisors):
        PublishBulletin(bulletin=FACT).authorise(x.caller(post))


def test_the_month_begins_at_midnight_in_china():
    assert BOARD.begins == datetime(2026, 9, 30, 16, tzinfo=UTC)
