"""docs/metrics.md names every series there is, with its kind and its labels, and no other."""

import re
from pathlib import Path

import httpx
from prometheus_client import Counter, Histogram
from prometheus_client.parser import text_string_to_metric_families

from casework.runtime import metrics
from tests.api.conftest import Site

PAGE = (Path(__file__).parents[2] / "docs/metrics.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(casework_\w+)` \| (\w+) \| (.*?) \| .+ \|$", re.M)


def told(*kinds: str) -> dict[str, tuple[str, frozenset[str]]]:
    """The rows of the page: for each series its kind and its labels."""
    return {
        name: (kind, frozenset(re.findall(r"`(\w+)`", labels)))
        for name, kind, labels in ROW.findall(PAGE)
        if kind in kinds
    }


def test_every_series_that_is_counted_stands_on_the_page():
    counted = {
        each._name: (each._type, frozenset(each._labelnames))
        for each in vars(metrics).values()
        if isinstance(each, Counter | Histogram)
    }
    assert told("counter", "histogram") == counted


def test_every_series_that_is_looked_up_stands_on_the_page(site: Site):
    families = text_string_to_metric_families(httpx.get(f"{site.url}/metrics").text)
    looked_up = {
        family.name: (family.type, frozenset(family.samples[0].labels))
        for family in families
        if family.type == "gauge"
        and family.name.startswith("casework_")
        and not family.name.endswith("_created")  # the library's own, of each counter
    }
    assert told("gauge") == looked_up
