"""The library's own test case for application recorders, on ours; and what ours adds to it."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from eventsourcing.persistence import StoredEvent
from eventsourcing.tests.persistence import (
    ApplicationRecorderTestCase,
    NonInterleavingNotificationIDsBaseCase,
)

from casework.store.recorder import Appending, Datastore, Recorder
from tests.conftest import City


@pytest.fixture(scope="class")
def make_recorder(request, new_city: Callable[[], City]):
    """Puts a maker of recorders, each on a fresh log, on the test class."""
    opened: list[Recorder] = []

    def make(self: object = None) -> Recorder:
        city = new_city()
        pool = Datastore(city.database.service_url, city.name, pool_size=1, max_overflow=20)
        opened.append(Recorder(pool))
        return opened[-1]

    request.cls.create_recorder = make
    yield
    for recorder in opened:
        recorder.close()


@pytest.mark.usefixtures("make_recorder")
class TestLibrarysRecorderCase(ApplicationRecorderTestCase):
    def new_originator_id(self) -> str:
        return str(uuid4())

    def create_recorder(self) -> Recorder:
        raise NotImplementedError

    @pytest.mark.skip(reason="prints rates and checks nothing")
    def test_performance(self) -> None: ...

    @pytest.mark.skip(reason="prints rates and checks nothing")
    def test_concurrent_throughput(self) -> None: ...


@pytest.mark.usefixtures("make_recorder")
class TestLibrarysOrderCase(NonInterleavingNotificationIDsBaseCase):
    def new_originator_id(self) -> str:
        return str(uuid4())

    def create_recorder(self) -> Recorder:
        raise NotImplementedError


del ApplicationRecorderTestCase, NonInterleavingNotificationIDsBaseCase


@pytest.fixture
def recorder(city: City):
    found = Recorder(Datastore(city.database.service_url, city.name))
    yield found
    found.close()


def appending(stream: str, *versions: int, command_id=None) -> Appending:
    events = [StoredEvent(stream, v, "note.added", b"{}") for v in versions]
    return Appending(command_id=command_id or uuid4(), events=events)


def test_a_taken_version_is_refused_alone(recorder: Recorder):
    recorder.append([appending("A", 1)])
    outcomes = recorder.append([appending("B", 1), appending("A", 1), appending("C", 1, 2)])
    assert [o.kind for o in outcomes] == ["stored", "taken", "stored"]
    assert [o.position for o in outcomes] == [2, 0, 4]


def test_what_was_built_on_a_refused_command_is_refused_with_it(recorder: Recorder):
    recorder.append([appending("A", 1)])
    outcomes = recorder.append([appending("A", 1), appending("A", 2), appending("B", 1)])
    assert [o.kind for o in outcomes] == ["taken", "taken", "stored"]
    assert recorder.max_notification_id() == 2


def test_a_known_command_is_not_done_again(recorder: Recorder):
    known = uuid4()
    recorder.append([appending("A", 1, command_id=known)])
    outcomes = recorder.append([appending("A", 2, command_id=known), appending("A", 3)])
    assert [o.kind for o in outcomes] == ["repeated", "taken"]
    assert recorder.max_notification_id() == 1


def test_positions_are_dense_over_refusals(recorder: Recorder):
    for n in range(1, 20):
        recorder.append([appending("A", 1), appending(f"S{n}", 1, 2)])
    notifications = recorder.select_notifications(start=1, limit=100)
    assert [n.id for n in notifications] == list(range(1, len(notifications) + 1))
