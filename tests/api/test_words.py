"""One word for one thing: at intake, in rows, in filters, in amendments, in figures."""

from pathlib import Path

import pytest

from api.http.intake import Place
from api.http.listing import Filter
from casework.appeal.commands import AmendIntake
from projections.tracking.rows import TrackingRow
from tests.api.conftest import Site

GRID = "211081001001"
README = Path(__file__).parents[2] / "src" / "api" / "README.md"


@pytest.mark.finding("A71")
def test_the_place_is_an_area_at_every_door(site: Site):
    for word in ("area", "grid"):  # the second is 0.3's
        number = site.collect(location={word: GRID}).json()["appeal_no"]
        row = site.get("operator", f"/v1/tracking/{number}", after=site.position()).json()
        assert row["area"] == GRID
    assert "area" in Filter.model_fields and "area" in AmendIntake.__struct_fields__


@pytest.mark.finding("A71")
def test_two_words_for_one_thing_at_once_are_refused(site: Site):
    answer = site.collect(location={"area": GRID, "grid": GRID})
    assert (answer.status_code, answer.json()["code"]) == (400, "Malformed")


@pytest.mark.finding("A71")
def test_what_intake_groups_rows_amendments_and_filters_write_in_one():
    grouped = {
        *(f"claimant_{name}" for name in ("name", "phone", "kind")),
        *Place.__struct_fields__,
    }
    assert grouped <= set(TrackingRow.__struct_fields__)
    about = {"appeal_no", "reason", "occurred_at", "backdating_reason", "content"}
    plain = set(AmendIntake.__struct_fields__) - about
    assert plain <= set(TrackingRow.__struct_fields__), "an amendment speaks as the row does"
    text = README.read_text("utf-8")
    assert all(f"`{word}`" in text for word in (*sorted(grouped), "part", "whole"))


@pytest.mark.finding("A71")
def test_a_board_counts_parts_of_wholes_as_its_lists_and_bulletins_do(site: Site):
    site.live("close")
    site.settle()
    board = site.get("supervisor", "/v1/accountability/units").json()
    figures = [f for lst in board["lists"] for row in lst["lines"] for f in row["figures"].values()]
    assert figures
    for each in figures:
        assert (each["part"], each["whole"]) == (each["numerator"], each["denominator"])


@pytest.mark.finding("A89")
@pytest.mark.parametrize("sign", ["\ue000", "\ue001", "\ue002"])
def test_no_text_holds_the_signs_that_stand_for_names(site: Site, sign):
    forged = f"{sign}duty\ue001duty_leader\ue002同意"
    number = site.live("")
    for answer in (
        site.collect(content=forged),
        site.collect(title=forged),
        site.collect(claimant={"name": forged}),
        site.collect(call_id=forged),
        site.collect(complained_against=forged),
        site.verb("operator", number, "add-note", {"text": forged}),
        site.verb("operator", number, "dispatch", {"lead_unit": "U-GR", "instruction": forged}),
        site.verb("operator", number, "label", {"labels": [forged], "reason": "好"}),
        site.verb(
            "operator",
            number,
            "transfer-out",
            {"to": "province", "reason": "好", "reference": forged},
        ),
    ):
        assert answer.status_code in (400, 422), answer.text
