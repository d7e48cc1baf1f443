"""A unit that only an import names has an empty list of what it has none of, and no error."""

from datetime import timedelta

import pytest

from casework.appeal.commands import ImportHistory
from casework.appeal.events import AppealDispatched
from casework.facts import NewFact, Source
from tests import examples as x
from tests.api.conftest import Site

LONG_AGO = x.NOW - timedelta(days=900)
OLD = "OLD-DEPT"


@pytest.fixture(scope="module")
def imported(own_site: Site) -> Site:
    order = AppealDispatched(round=1, lead_unit=OLD, lead_unit_name="旧系统部门", deadline=None)
    facts = [
        NewFact("OLD-1", fact, occurred_at=LONG_AGO, source=Source("old", n))
        for n, fact in enumerate((x.collected(limits=()), order), 1)
    ]
    with own_site.city.open() as casework:
        command = ImportHistory(appeal_no="OLD-1", history=tuple(facts))
        casework.do(command, x.caller("importer"))
    own_site.settle()
    return own_site


@pytest.mark.finding("B23")
@pytest.mark.parametrize(
    ("path", "asked", "under"),
    [
        ("/appeals", {"figure": "satisfied", "key": OLD}, "items"),
        ("/appeals", {"figure": "due", "unit": OLD}, "items"),
        ("/exceptions/backdated", {"unit": OLD}, "items"),
        ("/people", {"unit": OLD}, "lines"),
        ("/areas", {"unit": OLD}, "lines"),
        ("/categories", {"unit": OLD}, "lines"),
    ],
)
def test_its_list_of_what_it_has_none_of_is_empty(imported: Site, path, asked, under):
    answer = imported.get("supervisor", f"/v1/accountability{path}", **asked)
    assert answer.status_code == 200, answer.text
    assert answer.json()[under] == []
    nobody = {name: "U-NONE" if value == OLD else value for name, value in asked.items()}
    refused = imported.get("supervisor", f"/v1/accountability{path}", **nobody)
    assert (refused.status_code, refused.json()["code"]) == (422, "NoSuchUnit")


@pytest.mark.finding("B23")
def test_what_it_has_is_listed(imported: Site):
    asked = {"figure": "received", "key": OLD, "period": f"{LONG_AGO:%Y-%m}"}
    answer = imported.get("supervisor", "/v1/accountability/appeals", **asked)
    assert [item["appeal_no"] for item in answer.json()["items"]] == ["OLD-1"]
