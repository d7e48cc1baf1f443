"""GET /v1/areas: a part of the tree, by level or by name, now and at an instant."""

import pytest

from tests.api.conftest import Site


@pytest.mark.finding("A81")
@pytest.mark.parametrize("more", [{}, {"at": "2100-01-01T00:00:00+08:00"}])
def test_areas_are_found_by_level_and_by_name(site: Site, more):
    every = site.get("operator", "/v1/areas", **more).json()["items"]
    level, name = every[0]["level"], every[-1]["name"]
    of_level = site.get("operator", "/v1/areas", level=level, **more).json()["items"]
    assert of_level == [a for a in every if a["level"] == level]
    assert 0 < len(of_level) < len(every)
    found = site.get("operator", "/v1/areas", q=name, **more).json()["items"]
    assert every[-1] in found and all(name in a["name"] for a in found)
