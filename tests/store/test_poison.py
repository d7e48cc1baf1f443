"""One bad fact harms nobody else: what could not be read back is not stored."""

import pytest

from api.cli.opening import prepare
from casework.appeal.refusals import UnknownRelated
from casework.application import Casework
from casework.errors import UnknownAppeal, UnreadableFact, WrongMasterKey
from casework.runtime.database import Database
from casework.store.migrate import MigrationRefused
from casework.vault import MasterKeyRefused, Vault
from tests.conftest import City
from tests.examples import c, collect, operator, unit


def handled(casework: Casework) -> str:
    appeal_no = casework.do(collect(), operator()).appeal_no
    casework.do(c.DispatchAppeal(appeal_no=appeal_no, lead_unit="U-GR"), operator())
    casework.do(c.AcknowledgeOrder(appeal_no=appeal_no), unit())
    command = c.SubmitHandling(
        appeal_no=appeal_no, outcome="solved", facts_true="yes", measures="x", public_reply="y"
    )
    casework.do(command, unit())
    return appeal_no


def test_a_fact_that_could_not_be_read_back_is_not_stored(city: City, casework: Casework):
    appeal_no = handled(casework)
    before = city.query("SELECT max(notification_id) FROM {city}.events")
    with pytest.raises(UnreadableFact, match="pigeon"):
        casework.do(c.FeedBack(appeal_no=appeal_no, channel="pigeon", delivered=True), unit())  # type: ignore[arg-type]
    assert city.query("SELECT max(notification_id) FROM {city}.events") == before


def test_in_a_batch_it_fails_alone_and_what_was_decided_on_it_is_decided_again(city: City):
    with city.open() as casework:
        city.furnish(casework)
        bad, good = handled(casework), handled(casework)
    desk = city.open()
    requests = [
        desk.send(c.FeedBack(appeal_no=bad, channel="pigeon", delivered=True), unit()),  # type: ignore[arg-type]
        desk.send(c.AddNote(appeal_no=bad, text="after"), operator()),
        desk.send(c.FeedBack(appeal_no=good, channel="phone", delivered=True), unit()),
    ]
    with desk:
        with pytest.raises(UnreadableFact):
            requests[0].future.result()
        assert requests[1].future.result().version == 5
        assert requests[2].future.result().version == 5


def test_a_stream_that_cannot_be_read_fails_alone_and_is_named(city: City, casework: Casework):
    broken, whole = handled(casework), handled(casework)
    with city.database.connect_owner() as conn:
        conn.execute(
            f"INSERT INTO {city.name}.events SELECT %s, 5, 'note.added', '{{}}',"
            f" max(notification_id) + 1 FROM {city.name}.events",
            (broken,),
        )
    one = casework.send(c.AddNote(appeal_no=broken, text="x"), operator())
    two = casework.send(c.AddNote(appeal_no=whole, text="x"), operator())
    with pytest.raises(UnreadableFact, match=f"{broken}/5"):
        one.future.result()
    assert two.future.result().version == 5
    city.project()
    [(stopped,)] = city.query("SELECT stopped FROM {city}_tracking.place")
    assert f"{broken}/5" in str(stopped)


def test_a_number_that_no_text_can_hold_harms_nobody_else(city: City):
    """PostgreSQL refuses a query with a NUL in it, and with it all that is asked beside."""
    with city.open() as casework:
        city.furnish(casework)
        whole = handled(casework)
    desk = city.open()
    requests = [
        desk.send(c.AddNote(appeal_no="\x00", text="x"), operator()),
        desk.send(collect(related_to="\x00"), operator()),
        desk.send(c.AddNote(appeal_no=whole, text="x"), operator()),
    ]
    with desk:
        for request in requests[:2]:
            with pytest.raises((UnknownAppeal, UnknownRelated)):
                request.future.result()
        assert requests[2].future.result().version == 5


def test_another_master_key_is_refused(city: City, tmp_path):
    from msgspec.structs import replace

    key = tmp_path / "other.key"
    key.write_text("ab" * 32 + "\n")
    key.chmod(0o600)
    with pytest.raises(MasterKeyRefused, match="not the one"):
        prepare(replace(city.settings, master_key_file=key), city.database)
    with pytest.raises(MasterKeyRefused, match="cannot be read"):
        prepare(replace(city.settings, master_key_file=tmp_path / "lost.key"), city.database)
    assert not (tmp_path / "lost.key").exists()


def test_nothing_is_sealed_under_another_master_key(city: City, casework: Casework):
    """A service that was started with the wrong key file must not take anything in."""
    stranger = City.__new__(City)
    stranger.settings, stranger.database = city.settings, city.database
    stranger.vault = Vault(b"x" * 32)
    appeal_no = handled(casework)
    with stranger.open() as wrong:
        with pytest.raises(WrongMasterKey):
            wrong.do(collect(), operator())
        with pytest.raises(WrongMasterKey, match=appeal_no):
            wrong.do(c.AddNote(appeal_no=appeal_no, text="x"), operator())


def test_who_owns_nothing_may_look_whether_all_is_up_to_date(city: City):
    """`casework account add` beside a service that has no owner's address."""
    url = city.database.app_url
    prepare(city.settings, Database(url, url, city.settings.role))


def test_who_owns_nothing_cannot_prepare_and_hears_who_can(city: City):
    from msgspec.structs import replace

    url, other = city.database.app_url, replace(city.settings, city="unprepared")
    with pytest.raises(MigrationRefused, match="CASEWORK_DATABASE_OWNER_URL"):
        prepare(other, Database(url, url, other.role))


def test_preparing_twice_changes_nothing(city: City):
    query = f"SELECT name, run_at FROM {city.name}.migrations ORDER BY 1"
    with city.database.connect_owner() as conn:
        before = conn.execute(query).fetchall()
        prepare(city.settings, city.database)
        assert conn.execute(query).fetchall() == before
