"""Directory files as entries: what a file does not speak of stays as it stands."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from api.files.imports.errors import FileRefused, ImportRefused
from api.files.reference import geojson
from api.files.reference.errors import ReferenceRefused
from api.files.reference.rows import entry_of
from api.files.reference.tables import FoundTable, tables_in
from casework.directory.directory import Directory
from casework.directory.events import AreaRegistered, Registered


class ReadEntries(msgspec.Struct):
    """What files say: entries by stream, where each was read, and the sheets passed over."""

    entries: list[tuple[str, Registered]] = []
    origins: list[str] = []
    passed_over: list[str] = []

    def add(self, stream: str, fact: Registered, origin: str) -> None:
        """Add one more entry."""
        self.entries.append((stream, fact))
        self.origins.append(origin)


def read_files(files: Sequence[Path], directory: Directory, at: datetime) -> ReadEntries:
    """Return everything in these files, beside the directory that stands at that instant.

    Raises `ReferenceRefused` with all that cannot be read, of all files.
    """
    reading, problems = ReadEntries(), list[str]()
    tables, shapes = _opened(files, reading, problems)
    for found in tables:
        _read_table(found, directory, at, reading, problems)
    _put_shapes(shapes, directory, at, reading, problems)
    if problems:
        raise ReferenceRefused(problems)
    return reading


def _opened(
    files: Sequence[Path], reading: ReadEntries, problems: list[str]
) -> tuple[list[FoundTable], list[geojson.Feature]]:
    tables: list[FoundTable] = []
    shapes: list[geojson.Feature] = []
    for file in files:
        try:
            if not file.is_file():
                raise FileRefused(file, "there is no such file")
            if file.suffix.lower() in geojson.ENDINGS:
                shapes += geojson.features(file)
            else:
                found, passed = tables_in(file)
                tables += found
                reading.passed_over += passed
        except ReferenceRefused as refused:
            problems += refused.problems
        except ImportRefused as refused:
            problems.append(str(refused))
    return tables, shapes


def _read_table(
    found: FoundTable, directory: Directory, at: datetime, reading: ReadEntries, problems: list[str]
) -> None:
    for row in found.table.rows(list(found.headers.values())):
        origin = found.row(row.number)
        if row.problem:
            problems.append(f"{origin}: {row.problem}")
            continue
        entry = entry_of(found, row, directory, at)
        problems += (f"{origin}{problem}" for problem in entry.problems)
        if entry.fact:
            reading.add(f"{found.sheet.kind}/{entry.code}", entry.fact, origin)


def _put_shapes(
    features: Sequence[geojson.Feature],
    directory: Directory,
    at: datetime,
    reading: ReadEntries,
    problems: list[str],
) -> None:
    """Give each shape to its area's entries in these files, or to the area as it stands."""
    places: dict[str, list[int]] = {}
    for place, (stream, _) in enumerate(reading.entries):
        places.setdefault(stream, []).append(place)
    for feature in features:
        stream = f"area/{feature.code}"
        for place in places.get(stream, ()):
            reading.entries[place] = (stream, _shaped(reading.entries[place][1], feature))
        if stream in places:
            continue
        if period := directory.history(stream).at(at):
            fact = msgspec.structs.replace(period.fact, valid_from=None)
            reading.add(stream, _shaped(fact, feature), feature.origin)
        else:
            problems.append(f"{feature.origin}: there is no area {feature.code}")


def _shaped(fact: Any, feature: geojson.Feature) -> AreaRegistered:
    shaped: AreaRegistered = msgspec.structs.replace(fact, shape=feature.shape, parts=feature.parts)
    return shaped
