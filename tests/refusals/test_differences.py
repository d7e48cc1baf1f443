"""Whatever an earlier version answered otherwise is listed, and each was wanted."""

import pytest

from tests import findings
from tests.refusals.differences import (
    PAGE,
    VERSIONS,
    differing,
    page,
    reason_of,
    reasons,
    reasons_since,
)


@pytest.mark.parametrize("version", VERSIONS)
def test_each_difference_has_a_reason_and_each_reason_a_difference(version: str) -> None:
    found = {name: reason_of(version, name) for name in differing(version)}
    assert [name for name, reason in found.items() if reason is None] == []
    assert [r["why"] for r in reasons_since(version) if r not in found.values()] == []


def test_each_reason_names_findings_that_there_are() -> None:
    rows = {number for chapter in findings.rows().values() for number in chapter}
    assert {row for reason in reasons() for row in reason["rows"]} <= rows


def test_the_page_is_as_it_is_made() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
