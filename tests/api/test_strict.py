"""No parameter is ignored: what a route does not know it refuses, above all a `dry_run`."""

import re

import pytest

from api.http.app import create_app
from tests.api.conftest import Site

CHANGES = {"POST", "PUT", "PATCH", "DELETE"}


def told() -> list[tuple[str, str, set[str]]]:
    """Every method and path that the API tells of, with the names that its query takes."""
    paths = create_app(lambda: None).openapi()["paths"]  # type: ignore[arg-type]
    return [
        (
            method.upper(),
            path,
            {p["name"] for p in each.get("parameters", []) if p["in"] == "query"},
        )
        for path, methods in paths.items()
        for method, each in methods.items()
    ]


EVERY = pytest.mark.parametrize(
    ("method", "path", "names"), told(), ids=lambda x: x if isinstance(x, str) else ""
)


def filled(path: str) -> str:
    """The path with something in each of its places."""
    return re.sub(r"{[^}]*}", "x", path)


def ask(site: Site, method: str, path: str):
    return site.client.request(method, path, headers=site.headers("admin"), json={})


@pytest.mark.finding("A12", "B19")
@EVERY
def test_a_parameter_that_is_not_known_is_refused(site: Site, method: str, path: str, names):
    assert "nosuchthing" not in names
    answer = ask(site, method, filled(path) + "?nosuchthing=1")
    assert (answer.status_code, answer.json()["code"]) == (400, "UnknownParameter"), answer.text


@pytest.mark.finding("A11")
@EVERY
def test_a_dry_run_changes_nothing_or_is_refused(site: Site, method: str, path: str, names):
    """Where a change does not know it, the name is refused; where it does, nothing is stored."""
    if method not in CHANGES:
        return
    before = site.position()
    answer = ask(site, method, filled(path) + "?dry_run=true")
    if "dry_run" not in names:
        assert (answer.status_code, answer.json()["code"]) == (400, "UnknownParameter")
    assert site.position() == before


@pytest.mark.finding("A11")
@pytest.mark.parametrize(
    ("who", "method", "path", "body"),
    [
        ("admin", "POST", "/v1/directory/units/U-T9/dissolve", {"reason": "撤并"}),
        ("admin", "POST", "/v1/accounts", {"name": "dry", "posts": ["operator"]}),
        ("operator", "PUT", "/v1/filters/dry", {"status": ["open"]}),
    ],
)
def test_what_would_have_acted_is_not_done(site: Site, who: str, method: str, path: str, body):
    before = site.position()
    answer = site.client.request(
        method, path + "?dry_run=true", headers=site.headers(who), json=body
    )
    assert answer.status_code in (200, 400)
    assert site.position() == before


@pytest.mark.finding("A12")
@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("stauts=collected", "status"), ("overude=true", "overdue"), ("statuss=open", "status")],
)
@pytest.mark.parametrize("path", ["/v1/tracking", "/v1/exports/appeals"])
def test_the_nearest_name_is_told(site: Site, path: str, wrong: str, meant: str):
    answer = site.client.get(f"{path}?{wrong}", headers=site.headers("operator"))
    assert answer.status_code == 400
    assert f"did you mean {meant}?" in answer.json()["detail"]


@pytest.mark.finding("A92")
@pytest.mark.parametrize(
    "path",
    [
        "/v1/tracking?unit=",
        "/v1/tracking?q=%20",
        "/v1/exports/appeals?area=",
        "/v1/units?at=",
        "/v1/accountability/units?period=",
        "/v1/accountability/exceptions/overdue?period=",
    ],
)
def test_an_empty_parameter_is_refused_wherever_it_stands(site: Site, path: str):
    answer = site.client.get(path, headers=site.headers("operator"))
    assert (answer.status_code, answer.json()["code"]) == (400, "EmptyParameter")


@pytest.mark.finding("A12")
def test_a_parameter_that_takes_one_value_is_not_given_two(site: Site):
    twice = site.client.get("/v1/tracking?unit=U-GR&unit=U-GA", headers=site.headers("operator"))
    assert (twice.status_code, twice.json()["code"]) == (400, "RepeatedParameter")
    states = "/v1/tracking?status=collected&status=dispatched"
    assert site.client.get(states, headers=site.headers("operator")).status_code == 200
