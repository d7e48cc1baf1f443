"""The desk: batches, repeated commands, rivals."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from casework.appeal import refusals as no
from casework.application import Casework, settle
from casework.directory.commands import RegisterEntries
from casework.directory.events import CategoryRegistered
from casework.errors import KeyReused, UnknownAppeal, VersionConflict
from casework.facts import Caller
from casework.requests import Refresh, Request
from tests.conftest import ADMIN, City
from tests.examples import c, caller, collect, operator, unit


def life(casework: Casework) -> str:
    """A new appeal, dispatched: at version 2."""
    appeal_no = casework.do(collect(), operator()).appeal_no
    casework.do(c.DispatchAppeal(appeal_no=appeal_no, lead_unit="U-GR"), operator())
    return appeal_no


def test_numbers_are_consecutive(casework: Casework):
    requests = [casework.send(collect(), operator()) for _ in range(600)]
    numbers = [r.future.result().appeal_no for r in requests]
    assert [int(n[-6:]) for n in numbers] == list(range(1, 601))


def test_a_refresh_reads_what_another_process_registered_and_is_no_command(
    city: City, casework: Casework
):
    with city.open() as beside:
        beside.do(
            RegisterEntries(
                entries=(
                    (
                        "category/77",
                        CategoryRegistered(name="新"),
                    ),
                )
            ),
            ADMIN,
        )
    assert casework.directory.category("77") is None
    before = city.query("SELECT count(*) FROM {city}.commands")
    casework.refresh()
    assert casework.directory.category("77") is not None
    assert city.query("SELECT count(*) FROM {city}.commands") == before


def test_a_refresh_goes_along_with_the_commands_of_its_batch(city: City):
    closed = city.open()
    requests = [closed.send(collect(), operator()) for _ in range(2)]
    closed.begin_refresh(wish := Refresh())
    requests += [closed.send(collect(), operator())]
    with closed:
        assert wish.future.result() is None
        refused = [request.future.exception() for request in requests]
    assert all(isinstance(each, no.UnknownCategory | no.UnknownArea) for each in refused)


def test_a_result_that_comes_twice_is_given_once():
    request = Request(command=collect(), caller=operator())
    settle([(request, KeyReused())])
    settle([(request, UnknownAppeal(appeal_no="1"))])
    assert isinstance(request.future.exception(), KeyReused)


def test_a_refused_collection_uses_no_number(casework: Casework):
    with pytest.raises(no.UnknownCategory):
        casework.do(collect(category="9999"), operator())
    assert casework.do(collect(), operator()).appeal_no.endswith("000001")


@pytest.mark.finding("A84")
def test_a_collection_sent_again_leaves_no_hole_in_the_numbers(casework: Casework):
    key = uuid4()
    sent = [casework.do(collect(), operator(), command_id=key) for _ in range(6)]
    after = [casework.do(collect(), operator()) for _ in range(2)]
    numbers = [answer.appeal_no[-6:] for answer in [*sent, *after]]
    assert numbers == ["000001"] * 6 + ["000002", "000003"]


@pytest.mark.finding("A84")
def test_collections_refused_among_others_leave_none_either(casework: Casework):
    wanted = [collect(category="9999" if n % 3 == 1 else "0101") for n in range(30)]
    requests = [casework.send(command, operator()) for command in wanted]
    errors = [request.future.exception() for request in requests]
    given = [r.future.result().appeal_no for r, e in zip(requests, errors, strict=True) if not e]
    assert [int(number[-6:]) for number in given] == list(range(1, 21))


def test_two_commands_on_one_appeal_see_each_other_in_a_batch(city: City):
    with city.open() as casework:
        city.furnish(casework)
        appeal_no = casework.do(collect(), operator()).appeal_no
    closed = city.open()
    first = closed.send(c.DispatchAppeal(appeal_no=appeal_no, lead_unit="U-GR"), operator())
    second = closed.send(c.AcknowledgeOrder(appeal_no=appeal_no), unit())
    with closed:
        assert (first.future.result().version, second.future.result().version) == (2, 3)


def test_a_command_sent_twice_is_done_once(city: City, casework: Casework):
    key = uuid4()
    answers = [casework.do(collect(), operator(), command_id=key) for _ in range(20)]
    assert len({a.appeal_no for a in answers}) == 1
    assert [a.repeated for a in answers] == [False] + [True] * 19


def test_sent_twenty_times_at_once_it_is_done_once(city: City, casework: Casework):
    key = uuid4()
    requests = [casework.send(collect(), operator(), command_id=key) for _ in range(20)]
    assert len({r.future.result().appeal_no for r in requests}) == 1


def test_two_processes_given_the_same_key_do_it_once(city: City, casework: Casework):
    with city.open() as rival:
        for _ in range(50):
            key = uuid4()
            requests = [d.send(collect(), operator(), command_id=key) for d in (casework, rival)]
            assert len({r.future.result().appeal_no for r in requests}) == 1


def test_a_key_used_for_something_else_is_refused(casework: Casework):
    key = uuid4()
    casework.do(collect(), operator(), command_id=key)
    with pytest.raises(KeyReused):
        casework.do(collect(title="另一件事"), operator(), command_id=key)


def test_there_is_no_appeal_of_that_number(casework: Casework):
    with pytest.raises(UnknownAppeal):
        casework.do(c.AddNote(appeal_no="DT20000101-000001", text="核实"), operator())


def test_who_does_not_read_every_appeal_is_not_told_whether_there_is_one(casework: Casework):
    with pytest.raises(no.OutsideScope):
        casework.do(c.AcknowledgeOrder(appeal_no="DT20000101-000001"), unit())


def test_permission_is_checked_before_version(casework: Casework):
    appeal_no = life(casework)
    with pytest.raises(no.OutsideScope):
        casework.do(c.AcknowledgeOrder(appeal_no=appeal_no), unit("U-GA"), expected=1)


def test_a_stale_version_is_told_what_came_since(casework: Casework):
    appeal_no = life(casework)
    with pytest.raises(VersionConflict) as caught:
        casework.do(c.WithdrawAppeal(appeal_no=appeal_no, reason="x"), operator(), expected=1)
    assert [r.fact.TOPIC for r in caught.value.since] == ["appeal.dispatched"]


@pytest.mark.finding("C1")
def test_of_two_stale_writers_in_one_batch_the_loser_is_told_what_came_since(city: City):
    with city.open() as casework:
        city.furnish(casework)
        appeal_no = life(casework)
    closed = city.open()
    note, urge = (
        closed.send(command, operator(), expected=2)
        for command in (
            c.AddNote(appeal_no=appeal_no, text="核实"),
            c.UrgeOrder(appeal_no=appeal_no, text="催办"),
        )
    )
    with closed:
        assert note.future.result().version == 3
        with pytest.raises(VersionConflict) as caught:
            urge.future.result()
    assert [r.fact.TOPIC for r in caught.value.since] == ["note.added"]


def test_a_version_from_the_future_is_a_conflict_too(casework: Casework):
    appeal_no = life(casework)
    with pytest.raises(VersionConflict):
        casework.do(c.WithdrawAppeal(appeal_no=appeal_no, reason="x"), operator(), expected=99)


def test_of_fifty_acknowledgements_at_once_exactly_one_wins(city: City, casework: Casework):
    appeal_no = life(casework)
    doors = [casework, city.open().open()]
    barrier = threading.Barrier(50)

    def take(n: int) -> str:
        barrier.wait()
        try:
            doors[n % 2].do(c.AcknowledgeOrder(appeal_no=appeal_no), unit(user=f"clerk{n}"))
        except no.AlreadyAcknowledged as refusal:
            return str(refusal.details["by"])
        return "won"

    with ThreadPoolExecutor(50) as pool:
        results = list(pool.map(take, range(50)))
    doors[1].close()
    assert results.count("won") == 1
    winner = f"clerk{results.index('won')}"
    assert set(results) == {"won", winner}


def test_two_stale_writers_lose_nothing_silently_in_1000_rounds(city: City, casework: Casework):
    """Both saw the same version; one is stored, the other is told: in every round."""
    appeal_no = life(casework)
    version = 2
    writers = [Caller("one", frozenset({"operator"})), Caller("two", frozenset({"operator"}))]
    with city.open() as rival, ThreadPoolExecutor(2) as both:

        def write(n: int) -> bool:
            door, command = (casework, rival)[n], c.AddNote(appeal_no=appeal_no, text=f"备注{n}")
            try:
                door.do(command, writers[n], expected=version)
            except VersionConflict:
                return False
            return True

        for _ in range(1000):
            assert sorted(both.map(write, (0, 1))) == [False, True]
            version += 1
    [(stored,)] = city.query(
        "SELECT count(*) FROM {city}.events WHERE originator_id = %s", appeal_no
    )
    assert stored == version


def test_without_a_version_both_are_stored(city: City, casework: Casework):
    """A note conflicts with nothing: who names no version is decided again on fresh state."""
    appeal_no = life(casework)
    with city.open() as rival, ThreadPoolExecutor(8) as pool:
        doors = [casework, rival] * 100
        list(
            pool.map(
                lambda door: door.do(c.AddNote(appeal_no=appeal_no, text="x"), caller("operator")),
                doors,
            )
        )
    [(stored,)] = city.query(
        "SELECT count(*) FROM {city}.events WHERE originator_id = %s", appeal_no
    )
    assert stored == 202


def test_a_unit_registered_by_another_process_is_known_at_once(city: City, casework: Casework):
    """What is decided from memory is looked up again before it is refused."""
    entry = (("category/0199", CategoryRegistered(name="新类别", parent="01")),)
    with city.open() as other:
        casework.do(collect(), operator())
        other.do(RegisterEntries(entries=entry), ADMIN)
        assert casework.do(collect(category="0199"), operator()).status == "collected"


def test_a_key_used_in_another_process_is_found_from_memory_too(city: City, casework: Casework):
    with city.open() as other:
        for _ in range(20):
            casework.do(collect(), operator())
            key = uuid4()
            first = other.do(collect(), operator(), command_id=key)
            again = casework.do(collect(), operator(), command_id=key)
            assert (again.appeal_no, again.repeated) == (first.appeal_no, True)
