"""What most commands begin with: the settings, a running database, the city open for commands."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import psycopg
import structlog
import typer

from casework.application import Casework
from casework.callers import ADMIN
from casework.facts import Caller
from casework.policy.defaults import STREAMS
from casework.runtime import logs
from casework.runtime.database import Database, embedded, locate
from casework.runtime.settings import Settings, from_environment
from casework.sql import Statements
from casework.store.migrate import check_master, has_master, migrate
from casework.vault import Vault
from projections import VIEWS
from projections.engine import place, rebuild, schema
from projections.engine.view import View

_SQL = Statements(__file__)
log = structlog.get_logger()

By = Annotated[str, typer.Option("--by", help="The admin's account that it is done under.")]


class NotPossible(Exception):
    """What was asked cannot be done; the message says why."""


def settings_now(**bound: object) -> Settings:
    """Return the settings of this process, with its logs set up by them."""
    settings = from_environment()
    logs.set_up(settings.logs, **bound)
    return settings


def admin_named(casework: Casework, name: str) -> Caller:
    """Return the admin of that account as a sender; without a name the command line itself."""
    if not name:
        return ADMIN
    casework.refresh()
    account = casework.directory.account(name)
    if account is None or "admin" not in account.posts:
        raise NotPossible(f"{name} is no open account with the post admin.")
    return account.caller


@contextmanager
def running(settings: Settings) -> Iterator[Database]:
    """Yield the database; an embedded one at rest is started for as long as it is needed."""
    server = embedded(settings)
    if server is None or server.is_running():
        yield locate(settings)
        return
    server.start()
    try:
        yield locate(settings)
    finally:
        server.stop()


@contextmanager
def reading(settings: Settings) -> Iterator[Database]:
    """Open as `running` does, to read views. Raise `NotMigrated` where another version made their
    rows."""
    with running(settings) as database:
        with database.connect() as conn:
            for view in VIEWS:
                place.require(conn, place.schema_of(settings.city, view), view)
        yield database


@contextmanager
def opened(settings: Settings) -> Iterator[Casework]:
    """Yield the city, open for commands, its tables up to date."""
    with running(settings) as database:
        vault = ready(settings, database)
        with Casework(settings, database, vault) as casework:
            yield casework


def ready(settings: Settings, database: Database) -> Vault:
    """Prepare, and the city adopts each default of which it has no version yet."""
    vault = prepare(settings, database)
    with database.connect() as conn:
        wanted = _lacking(conn, settings.city)
    if wanted:
        with Casework(settings, database, vault) as casework:
            casework.adopt_defaults(wanted)
    return vault


def _lacking(conn: psycopg.Connection, city: str) -> frozenset[str]:
    """Return the streams of defaults of which this city has no version at all."""
    found = conn.execute(_SQL.of("streams", city=city), [list(STREAMS)])
    there = {stream for (stream,) in found}
    return frozenset(STREAMS) - there


def prepare(settings: Settings, database: Database) -> Vault:
    """Bring tables and views up to date; gives the vault of the master key."""
    with database.connect_owner() as conn:
        migrate(conn, settings.city, settings.role, database.login)
        new_city = not has_master(conn, settings.city)
        vault = Vault.from_file(settings.key_file, create=new_city)
        check_master(conn, settings.city, vault)
    with database.connect() as conn:
        for view in VIEWS:
            if not schema.create_missing(conn, settings.city, view):
                _renew(settings, database, view)
    return vault


def vault_of(settings: Settings) -> Vault:
    """Return the vault of a city that is already prepared. Raises `MasterKeyRefused`."""
    return Vault.from_file(settings.key_file)


def _renew(settings: Settings, database: Database, view: View) -> None:
    """Rebuild a view whose rows another version made, and say so."""
    with database.connect() as conn:
        found = place.read(conn, place.schema_of(settings.city, view), view)
    if found.version != view.version:
        change = {"view": view.name, "was": found.version, "version": view.version}
        log.info("view.rebuilding", **change)
        done = rebuild.rebuild(database.connect, settings.city, view)
        log.info("view.rebuilt", **change, facts=done.facts, rows=done.rows)
