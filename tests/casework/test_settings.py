from pathlib import Path

import pytest

from casework.runtime.settings import SettingsRefused, from_environment


def test_without_any_there_are_defaults():
    settings = from_environment({"PATH": "/bin"})
    assert (settings.data, settings.city, settings.role) == (Path("var"), "dengta", "dengta_app")


def test_each_comes_from_the_environment():
    settings = from_environment({"CASEWORK_CITY": "other", "CASEWORK_BODY_LIMIT": "5000"})
    assert (settings.city, settings.body_limit) == ("other", 5000)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("CITY", "Other City", "a letter first"),
        ("CITY", "x; DROP SCHEMA", "a letter first"),
        ("BODY_LIMIT", "much", "body_limit"),
        ("BODY_LIMIT", "10", "at least 1000"),
        ("LOGS", "loud", "auto, json or columns"),
        ("TRACES", "yes", "OTLP address"),
        ("APPEAL_PREFIX", "dt/", "capital letters"),
        ("DATABASE_URL", "http://x y", "no PostgreSQL address"),
        ("DATABASE_OWNER_URL", "postgresql://o@h/d", "needs CASEWORK_DATABASE_URL"),
        ("DATBASE_URL", "postgresql://o@h/d", "is no setting"),
    ],
)
def test_a_wrong_one_is_named_with_what_would_be_right(name, value, says):
    with pytest.raises(SettingsRefused, match=says):
        from_environment({f"CASEWORK_{name}": value})
