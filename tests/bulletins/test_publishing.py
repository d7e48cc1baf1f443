"""Publishing on a real city: frozen, recounted, corrected with causes, never rewritten."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg
import pytest
from msgspec.structs import replace

from api.reports.bulletins.making import FiguresDisagree, recount
from api.reports.bulletins.publishing import prepared, version_of
from casework.appeal.refusals import PersonalDataInPublicText
from casework.application import Casework
from casework.bulletin.events import BulletinPublished
from casework.bulletin.publish import PublishBulletin
from casework.bulletin.refusals import NothingToCorrect
from casework.facts import Recorded
from tests import examples as x
from tests.conftest import City
from tests.examples import c
from tests.projections.lives import live

OCTOBER = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)
STREAM = "bulletin/dengta/2026-10"


class Office:
    """A city whose clock stands still, and its supervisor."""

    def __init__(self, city: City, casework: Casework) -> None:
        self.city, self.casework = city, casework

    def prepared(self) -> PublishBulletin:
        self.casework.refresh()
        return asyncio.run(
            self._on_the_city(
                prepared, self.casework, period="2026-10", policy="dengta", reason="更正"
            )
        )

    def publish(self) -> BulletinPublished:
        self.city.project()
        command = self.prepared()
        self.casework.do(command, x.supervisor(), at=datetime.now(UTC))
        return command.bulletin

    def version(self, number: int) -> Recorded:
        found = asyncio.run(
            self._on_the_city(version_of, self.city.name, stream=STREAM, version=number)
        )
        assert found is not None
        return found

    async def _on_the_city(self, ask, of, **more):
        url = self.city.database.service_url
        async with await psycopg.AsyncConnection.connect(url, autocommit=True) as conn:
            return await ask(conn, of, **more)


@pytest.fixture(scope="module")
def office(new_city) -> Iterator[Office]:
    city = new_city()
    with city.open(clock=lambda: OCTOBER) as casework:
        city.furnish(casework)
        live(casework, 60)
        yield Office(city, casework)


@pytest.fixture(scope="module")
def first(office: Office) -> BulletinPublished:
    return office.publish()


def test_every_figure_is_what_the_orders_behind_it_come_to(first: BulletinPublished):
    recount(first.board, first.behind)
    [line] = [n for each in first.board.lists for n in each.lines if n.key == "U-GR"]
    assert line.figures["received"].part > 20
    assert line.figures["valid"].part > 3


def test_a_figure_without_its_orders_is_not_published(first: BulletinPublished):
    mine = next(order for order in first.behind if order.unit == "U-GR")
    with pytest.raises(FiguresDisagree, match="U-GR received"):
        recount(first.board, [order for order in first.behind if order is not mine])


def test_it_names_its_policy_its_calendars_and_its_place(first: BulletinPublished):
    assert (first.board.policy, first.calendars) == ("dengta@1", ("work/1",))
    assert first.board.position > 0


def test_what_says_the_same_is_not_published_again(office: Office, first: BulletinPublished):
    with pytest.raises(NothingToCorrect):
        office.casework.do(office.prepared(), x.supervisor(), at=datetime.now(UTC))


def excluded(office: Office, appeal_no: str) -> None:
    asked = c.RequestExclusion(appeal_no=appeal_no, ground="force_majeure", evidence="停电通知")
    granted = c.DecideExclusion(appeal_no=appeal_no, decision="accept", reason="属实")
    for command, by in (
        (asked, x.unit_head()),
        (granted, x.duty_leader()),
        (granted, x.supervisor()),
    ):
        office.casework.do(command, by)


def test_a_correction_names_each_difference_and_its_cause(office: Office, first: BulletinPublished):
    before = office.version(1)
    closed = next(o.appeal_no for o in first.behind if o.part >> first.figures.index("valid") & 1)
    excluded(office, closed)
    second = office.publish()
    assert office.version(1) == before
    told = {d.figure: d for d in second.differences if d.unit == "U-GR"}
    assert {"handled", "valid", "response"} <= told.keys()
    assert (told["valid"].appeals, "同意剔除" in told["valid"].cause) == ((closed,), True)
    assert "received" not in told


def test_what_happens_after_a_reopening_leaves_the_period_as_it_is(office: Office):
    published = office.version(2).fact
    assert isinstance(published, BulletinPublished)
    closed = [
        row[0]
        for row in office.city.query(
            "SELECT appeal_no FROM {city}_tracking.tracking WHERE status = 'closed' ORDER BY 1"
        )
    ]
    reopened = c.ReopenAppeal(appeal_no=str(closed[-1]), basis="new_facts", reason="又坏了")
    office.casework.do(reopened, x.duty_leader(), at=datetime(2026, 11, 5, 2, tzinfo=UTC))
    office.city.project()
    again = office.prepared().bulletin
    assert replace(again.board, at=published.board.at, position=published.board.position) == (
        published.board
    )
    assert again.behind == published.behind


@pytest.mark.finding("B10")
@pytest.mark.parametrize(
    "reason", ["请打139 0000 0001", "１３９０００００００１", "一三九〇〇〇〇〇〇〇一"]
)
def test_its_reason_holds_no_number_of_a_person(office: Office, reason: str):
    command = office.prepared()
    told = replace(command, bulletin=replace(command.bulletin, reason=reason))
    with pytest.raises(PersonalDataInPublicText):
        office.casework.do(told, x.supervisor(), at=datetime.now(UTC))
