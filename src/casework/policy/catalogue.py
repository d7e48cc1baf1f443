"""派单目录: which unit an appeal goes to, by its category and its place, and by what right."""

from collections.abc import Callable, Iterable
from functools import cached_property

import msgspec

from casework.policy.reading import Code, Count, Page, Words

STREET = "street"  # stands for the street of the place (属地)

Check = Callable[["Item"], Iterable[tuple[str, str]]]


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the catalogue. `category` and `area` are prefixes of codes; no area is any.

    `unit` is a unit's code, or "street" for that of the place. Of two items for the same category
    and area the one of higher priority is suggested; the other is written down as second choice.
    """

    id: Code
    category: Code
    area: Code = ""
    unit: Code
    basis: Words
    priority: Count = 0


class Catalogue(msgspec.Struct, frozen=True, dict=True):
    """One version of the catalogue, read and checked."""

    version: int
    items: tuple[Item, ...]

    def suggest(self, category: str, area: str | None) -> Item | None:
        """Return the item that fits best: by category first, then by area, then by priority.

        Without an area only items for any area fit.
        """
        for n in range(len(category), 0, -1):
            for item in self._by_category.get(category[:n], ()):
                if (area or "").startswith(item.area):
                    return item
        return None

    @cached_property
    def _by_category(self) -> dict[str, list[Item]]:
        """Return the items of each category, best first."""
        found: dict[str, list[Item]] = {}
        for item in sorted(self.items, key=lambda i: (-len(i.area), -i.priority)):
            found.setdefault(item.category, []).append(item)
        return found


def read_catalogue(text: str, version: int, check: Check | None = None) -> Catalogue:
    """Return the catalogue written so. Raises `PolicyProblems` with all that is wrong with it.

    `check` may name more problems of an item, each with the key that it lies in.
    """
    page = Page(text)
    items: tuple[Item | None, ...] = page.tables("item", Item)
    page.note_doubles("item", items)
    _note_overlaps(page, items)
    for n, item in enumerate(items):
        for key, problem in check(item) if check and item else ():
            page.note(("item", n, key), problem)
    page.close()
    return Catalogue(version, tuple(item for item in items if item))


def _note_overlaps(page: Page, items: Iterable[Item | None]) -> None:
    first: dict[tuple[str, str, int], int] = {}
    for n, item in enumerate(items):
        if item is None:
            continue
        before = first.setdefault((item.category, item.area, item.priority), n)
        if before != n:
            line, area = page.line(("item", before)), item.area or "any"
            said = f"category {item.category}, area {area}, priority {item.priority}"
            page.note(("item", n), f"{item.id}: {said} stands already in line {line}")
