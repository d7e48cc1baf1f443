"""采集入口: what was said at the desk or the door as a command; where it is, is looked up."""

from datetime import UTC, datetime
from typing import Annotated

import msgspec
from fastapi import Response
from msgspec import Meta
from msgspec.structs import replace

from api.http import query_codes
from api.http.command_body import CommandBody, Given
from api.http.door import Door
from casework.appeal import commands as c
from casework.appeal.fields import Latitude, Longitude, Text
from casework.directory.directory import Directory
from casework.directory.places import resolve


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """地点: an area or grid code, the address in words, WGS84 degrees.

    Without a code the place is looked for by the degrees, then by the words of the address.
    `area` is its word everywhere; `grid`, as 0.3 called it here, is taken too, never both.
    """

    area: Annotated[Text | None, Meta(extra={"names": ("area", "grid")})] = None
    address: Text | None = None
    lat: Latitude | None = None
    lng: Longitude | None = None


# The number is the desk's to give, the query code ours; nothing was late before it began.
_WITHOUT = ("appeal_no", "backdating_reason", "query_ref")
BODY = CommandBody(c.CollectAppeal, _WITHOUT, {"location": Place})


async def collect(door: Door, appeal_no: str, given: Given) -> Response:
    """采集: take in an appeal. Idempotency-Key is required; its query code is told once."""
    made = query_codes.taken(door.service)
    command = collecting(given, door.service.directory)
    return await door.collect(replace(command, query_ref=made.ref), made.code)


def collecting(given: Given, directory: Directory) -> c.CollectAppeal:
    """Return the command of a body; a place without a code gets one, with how sure that is."""
    location = _located(given.get("location", Place()), directory)
    return c.CollectAppeal(**{**given, "location": location})


def _located(place: Place, directory: Directory) -> c.Location:
    """Return the place with a code; one that was looked for says how sure that is."""
    code, certainty = place.area, "exact"
    if code is None:
        found = resolve(
            directory, lat=place.lat, lng=place.lng, words=place.address, at=datetime.now(UTC)
        )
        code, certainty = found.area, found.certainty
    return c.Location(code, place.address, place.lat, place.lng, certainty)
