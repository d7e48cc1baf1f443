from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

import casework.policy
from casework.figures import catalogue
from casework.policy.assessment import ALL_GROUNDS, AssessmentPolicy, id_of, read_assessment
from casework.policy.reading import PolicyProblems
from casework.policy.words import FIGURES, SCORABLE

DEFAULTS = Path(casework.policy.__file__).parent / "default"
DENGTA = (DEFAULTS / "assessment-dengta.toml").read_text(encoding="utf-8")
LIAONING = (DEFAULTS / "assessment-liaoning.toml").read_text(encoding="utf-8")
WEIGHTS = DENGTA[DENGTA.index("[weights]") : DENGTA.index("# 分榜排名")]


def read(text: str = DENGTA, version: int = 1) -> AssessmentPolicy:
    return read_assessment(text, version)


def changed(old: str, new: str, text: str = DENGTA) -> str:
    assert text.count(old) == 1, f"{old} stands {text.count(old)} times"
    return text.replace(old, new)


def weighing(**weights: str) -> str:
    lines = "".join(f"{figure} = {weight}\n" for figure, weight in weights.items())
    return changed(WEIGHTS, f"[weights]\n{lines}\n")


def line_of(snippet: str, text: str = DENGTA) -> int:
    return text[: text.index(snippet)].count("\n") + 1


def problems(text: str, **more: object) -> list[tuple[int, str]]:
    with pytest.raises(PolicyProblems) as caught:
        read_assessment(text, 1, **more)
    return [(problem.line, problem.text) for problem in caught.value.problems]


def rates(policy: AssessmentPolicy, *parts: Fraction | None) -> dict[str, Fraction | None]:
    return dict(zip(policy.weights, parts, strict=True))


def test_the_shipped_policy_of_dengta_is_that_of_the_domain():  # DOMAIN 7
    policy = read(version=3)
    assert (policy.tag, policy.counted_by, policy.period) == ("dengta@3", "raised", "month")
    assert list(map(str, policy.weights.values())) == ["0.10", "0.50", "0.40"]
    assert (policy.basically_satisfied, policy.basically_solved) == (Decimal("0.9"), 0)
    assert not policy.refuses_is_valid and not policy.unclear_is_valid
    assert (policy.rank_at_least, policy.places, policy.nothing_is) == (5, 1, "null")


def test_both_shipped_policies_print_the_columns_of_their_bulletins():  # DOMAIN 13, supervisor 5
    assert read().columns == (
        "received",
        "handled",
        "valid",
        "contacted",
        "solved",
        "satisfied",
        "basically_satisfied",
        "response",
        "resolution",
        "satisfaction",
    )
    assert read(LIAONING).columns == (
        "received",
        "handled_of_due",
        "satisfaction",
        "fed_back_in_time",
        "valid_callbacks",
    )


def test_the_worked_example_of_the_three_rates():  # DOMAIN 7, T7
    policy = read()
    satisfied = 30 + 6 * Fraction(policy.basically_satisfied)
    three = rates(policy, Fraction(39, 40), Fraction(34, 40), satisfied / 40)
    assert policy.score(three) == Decimal("87.7")
    exact = read(changed("places = 1", "places = 2"))
    assert exact.score(three) == Decimal("87.65")


def test_the_score_of_a_mean_and_of_the_pooled_cases_differ():  # DOMAIN 7, T8
    policy = read(weighing(resolution="1"))
    one, other = Fraction(90, 100), Fraction(5, 10)
    assert policy.score({"resolution": (one + other) / 2}) == Decimal("70.0")
    assert policy.score({"resolution": Fraction(95, 110)}) == Decimal("86.4")


def test_the_score_that_panjin_published():  # DOMAIN 7, T9
    policy = read(LIAONING)
    four = rates(policy, Fraction("0.9621"), Fraction("0.9401"), Fraction(1), Fraction(1))
    assert policy.score(four) == Decimal("97.4")


def test_a_half_goes_up_and_what_is_less_down():
    policy = read(weighing(resolution="1.0"))
    assert policy.score({"resolution": Fraction("0.8765")}) == Decimal("87.7")
    assert policy.score({"resolution": Fraction("0.87649999999999999999")}) == Decimal("87.6")


def test_a_rate_without_a_denominator_leaves_the_unit_unscored():
    assert read().score(rates(read(), None, Fraction(1), Fraction(1))) is None


def test_a_city_may_count_nothing_as_zero():
    policy = read(changed('nothing_is = "null" ', 'nothing_is = "zero" '))
    assert policy.score(rates(policy, None, Fraction(1), Fraction(1))) == Decimal("90.0")


def test_a_rate_that_is_forgotten_is_a_fault_and_no_score():
    with pytest.raises(KeyError):
        read().score({"response": Fraction(1)})


MILLION = 10**6
CUTS = some.sets(some.integers(1, MILLION - 1), max_size=len(SCORABLE) - 1).map(sorted)


@given(CUTS, some.data())
def test_scores_are_exact_and_lie_between_0_and_100(cuts, data):
    """Any weights that sum to 1, any rates: the score is the exact sum, rounded once."""
    shares = [after - before for before, after in pairwise([0, *cuts, MILLION])]
    weights = {f: f"{n / MILLION:.6f}" for f, n in zip(SCORABLE, shares, strict=False)}
    policy = read(changed("places = 1", "places = 4", weighing(**weights)))
    rates = {figure: data.draw(some.fractions(0, 1)) for figure in weights}
    exact = sum(100 * Fraction(weights[f]) * rate for f, rate in rates.items())
    score, half = policy.score(rates), Fraction(1, 20_000)
    assert 0 <= score <= 100
    assert -half < Fraction(score) - exact <= half


@given(some.integers(0, 10**6), some.integers(0, 10**6))
def test_a_better_rate_never_scores_less(one, other):
    policy = read(weighing(resolution="1"))
    low, high = sorted((one, other))
    scores = [policy.score({"resolution": Fraction(n, 10**6)}) for n in (low, high)]
    assert scores[0] <= scores[1]


def test_decimals_are_taken_as_they_are_written():
    policy = read(weighing(response="0.1", resolution="0.2", satisfaction="0.7"))
    assert sum(policy.weights.values()) == 1  # as floats they would not
    assert str(read(changed("= 0.9 ", "= 0.900 ")).basically_satisfied) == "0.900"


def test_a_unit_that_is_named_goes_before_its_kind():
    text = changed('kinds = ["department"]', 'kinds = ["department"]\nunits = ["U-GR"]')
    policy = read(text)
    assert policy.list_of("U-GR", "utility").id == "departments"
    assert policy.list_of("U-GS", "utility").id == "utilities"
    assert [policy.list_of("S-1", kind).id for kind in ("street", "town")] == ["streets"] * 2
    assert policy.list_of("U-WY", "property") is None


def test_a_list_may_have_named_units_alone():
    text = changed('kinds = ["department"]', 'units = ["U-GA"]')
    assert read(text).list_of("U-GA", "department").id == "departments"
    assert read(text).list_of("U-JY", "department") is None


def test_where_no_grounds_are_named_every_granted_exclusion_counts():
    assert read().grounds_excluded == ALL_GROUNDS
    text = changed("rank_at_least", 'grounds_excluded = ["claim_untrue"]\nrank_at_least')
    assert read(text).grounds_excluded == ("claim_untrue",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("response = 0.10", "response = 0.11", None),
        ("response = 0.10", "respons = 0.10", '"respons" is no figure that is scored'),
        ("response = 0.10", "overdue = 0.10", '"overdue" is no figure that is scored'),
        ("response = 0.10", "received = 0.10", '"received" is no figure that is scored'),
        ("response = 0.10", 'response = "0.10"', "response must be a number from 0 to 1"),
        ("response = 0.10", "response = true", "response must be a number from 0 to 1"),
        ("response = 0.10", "response = nan", "response must be a number from 0 to 1"),
        ("response = 0.10", "response = inf", "response must be a number from 0 to 1"),
        ("response = 0.10", "response = 1e400", "response must be a number from 0 to 1"),
        ("response = 0.10", "response = 0.1000001", "response must be a number from 0 to 1"),
        ("response = 0.10", "response = 1e-9999999", "response must be a number from 0 to 1"),
        ("response = 0.10", f"response = 1e{'9' * 30}", "response must be a number from 0 to 1"),
        ("response = 0.10", "response = -0.10", "response must be a number from 0 to 1"),
        ("response = 0.10", "response = 0", "response weighs nothing: leave it out"),
        ("basically_satisfied = 0.9 ", "basically_satisfied = 1.1 ", "basically_satisfied must be"),
        ("rank_at_least = 5 ", "rank_at_least = -1 ", "rank_at_least must be a whole number"),
        ("places = 1 ", "places = 5 ", "places must be a whole number from 0 to 4"),
        ("places = 1 ", "places = 1.0 ", "places must be a whole number from 0 to 4"),
        ("refuses_is_valid = false", "refuses_is_valid = 0", "refuses_is_valid must be true or"),
        ('counted_by = "raised" ', 'counted_by = "created" ', "counted_by must be one of: raised"),
        ('period = "month"', 'period = "20th"', "period must be one of: month, 19th, noon"),
        ('types_excluded = ["thanks"]', 'types_excluded = ["x"]', "types_excluded must be a list"),
        ('kinds = ["department"]', 'kinds = ["office"]', "departments: there is no kind of unit"),
        ('kinds = ["department"]', 'kinds = ["town"]', "town is in the list of line"),
        ('id = "utilities"', 'id = "streets"', 'the id "streets" stands already in line'),
        ("nothing_is", "nothing_was", 'there is no "nothing_was" here'),
    ],
)
def test_a_bad_value_is_named_with_its_line(old, new, said):
    told = problems(changed(old, new))
    at = line_of("[weights]") if said is None else line_of(old)
    said = said or "the weights must sum to exactly 1, and sum to 1.01"
    assert any(line == at and text.startswith(said) for line, text in told), told


def test_an_unknown_column_is_named_and_a_column_stands_once():
    line = line_of("columns = [")
    told = problems(changed('    "received", "handled",', '    "recieved", "valid",'))
    assert told[0] == (line, f'there is no figure "recieved"; there are: {", ".join(FIGURES)}')
    assert told[1:] == [(line, '"valid" stands twice')]


def test_a_unit_stands_in_one_list():
    text = changed('kinds = ["street", "town"]', 'kinds = ["street", "town"]\nunits = ["U-GR"]')
    text = changed('kinds = ["department"]', 'kinds = ["department"]\nunits = ["U-GR"]', text)
    first = line_of('units = ["U-GR"]', text)
    second = line_of('["department"]', text) + 1
    assert problems(text) == [(second, f"U-GR is in the list of line {first} already")]


def test_a_list_has_kinds_or_units():
    text = changed('kinds = ["department"]\n', "")
    line = line_of('[[list]]\nid = "departments"', text)
    said = "departments: it has neither kinds nor units: nobody is in it"
    assert problems(text) == [(line, said)]


def test_a_policy_that_is_meant_as_another_is_told():
    said = (line_of('id = "dengta"'), 'this is the policy "dengta", not "liaoning"')
    assert problems(DENGTA, of="liaoning") == [said]
    assert read_assessment(DENGTA, 1, of="dengta").id == "dengta"


def test_a_table_that_is_missing_is_told():
    said = "weights must be a table [weights] of numbers from 0 to 1"
    assert problems(changed(WEIGHTS, "")) == [(1, said)]


def test_what_was_adopted_is_read_though_its_figures_are_no_more():
    text = changed("response = 0.10", "renamed_since = 0.10")
    assert "renamed_since" in read_assessment(text, 1, adopted=True).weights


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (DENGTA, "dengta"),
        ("", ""),
        ("[assessment", ""),
        ("assessment = 1", ""),
        (LIAONING, "liaoning"),
    ],
)
def test_the_id_stands_in_the_text(text, found):
    assert id_of(text) == found


def test_the_words_of_policies_are_the_figures_that_there_are():
    assert tuple(catalogue.FIGURES) == FIGURES
    assert all(catalogue.FIGURES[figure].kind == "rate" for figure in SCORABLE)
