"""The one step that makes tables: `casework migrate`. Workers create nothing."""

from pathlib import Path

import psycopg
import structlog
from psycopg import sql

from casework.vault import MasterKeyRefused, Vault

_FOLDER = Path(__file__).parent / "sql"
_LOCK = 0x63617365
OLDEST = 150000

log = structlog.get_logger()


class MigrationRefused(Exception):
    """The database cannot be prepared; the message says why and what to do."""


def migrate(conn: psycopg.Connection, city: str, role: str, login: str) -> list[str]:
    """Bring one city's log up to date, under a lock; gives the names of the steps run.

    `conn` is the owner's, `login` the user as whom the service will connect.
    """
    if conn.info.server_version < OLDEST:
        raise MigrationRefused("casework needs PostgreSQL 15 or newer.")
    try:
        with conn.transaction():
            conn.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
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
    statement = f"SELECT fingerprint FROM {city}_keys.master"
    known = [bytes(row[0]) for row in conn.execute(statement)]
    if known and vault.fingerprint not in known:
        raise MasterKeyRefused(
            "This master key is not the one that the city's personal data was sealed with: "
            "put the right file back, or name it in CASEWORK_MASTER_KEY_FILE."
        )
    if not known:
        conn.execute(f"INSERT INTO {city}_keys.master VALUES (%s)", (vault.fingerprint,))


def has_master(conn: psycopg.Connection, city: str) -> bool:
    """Whether the city was ever sealed under some master key."""
    there = conn.execute("SELECT to_regclass(%s)", (f"{city}_keys.master",)).fetchone()
    if there is None or there[0] is None:
        return False
    return conn.execute(f"SELECT FROM {city}_keys.master").fetchone() is not None


def _make_role(conn: psycopg.Connection, role: str, login: str) -> None:
    """The application's role, what it needs of the database, and the login that may step into it.

    What is there is left alone, so that who owns nothing may look whether all is up to date.
    """
    name, database = sql.Identifier(role), sql.Identifier(conn.info.dbname)
    if not _true(conn, "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", role):
        conn.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(name))
    if not _true(conn, "SELECT pg_has_role(%s, %s, 'MEMBER')", login, role):
        conn.execute(sql.SQL("GRANT {} TO {}").format(name, sql.Identifier(login)))
    if not _true(conn, "SELECT has_database_privilege(%s, current_database(), 'CREATE')", role):
        conn.execute(sql.SQL("GRANT CONNECT, CREATE ON DATABASE {} TO {}").format(database, name))


def _run_missing(conn: psycopg.Connection, city: str, role: str) -> list[str]:
    if not _true(conn, "SELECT to_regclass(%s) IS NOT NULL", f"{city}.migrations"):
        conn.execute(
            f"CREATE SCHEMA {city}; CREATE TABLE {city}.migrations"
            " (name text PRIMARY KEY, run_at timestamptz NOT NULL DEFAULT now())"
        )
    done = {row[0] for row in conn.execute(f"SELECT name FROM {city}.migrations")}
    missing = [p for p in sorted(_FOLDER.glob("*.sql")) if p.stem not in done]
    for path in missing:
        statements = path.read_text(encoding="utf-8")
        conn.execute(statements.replace("{city}", city).replace("{role}", role))
        conn.execute(f"INSERT INTO {city}.migrations (name) VALUES (%s)", (path.stem,))
        log.info("store.migrated", step=path.stem, city=city)
    return [p.stem for p in missing]


def _true(conn: psycopg.Connection, question: str, *params: object) -> bool:
    return conn.execute(question, params).fetchone() == (True,)
