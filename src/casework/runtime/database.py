"""Which PostgreSQL: the embedded one or a server of your own; as its owner or as the service."""

from pathlib import Path

import msgspec
import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from casework.runtime.embedded import EmbeddedPostgres
from casework.runtime.settings import Settings


class DatabaseNotRunning(Exception):
    """The embedded database of this data folder is not running; start `casework serve` first."""


class Database(msgspec.Struct, frozen=True):
    """Two addresses of one database: the owner makes tables, the application lives by grants."""

    owner_url: str
    app_url: str
    role: str

    @property
    def login(self) -> str:
        """The user as whom the application connects."""
        return str(conninfo_to_dict(self.app_url)["user"])

    @property
    def service_url(self) -> str:
        """The application's address, stepping down to its role on connecting."""
        given = conninfo_to_dict(self.app_url)
        options = f"{given.pop('options', None) or ''} -c role={self.role} -c TimeZone=UTC"
        return make_conninfo("", **{**given, "options": options.strip()})

    def connect(self) -> psycopg.Connection:
        """Return a connection as the application, committing each statement."""
        return psycopg.connect(self.service_url, autocommit=True, connect_timeout=3)

    def connect_owner(self) -> psycopg.Connection:
        """Return a connection as the owner: for `casework migrate` alone."""
        return psycopg.connect(self.owner_url, autocommit=True, connect_timeout=5)


def embedded(settings: Settings) -> EmbeddedPostgres | None:
    """Return the embedded server of the data folder, or None where there is a server of one's
    own."""
    return None if settings.database_url else EmbeddedPostgres(_folder(settings.data))


def locate(settings: Settings) -> Database:
    """Return the addresses of the database. Raises `DatabaseNotRunning` for an embedded one at
    rest."""
    if settings.database_url:
        owner = settings.database_owner_url or settings.database_url
        return Database(owner, settings.database_url, settings.role)
    server = EmbeddedPostgres(_folder(settings.data))
    if not server.is_running():
        raise DatabaseNotRunning(DatabaseNotRunning.__doc__)
    return Database(server.owner_url, server.app_url, settings.role)


def _folder(data: Path) -> Path:
    return data.absolute() / "postgres"
