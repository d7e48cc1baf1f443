"""Shapes out of a GeoJSON file (RFC 7946): features with a `code`, polygons, WGS84 degrees."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from api.files.imports.errors import FileRefused
from api.files.reference.errors import ReferenceRefused
from casework.directory.events import Ring

ENDINGS = frozenset({".geojson", ".json"})


class Feature(msgspec.Struct, frozen=True):
    """The shape of one area, and where it was read."""

    code: str
    shape: tuple[Ring, ...]
    origin: str
    parts: tuple[int, ...] = ()

    def and_also(self, other: "Feature") -> "Feature":
        """Return the area with the parts of another feature of the same code."""
        return Feature(self.code, self.shape + other.shape, self.origin, self.parts + other.parts)


def features(file: Path) -> list[Feature]:
    """Return the shapes of a file, one an area; features of one code are its parts.

    Raises `FileRefused`, or `ReferenceRefused` with every bad feature.
    """
    found: dict[str, Feature] = {}
    problems: list[str] = []
    for number, given in enumerate(_collection(file), 1):
        origin = f"{file.name} feature {number}"
        try:
            code = _code(given)
            parts = [tuple(_rings(polygon)) for polygon in _polygons(given)]
            rings, counts = tuple(r for part in parts for r in part), tuple(map(len, parts))
            feature = Feature(code, rings, origin, counts)
            there = found.get(code)
            found[code] = there.and_also(feature) if there else feature
        except ValueError as error:
            problems.append(f"{origin}: {error}")
    if problems:
        raise ReferenceRefused(problems)
    return list(found.values())


def _collection(file: Path) -> list[Any]:
    try:
        page = json.loads(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise FileRefused(file, "it is not UTF-8, which GeoJSON is") from None
    except json.JSONDecodeError as error:
        raise FileRefused(file, f"it is no JSON: line {error.lineno}: {error.msg}") from None
    given = page.get("features") if isinstance(page, dict) else None
    if not isinstance(given, list):
        raise FileRefused(file, "it is no FeatureCollection")
    return given


def _code(feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    code = properties.get("code") if isinstance(properties, dict) else None
    if not isinstance(code, str | int) or isinstance(code, bool):
        raise ValueError("it has no property code")
    return str(code)


def _polygons(feature: Any) -> list[Any]:
    """Return the polygons of a feature, each an outer ring and its holes."""
    match feature.get("geometry"):
        case {"type": "Polygon", "coordinates": coordinates}:
            return [coordinates]
        case {"type": "MultiPolygon", "coordinates": list(coordinates)}:
            return coordinates
        case _:
            raise ValueError("its geometry is no Polygon and no MultiPolygon")


def _rings(polygon: Any) -> Iterator[Ring]:
    try:
        for ring in polygon:
            yield tuple((float(point[0]), float(point[1])) for point in ring)
    except (TypeError, LookupError, ValueError):
        raise ValueError("its coordinates are no rings of points") from None
