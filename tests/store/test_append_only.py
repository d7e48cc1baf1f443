"""History cannot be edited from the application, not even by a bug."""

import psycopg
import pytest

from casework.application import Casework
from tests.conftest import City
from tests.examples import collect, operator

EDITS = [
    "UPDATE {city}.events SET topic = 'x'",
    "DELETE FROM {city}.events",
    "TRUNCATE {city}.events",
    "INSERT INTO {city}.events VALUES ('X', 1, 't', ''::bytea, 999999)",
    "UPDATE {city}.commands SET status = 'x'",
    "DELETE FROM {city}.commands",
    "INSERT INTO {city}.counters VALUES (now(), 1)",
    "DELETE FROM {city}_keys.keys",
    "UPDATE {city}_keys.keys SET wrapped = ''::bytea",
]


@pytest.mark.parametrize("edit", EDITS)
def test_the_applications_role_gets_permission_denied(city: City, casework: Casework, edit: str):
    casework.do(collect(), operator())
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied"):
        city.query(edit)


@pytest.mark.parametrize("edit", EDITS[:3])
def test_the_owner_is_refused_too(city: City, casework: Casework, edit: str):
    casework.do(collect(), operator())
    with (
        city.database.connect_owner() as conn,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"),
    ):
        conn.execute(edit.replace("{city}", city.name))


def test_the_application_is_no_superuser_and_makes_no_roles(city: City):
    [row] = city.query("SELECT rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user")
    assert row == (False, False)
