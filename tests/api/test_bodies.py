"""What may be sent, of any verb: shapes that the rules behind them can work with."""

import random
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import msgspec
import pytest
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from api.http.command_body import given_in
from api.http.commands import COLLECT, TABLE, Verb
from api.http.intake import Place, collecting
from casework.appeal.commands import AppealCommand, Claimant, CoHandler
from casework.directory.directory import Directory
from casework.requests import fingerprint
from tests.api.conftest import Site

ALL = (COLLECT, *TABLE.values())
EVERY = pytest.mark.parametrize("verb", ALL, ids=lambda verb: verb.command.VERB)

INSTANTS = (
    "2026-11-25T10:00:00Z",
    "2026-11-25T10:00:00.1234567+08:00",
    "2026-11-25T10:00Z",
    1764043200,
    "2026-11-25 10:00:00+0800",
    "2026-11-25T10:00:00",
    "1989-01-01T00:00:00Z",
    "2026-02-30",
    True,
    "2100-01-01T00:00:00Z",
    "0001-01-01T00:00:00+08:00",
    "9999-12-31T23:59:59-08:00",
    None,
    "",
)
STRUCTS: dict[Any, tuple[Any, ...]] = {
    Claimant: ({"name": "王"}, {"phone": "139"}, {"phone": "139\n"}, {"name": ""}, {"x": 1}, None),
    CoHandler: ([{"unit": "U"}], [{"unit": ""}], [{"task": "到场"}], [{"unit": "U", "x": 1}], [1]),
    Place: ({"area": "1"}, {"grid": "1"}, {"area": "1", "grid": "1"}, {"lat": 91}, {"lat": 4}, {}),
}
ANYTHING = (
    "理由",
    "",
    "长" * 201,
    None,
    True,
    0,
    5,
    1.0,
    -1,
    10**40,
    [],
    ["U-GR"],
    ["长" * 201],
    ["x"] * 201,
    [1],
    {},
    "139\n",
)


def numbers(schema: Any) -> Iterator[dict[str, Any]]:
    """Every number that a JSON schema tells of, wherever it stands in it."""
    if isinstance(schema, dict):
        if schema.get("type") in ("integer", "number"):
            yield schema
        schema = list(schema.values())
    if isinstance(schema, list):
        for each in schema:
            yield from numbers(each)


@EVERY
def test_every_number_has_a_least_and_a_most(verb: Verb):
    """A number of thirty digits fits no column and no message: it was a fault of ours."""
    for each in numbers(verb.body.model.model_json_schema()):
        assert {"minimum", "maximum"} <= set(each), each


@EVERY
def test_what_is_read_in_one_pass_is_what_the_model_reads(verb: Verb):
    """The quick reader takes nothing that the model refuses, and nothing otherwise than it."""
    drawn = random.Random(verb.command.VERB)
    taken = 0
    for _ in range(60):
        sent = msgspec.json.encode(_drawn(verb, drawn))
        try:
            expected = _asked(verb, given_in(verb.body.model.model_validate_json(sent)))
        except ValidationError as error:
            with pytest.raises(RequestValidationError) as refused:
                verb.body.read(sent)
            assert [e["loc"] for e in refused.value.errors()] == [e["loc"] for e in error.errors()]
            continue
        found = _asked(verb, verb.body.read(sent))
        assert msgspec.json.encode(found) == msgspec.json.encode(expected)
        taken += 1
    assert taken


@pytest.mark.parametrize(
    ("verb", "sent", "begins"),
    [
        (
            "dispatch",
            '{"lead_unit":"U-GR","co_handlers":[{"unit":"U-GA"}],"copied_to":["U-JD"],"complex":true}',
            "c90c089a1eefbf4e",
        ),
        ("acknowledge", "", "7bc813c916638b4b"),
        (
            "request-extension",
            '{"until":"2026-11-30T18:00+08:00","reason":"天冷","claimant_informed_at":1764043200}',
            "9f2a7a11ff649155",
        ),
        (
            "amend",
            '{"reason":"笔误","area":null,"occurred_at":"2026-11-25T10:00:00.1234567+08:00"}',
            "903eaf6d575e61f6",
        ),
        ("whistle", '{"units":["U-GA"],"task":"到场"}', "35fc3a73b2835015"),
        ("attach-file", '{"sha256":"aa","mime":"image/png","size":12}', "6b9da3080711756b"),
        (
            "collect",
            '{"channel":"phone","type":"help","title":"暖气不热","content":"冷","category":"0101",'
            '"claimant":{"name":"王秀兰","phone":"13904190001"},'
            '"location":{"grid":"211081001001","lat":41}}',
            "e82076ccc4942090",
        ),
    ],
    ids=lambda value: value if len(value) < 20 else "",
)
def test_a_request_repeated_after_the_upgrade_is_known_again(verb: str, sent: str, begins: str):
    """The fingerprints are those of 0.4.0, which stand in the log beside the keys."""
    found = TABLE.get(verb, COLLECT)
    command = _asked(found, found.body.read(sent.encode()))
    assert fingerprint(command).hex().startswith(begins)


def test_every_wrong_field_is_named_at_once(site: Site):
    body = {
        "lead_unit": "",
        "co_handlers": [{"unit": 3, "x": 1}],
        "complex": "yes",
        "appeal_no": "1",
    }
    answer = site.verb("operator", "DT20261123-000001", "dispatch", body)
    assert answer.status_code == 400
    assert [(e["field"], e["problem_zh"]) for e in answer.json()["errors"]] == [
        ("lead_unit", "至少1字"),
        ("co_handlers.0.unit", "须为文字"),
        ("co_handlers.0.x", "没有这一项"),
        ("complex", "须为是（true）或否（false）"),
        ("appeal_no", "没有这一项"),
    ]


def test_a_path_that_only_begins_as_that_of_the_appeals_is_none(site: Site):
    answer = site.client.post(
        "/v1/appealsx/DT20261123-000001/dispatch", headers=site.headers("operator"), json={}
    )
    assert (answer.status_code, answer.json()["code"]) == (404, "NoSuchPage")


def _asked(verb: Verb, given: dict[str, Any]) -> AppealCommand:
    if verb is COLLECT:
        return collecting(given, Directory())
    return verb.command(appeal_no="N1", **given)


def _drawn(verb: Verb, drawn: random.Random) -> dict[str, Any]:
    """A body of which most fields fit, and some do not."""
    fields = {f.name: f for f in msgspec.structs.fields(verb.command)}
    return {
        name: _value(Place if name == "location" else fields[name].type, drawn)
        for name, field in verb.body.model.model_fields.items()
        if drawn.random() < (0.95 if field.is_required() else 0.2)
    }


def _value(kind: Any, drawn: random.Random) -> Any:
    inner = _inner(kind)
    if drawn.random() < 0.05:
        return drawn.choice(ANYTHING)
    for struct, bodies in STRUCTS.items():
        if struct in inner:
            return drawn.choice(bodies)
    if "datetime" in str(kind):
        return drawn.choice(INSTANTS)
    words = [word for each in inner if get_origin(each) is Literal for word in get_args(each)]
    fitting = drawn.choice(words) if words else _plain(inner)
    return [fitting] if tuple in map(get_origin, inner) else fitting


def _plain(inner: list[Any]) -> Any:
    return True if bool in inner else 5 if int in inner else "理由"


def _inner(kind: Any) -> list[Any]:
    return [kind, *(each for arg in get_args(kind) for each in _inner(arg))]
