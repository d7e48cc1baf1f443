"""Every instant of an answer has one form: UTC, with a Z."""

import re
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from tests.api.conftest import Site

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


def instants(told: Any) -> list[str]:
    """Every instant that stands in an answer."""
    if isinstance(told, dict):
        return [found for each in told.values() for found in instants(each)]
    if isinstance(told, list):
        return [found for each in told for found in instants(each)]
    return [told] if isinstance(told, str) and INSTANT.match(told) else []


@pytest.mark.finding("A83")
def test_instants_are_told_in_one_form_whatever_was_sent(site: Site):
    appeal_no = site.collect(occurred_at="2026-11-20T09:30:00+08:00").json()["appeal_no"]
    at = {"occurred_at": "2026-11-25T09:30:00+09:00"}
    assert site.verb("operator", appeal_no, "dispatch", {"lead_unit": "U-GR"}).status_code == 200
    contact = {"channel": "phone", "connected": True, "summary": "约定上门", **at}
    site.verb("gr", appeal_no, "acknowledge")
    site.verb("gr", appeal_no, "record-contact", contact)
    due = site.get("operator", f"/v1/tracking/{appeal_no}", after=site.position()).json()[
        "deadline"
    ]
    china = timezone(timedelta(hours=8))
    until = (datetime.fromisoformat(due) + timedelta(days=1)).astimezone(china)
    asked = {
        "until": until.isoformat(),
        "reason": "等待配件",
        "claimant_informed_at": "2026-11-25T09:30:00+08:00",
    }
    assert site.verb("gr-head", appeal_no, "request-extension", asked).status_code == 200
    after = site.position()
    for path in ("", "/timeline", "/clocks"):
        told = site.get("operator", f"/v1/tracking/{appeal_no}{path}", after=after).json()
        assert (found := instants(told))
        assert not [text for text in found if not text.endswith("Z")], path
