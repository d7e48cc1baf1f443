"""The category tree of the demo city, from categories.toml."""

from api.demo.reading import TomlShape, read
from casework.directory.values import Category

UTILITIES = ("01", "02", "03", "04")  # 水电气热


class SecondLevel(TomlShape, frozen=True):
    """A category and its usual lead: a unit's code, or "street" for that of the place."""

    code: str
    name: str
    lead: str


class FirstLevel(TomlShape, frozen=True):
    """A chapter of categories; it has no lead of its own."""

    code: str
    name: str
    children: tuple[SecondLevel, ...]


class CategoryFile(TomlShape, frozen=True):
    """The whole tree."""

    category: tuple[FirstLevel, ...]


def categories() -> tuple[Category, ...]:
    """Return each first-level category, followed by its children."""
    tree: list[Category] = []
    for one in read("api.demo.tables", "categories", CategoryFile).category:
        tree.append(Category(one.code, one.name, None, None, utility=one.code in UTILITIES))
        tree.extend(Category(two.code, two.name, one.code, two.lead) for two in one.children)
    return tuple(tree)
