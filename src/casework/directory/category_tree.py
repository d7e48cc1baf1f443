"""类别树: which categories lie above a category, at one instant."""

from collections.abc import Sequence

from casework.directory.values import Category


class CategoryTree:
    """Built once from the categories that stand; every answer is kept."""

    def __init__(self, categories: Sequence[Category]) -> None:
        self.parents = frozenset(category.parent for category in categories)
        self._categories = {category.code: category for category in categories}
        self._up_from: dict[str, tuple[Category, ...]] = {}

    def up_from(self, code: str) -> tuple[Category, ...]:
        """Return a category and those above it, the nearest first."""
        if code not in self._up_from:
            self._up_from[code] = self._climb(code)
        return self._up_from[code]

    def _climb(self, code: str) -> tuple[Category, ...]:
        found: dict[str, Category] = {}
        above: str | None = code
        while above and above not in found and above in self._categories:
            found[above] = self._categories[above]
            above = found[above].parent
        return tuple(found.values())
