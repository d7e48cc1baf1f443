"""Figures in words, and the means of T8: each named, neither rounded before the edge."""

from decimal import Decimal
from fractions import Fraction

import pytest

from api.accountability import shown, told
from casework.figures.board import Count
from casework.figures.catalogue import FIGURES
from casework.policy.assessment import read_assessment
from casework.policy.defaults import default_assessment
from projections.accountability.queries import Row
from projections.accountability.reading.boards import listings

POLICY = read_assessment(default_assessment("dengta"), 1)


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("rate", Fraction(7, 8), "87.50%"),
        ("rate", Fraction(1, 80000), "0.00%"),
        ("rate", Fraction(1, 20000), "0.01%"),
        ("rate", None, "—"),
        ("count", Fraction(12), "12"),
        ("duration", Fraction(28 * 3600), "3天4小时"),
        ("duration", Fraction(4 * 3600 + 299), "4小时5分"),
        ("duration", Fraction(59 * 60), "59分"),
        ("duration", Fraction(60 * 60 - 1), "1小时"),
    ],
)
def test_a_figure_in_words(kind, value: Fraction | None, words: str):
    assert told.figure(kind, value) == words


def test_the_exact_value_has_six_places_and_a_half_goes_up():
    assert told.exact(Fraction(2, 3)) == "0.666667"
    assert told.exact(Fraction(1, 2_000_000)) == "0.000001"
    assert told.exact(None) is None


def test_a_change_has_its_sign():
    assert [told.change(Decimal(text)) for text in ("1.5", "-0.2", "0.0")] == [
        "+1.5",
        "-0.2",
        "0.0",
    ]


def row(key: str | None, valid: int, contacted: int) -> Row:
    """A row whose rate of response is contacted of valid."""
    figures = {id: Count(Decimal(), None if f.kind == "count" else 0) for id, f in FIGURES.items()}
    figures["response"] = Count(Decimal(contacted), valid)
    return Row(key, "streets", key or "", figures)


def test_t8_both_means_are_told_and_each_is_named():
    rows = [row("A", 100, 90), row("B", 10, 5), row(None, 110, 95)]
    [found] = listings(rows, POLICY, {}, {})
    told_list = shown.listing(found, lambda keys: lambda figure: "", None)
    mean, pooled = told_list["mean"], told_list["pooled"]
    assert (mean["name"], mean["figures"]["response"]["shown"]) == ("各单位平均", "70.00%")
    assert (pooled["name"], pooled["figures"]["response"]["shown"]) == ("合计", "86.36%")
    assert pooled["figures"]["response"]["numerator"] == 95
