"""Shapes on the map: does a point lie within? Degrees, WGS84; a grid is small enough to be flat."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from casework.directory.events import Ring

Box = tuple[float, float, float, float]
FAR_DEGREES = 0.5


class Shape(msgspec.Struct, frozen=True):
    """The parts of an area, each of rings, and the box around all of them."""

    parts: tuple[tuple[Ring, ...], ...]
    box: Box

    @classmethod
    def of(cls, rings: tuple[Ring, ...], parts: tuple[int, ...] = ()) -> "Shape":
        """Return the shape that these rings draw, so many of them for each part."""
        lngs = [lng for ring in rings for lng, _ in ring]
        lats = [lat for ring in rings for _, lat in ring]
        box = (min(lngs), min(lats), max(lngs), max(lats))
        return cls(tuple(_divided(rings, parts or (len(rings),))), box)

    def holds(self, lng: float, lat: float) -> bool:
        """Return whether a ray to the east crosses the rings of any part an odd number of times."""
        west, south, east, north = self.box
        if not (west <= lng <= east and south <= lat <= north):
            return False
        return any(_winds(part, lng, lat) for part in self.parts)

    def is_far(self, lng: float, lat: float) -> bool:
        """Return whether a point lies half a degree (some 50 km) or more outside of the box."""
        west, south, east, north = self.box
        beside = max(west - lng, lng - east, south - lat, lat - north)
        return beside >= FAR_DEGREES


def problem_of(rings: Sequence[Sequence[tuple[float, float]]], parts: Sequence[int]) -> str | None:
    """Return what is wrong with a shape, in words; None for a good one."""
    if parts and (sum(parts) != len(rings) or min(parts) < 1):
        return f"its parts have {sum(parts)} rings, and there are {len(rings)}"
    for ring in rings:
        if len(set(ring)) < 3:
            return "a ring needs three corners at least"
        for lng, lat in ring:
            if not (-180 <= lng <= 180 and -90 <= lat <= 90):
                return f"the point {lng}, {lat} is not on the globe; the longitude comes first"
    return None


def _divided(rings: tuple[Ring, ...], parts: Iterable[int]) -> Iterator[tuple[Ring, ...]]:
    """Yield the rings of each part."""
    begun = 0
    for count in parts:
        yield rings[begun : begun + count]
        begun += count


def _winds(part: tuple[Ring, ...], lng: float, lat: float) -> bool:
    return sum(_crossings(ring, lng, lat) for ring in part) % 2 == 1


def _crossings(ring: Ring, lng: float, lat: float) -> int:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return sum(
        (south > lat) != (north > lat)
        and lng < (east - west) * (lat - south) / (north - south) + west
        for (west, south), (east, north) in pairs
    )
