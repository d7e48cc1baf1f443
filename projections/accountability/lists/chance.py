"""偶然: how likely it is that so many fall into the last week, if every week is alike."""

from math import exp, lgamma, log

_NOTHING = 1e-18


def chance(last: int, before: int, weeks_before: int) -> float:
    """Return the probability of `last` or more in the last week, given all that fell into any.

    If cases come independently and each week expects as many as any other, the last week has a
    binomial share, one in `weeks_before + 1`, of the whole: the exact test of two Poisson rates
    (Przyborowski and Wilenski 1940). It holds for small numbers, where a z would not, and where
    nothing came before. Weeks that differ by themselves (weather, holidays) make it too small.
    """
    cases = last + before
    if last * (weeks_before + 1) <= cases:
        return 1.0
    share = 1 / (weeks_before + 1)
    return min(1.0, _tail(last, cases, share))


def _tail(last: int, cases: int, share: float) -> float:
    """Return the upper tail of a binomial above its mean: each term is less than the last."""
    term = _term(last, cases, share)
    total, odds = term, share / (1 - share)
    for n in range(last, cases):
        term *= odds * (cases - n) / (n + 1)
        total += term
        if term <= total * _NOTHING:
            break
    return total


def _term(n: int, cases: int, share: float) -> float:
    ways = lgamma(cases + 1) - lgamma(n + 1) - lgamma(cases - n + 1)
    rest = (cases - n) * log(1 - share) if n < cases else 0.0
    return exp(ways + n * log(share) + rest)
