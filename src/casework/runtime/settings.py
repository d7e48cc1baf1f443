"""Settings (设置): read once at the door of the process, checked, frozen, handed down."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec
from psycopg.conninfo import conninfo_to_dict

_CITY = re.compile(r"[a-z][a-z0-9_]{0,30}")
_PREFIX = re.compile(r"[A-Z]{1,6}")


class SettingsRefused(Exception):
    """A setting is wrong; the message names it and says what would be right."""


class Settings(msgspec.Struct, frozen=True):
    """All of them. Each comes from the environment variable `CASEWORK_` + its name in capitals."""

    data: Path = Path("var")
    city: str = "dengta"
    appeal_prefix: str = "DT"
    database_url: str | None = None
    database_owner_url: str | None = None
    master_key_file: Path | None = None
    body_limit: int = 1_000_000
    logs: str = "auto"
    traces: str | None = None

    @property
    def role(self) -> str:
        """The database role of the application: it may append and read, no more."""
        return f"{self.city}_app"

    @property
    def key_file(self) -> Path:
        """Where the master key of personal data lies."""
        return self.master_key_file or self.data / "keys" / "master.key"


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of this process. Raises `SettingsRefused`."""
    given = {
        name.removeprefix("CASEWORK_").lower(): value
        for name, value in environment.items()
        if name.startswith("CASEWORK_") and value
    }
    if unknown := sorted(given.keys() - set(Settings.__struct_fields__)):
        known = ", ".join(f"CASEWORK_{f.upper()}" for f in Settings.__struct_fields__)
        raise SettingsRefused(f"CASEWORK_{unknown[0].upper()} is no setting; there are: {known}")
    try:
        settings = msgspec.convert(given, Settings, strict=False, dec_hook=_decode)
    except msgspec.ValidationError as error:
        raise SettingsRefused(f"A CASEWORK_ setting does not read: {error}") from None
    _check(settings)
    return settings


def _decode(kind: type, value: object) -> object:
    return Path(str(value)).expanduser() if kind is Path else value


def _check(settings: Settings) -> None:
    if not _CITY.fullmatch(settings.city):
        raise SettingsRefused(
            f"CASEWORK_CITY is {settings.city!r}; it must be a-z, 0-9 and _, a letter first."
        )
    if not _PREFIX.fullmatch(settings.appeal_prefix):
        raise SettingsRefused("CASEWORK_APPEAL_PREFIX must be one to six capital letters.")
    if settings.logs not in ("auto", "json", "columns"):
        raise SettingsRefused("CASEWORK_LOGS must be auto, json or columns.")
    if settings.traces and not settings.traces.startswith(("http://", "https://")):
        raise SettingsRefused("CASEWORK_TRACES is an OTLP address like http://127.0.0.1:4318.")
    if settings.body_limit < 1_000:
        raise SettingsRefused("CASEWORK_BODY_LIMIT is in bytes and at least 1000.")
    for name in ("database_url", "database_owner_url"):
        _check_url(name, getattr(settings, name))
    if settings.database_owner_url and not settings.database_url:
        raise SettingsRefused("CASEWORK_DATABASE_OWNER_URL needs CASEWORK_DATABASE_URL beside it.")


def _check_url(name: str, url: str | None) -> None:
    if url is None:
        return
    try:
        conninfo_to_dict(url)
    except Exception:
        raise SettingsRefused(
            f"CASEWORK_{name.upper()} is no PostgreSQL address; "
            "it looks like postgresql://user:password@host:5432/database"
        ) from None
