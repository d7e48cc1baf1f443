"""Whatever 0.3.0 answered otherwise is listed, and each was wanted."""

from tests import findings
from tests.refusals.differences import PAGE, differing, page, reason_of, reasons


def test_each_difference_has_a_reason_and_each_reason_a_difference() -> None:
    found = {name: reason_of(name) for name in differing()}
    assert [name for name, reason in found.items() if reason is None] == []
    assert [r["why"] for r in reasons() if r not in found.values()] == []


def test_each_reason_names_findings_that_there_are() -> None:
    rows = {number for chapter in findings.rows().values() for number in chapter}
    assert {row for reason in reasons() for row in reason["rows"]} <= rows


def test_the_page_is_as_it_is_made() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
