"""A city to measure on: 60 units, a few places and categories, an account for every post."""

import secrets
from hashlib import sha256
from pathlib import Path
from typing import Any

from api.cli.opening import ready
from casework.application import Casework
from casework.directory import events as d
from casework.directory.commands import OpenAccount, RegisterEntries
from casework.facts import Caller, Fact
from casework.runtime.database import Database, locate
from casework.runtime.settings import Settings
from casework.vault import Vault

ADMIN = Caller("command-line", frozenset({"admin"}))
UNITS = tuple(f"U{n:02}" for n in range(1, 61))
AREAS = tuple(f"211081001{n:03}" for n in range(1, 21))
CATEGORIES = tuple(f"01{n:02}" for n in range(1, 21))
FIXED = {"operator": ("operator", "collector"), "callback": ("caller",), "duty": ("duty_leader",)}
HEADS = {unit: f"{unit.lower()}-head" for unit in UNITS}


class City:
    """A prepared and furnished city of that name in a data folder whose PostgreSQL is running."""

    def __init__(self, data: Path, name: str) -> None:
        self.settings = Settings(data=data, city=name)
        self.name, self.data = name, data
        self.database: Database = locate(self.settings)
        self.vault: Vault = ready(self.settings, self.database)
        self.tokens: dict[str, str] = {}
        with self.open() as casework:
            self._furnish(casework)

    def open(self, **more: Any) -> Casework:
        """The city's one door, without HTTP."""
        return Casework(self.settings, self.database, self.vault, **more)

    def one(self, statement: str) -> int:
        """The first column of the first row, asked as the application."""
        with self.database.connect() as conn:
            [found] = conn.execute(statement.replace("{city}", self.name)).fetchone() or (0,)
        return int(found)

    def _furnish(self, casework: Casework) -> None:
        casework.do(RegisterEntries(entries=tuple(_entries())), ADMIN)
        for name, posts in FIXED.items():
            self._open_account(casework, name, posts, None)
        for unit in UNITS:
            self._open_account(casework, unit.lower(), ("department",), unit)
            self._open_account(casework, HEADS[unit], ("unit_head",), unit)

    def _open_account(
        self, casework: Casework, name: str, posts: tuple[str, ...], unit: str | None
    ) -> None:
        token = self.tokens[name] = secrets.token_urlsafe(32)
        digest = sha256(token.encode()).hexdigest()
        command = OpenAccount(name=name, posts=posts, unit=unit, token_sha256=digest)
        casework.do(command, ADMIN)


def _entries() -> list[tuple[str, Fact]]:
    street = d.AreaRegistered(name="烟台街道", level="street")
    return [
        ("area/211081001", street),
        *((f"area/{code}", _community(code)) for code in AREAS),
        *((f"unit/{u}", d.UnitRegistered(name=f"第{u[1:]}局", kind="department")) for u in UNITS),
        ("category/01", d.CategoryRegistered(name="供热")),
        *((f"category/{c}", _category(c)) for c in CATEGORIES),
    ]


def _community(code: str) -> Fact:
    return d.AreaRegistered(name=f"幸福{code[-2:]}社区", level="community", parent="211081001")


def _category(code: str) -> Fact:
    return d.CategoryRegistered(name=f"室温不达标{code[2:]}", parent="01")
