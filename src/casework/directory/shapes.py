"""Shapes on the map: does a point lie within? Degrees, WGS84; a grid is small enough to be flat."""

from collections.abc import Iterable, Sequence

import msgspec

from casework.directory.events import Ring

Box = tuple[float, float, float, float]


class Shape(msgspec.Struct, frozen=True):
    """The rings of an area and the box around them."""

    rings: tuple[Ring, ...]
    box: Box

    @classmethod
    def of(cls, rings: tuple[Ring, ...]) -> "Shape":
        """The shape that these rings draw."""
        lngs = [lng for ring in rings for lng, _ in ring]
        lats = [lat for ring in rings for _, lat in ring]
        return cls(rings, (min(lngs), min(lats), max(lngs), max(lats)))

    def holds(self, lng: float, lat: float) -> bool:
        """Whether a ray to the east crosses the rings an odd number of times."""
        west, south, east, north = self.box
        if not (west <= lng <= east and south <= lat <= north):
            return False
        return sum(_crossings(ring, lng, lat) for ring in self.rings) % 2 == 1


def problem_of(rings: Iterable[Sequence[tuple[float, float]]]) -> str | None:
    """What is wrong with a shape, in words; None for a good one."""
    for ring in rings:
        if len(set(ring)) < 3:
            return "a ring needs three corners at least"
        for lng, lat in ring:
            if not (-180 <= lng <= 180 and -90 <= lat <= 90):
                return f"the point {lng}, {lat} is not on the globe; the longitude comes first"
    return None


def _crossings(ring: Ring, lng: float, lat: float) -> int:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return sum(
        (south > lat) != (north > lat)
        and lng < (east - west) * (lat - south) / (north - south) + west
        for (west, south), (east, north) in pairs
    )
