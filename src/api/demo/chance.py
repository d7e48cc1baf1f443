"""Drawing by weight, and splitting a total by weight."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Value = TypeVar("Value")


def weighted(rng: Random, table: Sequence[tuple[Value, float]]) -> Value:
    """Draw one value of a table of (value, weight)."""
    return rng.choices([value for value, _ in table], [weight for _, weight in table])[0]


def shares(total: int, weights: Sequence[float]) -> list[int]:
    """Split a total by weight into whole parts that add up exactly (largest remainder)."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts
