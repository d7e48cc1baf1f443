"""Figures in words, and the means of T8: each named, neither rounded before the edge."""

from decimal import Decimal
from fractions import Fraction

import pytest

from api.reports.boards import formats
from api.reports.boards.presenter import list_to_json
from casework.figures.board import Count, Line
from casework.policy.assessment import read_assessment
from casework.policy.defaults import default_assessment
from projections.accountability.figures.counting import Figures, nothing
from projections.accountability.figures.ranking import listing, scored

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
    assert formats.figure(kind, value) == words


def test_the_exact_value_has_six_places_and_a_half_goes_up():
    assert formats.exact(Fraction(2, 3)) == "0.666667"
    assert formats.exact(Fraction(1, 2_000_000)) == "0.000001"
    assert formats.exact(None) is None


def test_a_change_has_its_sign():
    assert [formats.change(Decimal(text)) for text in ("1.5", "-0.2", "0.0")] == [
        "+1.5",
        "-0.2",
        "0.0",
    ]


def figures(valid: int, contacted: int) -> Figures:
    """Figures whose rate of response is contacted of valid."""
    return {**nothing(), "response": Count(Decimal(contacted), valid)}


def test_t8_both_means_are_told_and_each_is_named():
    each = {"A": figures(100, 90), "B": figures(10, 5)}
    lines = [scored(Line(key=key, name=key, figures=of), POLICY) for key, of in each.items()]
    found = listing("streets", "街道", lines, figures(110, 95), POLICY)
    shown = list_to_json(found, None, None)
    mean, pooled = shown["mean"], shown["pooled"]
    assert (mean["name"], mean["figures"]["response"]["shown"]) == ("各单位平均", "70.00%")
    assert (pooled["name"], pooled["figures"]["response"]["shown"]) == ("合计", "86.36%")
    assert pooled["figures"]["response"]["numerator"] == 95
