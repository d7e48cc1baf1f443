"""The one step that makes tables: `casework migrate`. Workers create nothing."""

from pathlib import Path

import psycopg
import structlog
from psycopg.sql import SQL

from casework.sql import Statements, compose, schema_of
from casework.vault import MasterKeyRefused, Vault

_SQL = Statements(__file__)
_STEPS = Path(__file__).parent / "sql"
_LOCK = 0x63617365
OLDEST = 150000

log = structlog.get_logger()


class MigrationRefused(Exception):
    """The database cannot be prepared; the message says why and what to do."""


def migrate(conn: psycopg.Connection, city: str, role: str, login: str) -> list[str]:
    """Bring one city's log up to date, under a lock; return the names of the steps run.

    `conn` is the owner's, `login` the user as whom the service will connect.
    """
    if conn.info.server_version < OLDEST:
        raise MigrationRefused("casework needs PostgreSQL 15 or newer.")
    try:
        with conn.transaction():
            conn.execute(_SQL.of("alone"), (_LOCK,))
            _make_role(conn, role, login)
            return _run_missing(conn, city, role)
    except psycopg.errors.InsufficientPrivilege as error:
        raise MigrationRefused(
            f"The database must be prepared by its owner ({error.diag.message_primary}): run "
            "`casework migrate` with CASEWORK_DATABASE_OWNER_URL set. An owner who may not create "
            f"roles needs an administrator's CREATE ROLE {role} NOLOGIN, granted WITH ADMIN OPTION."
        ) from None


def check_master(conn: psycopg.Connection, city: str, vault: Vault) -> None:
    """Note the master key at first, refuse another later: its keys would not open."""
    known = [bytes(row[0]) for row in conn.execute(_SQL.of("masters", city=city))]
    if known and vault.fingerprint not in known:
        raise MasterKeyRefused(
            "This master key is not the one that the city's personal data was sealed with: "
            "put the right file back, or name it in CASEWORK_MASTER_KEY_FILE."
        )
    if not known:
        conn.execute(_SQL.of("note_master", city=city), (vault.fingerprint,))


def has_master(conn: psycopg.Connection, city: str) -> bool:
    """Return whether the city was ever sealed under some master key."""
    if not _true(conn, _SQL.of("is_there"), f"{schema_of(city, 'keys')}.master"):
        return False
    return conn.execute(_SQL.of("masters", city=city)).fetchone() is not None


def _make_role(conn: psycopg.Connection, role: str, login: str) -> None:
    """Make the application's role, with what it needs, and let the login step into it.

    What is there is left alone, so that who owns nothing may look whether all is up to date.
    """
    if not _true(conn, _SQL.of("role_is_there"), role):
        conn.execute(_SQL.of("create_role", role=role))
    if not _true(conn, _SQL.of("is_member"), login, role):
        conn.execute(_SQL.of("grant_role", role=role, login=login))
    if not _true(conn, _SQL.of("may_create"), role):
        conn.execute(_SQL.of("grant_create", database=conn.info.dbname, role=role))


def _run_missing(conn: psycopg.Connection, city: str, role: str) -> list[str]:
    if not _true(conn, _SQL.of("is_there"), f"{city}.migrations"):
        conn.execute(_SQL.of("start", city=city))
    done = {row[0] for row in conn.execute(_SQL.of("done", city=city))}
    missing = [p for p in sorted(_STEPS.glob("*.sql")) if p.stem not in done]
    bare = {"city": SQL(city), "role": SQL(role)}  # they stand in texts and longer names, too
    for path in missing:
        conn.execute(compose(path.read_text(encoding="utf-8"), bare))
        conn.execute(_SQL.of("note", city=city), (path.stem,))
        log.info("store.migrated", step=path.stem, city=city)
    return [p.stem for p in missing]


def _true(conn: psycopg.Connection, question: SQL, *params: object) -> bool:
    return conn.execute(question, params).fetchone() == (True,)
