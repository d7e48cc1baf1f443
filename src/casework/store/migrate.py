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
    with conn.transaction():
        conn.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        _make_role(conn, role, login)
        return _run_missing(conn, city, role)


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
    name = sql.Identifier(role)
    if conn.execute("SELECT FROM pg_roles WHERE rolname = %s", (role,)).fetchone() is None:
        try:
            conn.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(name))
        except psycopg.errors.InsufficientPrivilege:
            raise MigrationRefused(
                f"The owner may not create roles: have an administrator run CREATE ROLE {role} "
                f"NOLOGIN and GRANT {role} TO the owner WITH ADMIN OPTION."
            ) from None
    if login != role:
        conn.execute(sql.SQL("GRANT {} TO {}").format(name, sql.Identifier(login)))
    database = sql.Identifier(conn.info.dbname)
    conn.execute(sql.SQL("GRANT CONNECT, CREATE ON DATABASE {} TO {}").format(database, name))


def _run_missing(conn: psycopg.Connection, city: str, role: str) -> list[str]:
    conn.execute(f"CREATE SCHEMA IF NOT EXISTS {city}")
    conn.execute(
        f"CREATE TABLE IF NOT EXISTS {city}.migrations"
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
