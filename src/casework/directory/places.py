"""落格: which area is meant, by a code, by a point on the map or by words, and how sure that is."""

from datetime import datetime
from typing import Literal

import msgspec

from casework.directory.directory import Directory
from casework.directory.gazetteer import Gazetteer

Certainty = Literal["exact", "shape", "words", "guess", "unknown"]
MOST_CANDIDATES = 20


class AreaCandidate(msgspec.Struct, frozen=True):
    """An area that may be meant."""

    area: str
    place: str | None


class Resolved(msgspec.Struct, frozen=True):
    """The area found and how: a guess names what holds all candidates, and the candidates."""

    area: str | None
    place: str | None
    certainty: Certainty
    candidates: tuple[AreaCandidate, ...] = ()


def resolve(
    directory: Directory,
    *,
    code: str | None = None,
    lat: float | None = None,
    lng: float | None = None,
    words: str | None = None,
    at: datetime | None = None,
) -> Resolved:
    """Return the area meant at that time. A code says it, else a point, else words.

    Words that lead further into the area of the point are listened to: a city may have the shapes
    of its streets and not those of its grids.
    """
    if code and directory.area(code, at):
        return _found(directory, [code], "exact", at)
    gazetteer = directory.gazetteer(at)
    around = gazetteer.around(lng, lat) if lat is not None and lng is not None else []
    meant = gazetteer.meant(words) if words else []
    if around and not _leads_further(gazetteer, meant, around):
        return _found(directory, around, "shape", at)
    return _found(directory, meant, "words", at)


def is_outside(directory: Directory, *, lat: float, lng: float, at: datetime | None = None) -> bool:
    """Return whether a point surely lies outside of the city, as far as its shapes tell."""
    return directory.gazetteer(at).excludes(lng, lat)


def _leads_further(gazetteer: Gazetteer, meant: list[str], around: list[str]) -> bool:
    return len(meant) == 1 and not {*around}.isdisjoint(gazetteer.chain(meant[0])[1:])


def _found(
    directory: Directory, codes: list[str], certainty: Certainty, at: datetime | None
) -> Resolved:
    if not codes:
        return Resolved(None, None, "unknown")
    if len(codes) == 1:
        return Resolved(codes[0], directory.place(codes[0], at), certainty)
    common = directory.gazetteer(at).common(codes)
    candidates = tuple(AreaCandidate(c, directory.place(c, at)) for c in codes[:MOST_CANDIDATES])
    return Resolved(common, directory.place(common, at) if common else None, "guess", candidates)
