"""What may be sent, of any verb: shapes that the rules behind them can work with."""

from collections.abc import Iterator
from typing import Any

import pytest

from api.routes.appeals import ROUTES


def numbers(schema: Any) -> Iterator[dict[str, Any]]:
    """Every number that a JSON schema tells of, wherever it stands in it."""
    if isinstance(schema, dict):
        if schema.get("type") in ("integer", "number"):
            yield schema
        schema = list(schema.values())
    if isinstance(schema, list):
        for each in schema:
            yield from numbers(each)


@pytest.mark.parametrize("route", [r for r in ROUTES if r.body], ids=lambda route: route.verb)
def test_every_number_has_a_least_and_a_most(route):
    """A number of thirty digits fits no column and no message: it was a fault of ours."""
    for each in numbers(route.body.model_json_schema()):
        assert {"minimum", "maximum"} <= set(each), each
