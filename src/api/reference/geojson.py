"""Shapes out of a GeoJSON file (RFC 7946): features with a `code`, polygons, WGS84 degrees."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from api.imports.errors import FileRefused
from api.reference.errors import ReferenceRefused
from casework.directory.events import Ring

ENDINGS = frozenset({".geojson", ".json"})


class Feature(msgspec.Struct, frozen=True):
    """The shape of one area, and where it was read."""

    code: str
    shape: tuple[Ring, ...]
    origin: str


def features(file: Path) -> list[Feature]:
    """All shapes of a file. Raises `FileRefused`, or `ReferenceRefused` with every bad feature."""
    found: list[Feature] = []
    problems: list[str] = []
    for number, given in enumerate(_collection(file), 1):
        origin = f"{file.name} feature {number}"
        try:
            found.append(Feature(_code(given), tuple(_rings(given)), origin))
        except ValueError as error:
            problems.append(f"{origin}: {error}")
    if problems:
        raise ReferenceRefused(problems)
    return found


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


def _rings(feature: Any) -> Iterator[Ring]:
    """The rings of a polygon, or of several: what lies in an odd number of them is within."""
    match feature.get("geometry"):
        case {"type": "Polygon", "coordinates": coordinates}:
            polygons = [coordinates]
        case {"type": "MultiPolygon", "coordinates": coordinates}:
            polygons = coordinates
        case _:
            raise ValueError("its geometry is no Polygon and no MultiPolygon")
    try:
        for polygon in polygons:
            for ring in polygon:
                yield tuple((float(point[0]), float(point[1])) for point in ring)
    except (TypeError, LookupError, ValueError):
        raise ValueError("its coordinates are no rings of points") from None
