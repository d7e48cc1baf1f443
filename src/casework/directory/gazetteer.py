"""地名录: the areas of one time, searched by their names and shapes."""

from collections.abc import Iterable, Iterator, Sequence

from casework.directory.shapes import Shape
from casework.directory.values import Area
from casework.directory.words import AREA_LEVELS
from casework.same import solid

Span = tuple[int, int]
_DEPTHS = {level: depth for depth, level in enumerate(AREA_LEVELS)}


class Gazetteer:
    """Built once from the areas that stand."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self._areas = {area.code: area for area in areas}
        self._shapes = [(area, Shape.of(area.shape, area.parts)) for area in areas if area.shape]
        self._named: dict[str, list[str]] = {}
        for area in areas:
            for name in set(self._names(area)):
                self._named.setdefault(name, []).append(area.code)

    def around(self, lng: float, lat: float) -> list[str]:
        """Return the areas of the deepest level whose shapes hold this point."""
        found = [area for area, shape in self._shapes if shape.holds(lng, lat)]
        deepest = max((_depth(area) for area in found), default=0)
        return sorted(area.code for area in found if _depth(area) == deepest)

    def excludes(self, lng: float, lat: float) -> bool:
        """Return whether a point surely lies in none of the areas.

        It does where the shape of every outermost area is known and none holds it, or where it is
        far from all that is known; a city may have the shapes of some of its streets only.
        """
        shapes = [shape for _, shape in self._shapes]
        if not shapes or any(shape.holds(lng, lat) for shape in shapes):
            return False
        outermost = {a.code for a in self._areas.values() if a.parent not in self._areas}
        known = outermost <= {area.code for area, _ in self._shapes}
        return known or all(shape.is_far(lng, lat) for shape in shapes)

    def meant(self, words: str) -> list[str]:
        """Return the areas that these words may mean, each the deepest of its branch.

        A name found says something for its area and for all below it. What explains fewer of the
        found names than another area does is dropped: 第3网格 alone may be in any community, after
        铧西社区 it is in that one.
        """
        spans = self._spans(solid(words))
        chains = {code: self.chain(code) for code in spans}
        explained = {
            code: frozenset().union(*(spans.get(above, frozenset()) for above in chain))
            for code, chain in chains.items()
        }
        most = set(_maximal(explained.values()))
        best = [code for code, found in explained.items() if found in most]
        above = {code for each in best for code in chains[each][1:]}
        return sorted(code for code in best if code not in above)

    def chain(self, code: str) -> list[str]:
        """Return that area and all around it, from the inside."""
        chain: list[str] = []
        area = self._areas.get(code)
        while area and area.code not in chain:
            chain.append(area.code)
            area = self._areas.get(area.parent) if area.parent else None
        return chain

    def common(self, codes: Sequence[str]) -> str | None:
        """Return the smallest area that holds all of these."""
        chains = [self.chain(code) for code in codes]
        shared = set(chains[0]).intersection(*chains[1:]) if chains else set()
        return next((code for code in chains[0] if code in shared), None) if shared else None

    def _names(self, area: Area) -> Iterator[str]:
        """Yield what it is called: in full, without the name of the area around it, otherwise."""
        around = self._areas.get(area.parent) if area.parent else None
        short = area.name.removeprefix(around.name) if around else area.name
        for name in (area.name, short, *area.aliases):
            if len(plain := solid(name)) > 1:
                yield plain

    def _spans(self, words: str) -> dict[str, frozenset[Span]]:
        """Return where in the words each area's names stand; a name within a longer one is none."""
        spans = {name: _places(name, words) for name in self._named if name in words}
        every = {span for found in spans.values() for span in found}
        outer = {span for span in every if not any(_within(span, other) for other in every)}
        return _by_code(
            (code, outer.intersection(found))
            for name, found in spans.items()
            for code in self._named[name]
        )


def _by_code(found: Iterable[tuple[str, set[Span]]]) -> dict[str, frozenset[Span]]:
    spans: dict[str, frozenset[Span]] = {}
    for code, here in found:
        if here:
            spans[code] = spans.get(code, frozenset()) | here
    return spans


def _places(name: str, words: str) -> list[Span]:
    """Return where a name stands. One that ends in a digit is another within a longer number."""
    places, start = [], words.find(name)
    while start >= 0:
        end = start + len(name)
        if not (_splits(words, start) or _splits(words, end)):
            places.append((start, end))
        start = words.find(name, start + 1)
    return places


def _splits(words: str, place: int) -> bool:
    """Return whether a number goes on across this place."""
    return 0 < place < len(words) and words[place - 1].isdigit() and words[place].isdigit()


def _within(span: Span, other: Span) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]


def _maximal(found: Iterable[frozenset[Span]]) -> list[frozenset[Span]]:
    sets = set(found)
    return [each for each in sets if not any(each < other for other in sets)]


def _depth(area: Area) -> int:
    return _DEPTHS.get(area.level, 0)
