"""采集入口: what was said at the desk or the door as a command; where it is, is looked up."""

from datetime import UTC, datetime

from api.bodies.intake import CollectBody, LocationBody
from casework.appeal import commands as c
from casework.directory.directory import Directory
from casework.directory.places import resolve


def collecting(body: CollectBody, directory: Directory) -> c.CollectAppeal:
    """The command of a body; a place without a code gets one, with how sure that is."""
    given = body.model_dump(exclude={"claimant", "location"})
    claimant = c.Claimant(**body.claimant.model_dump()) if body.claimant else None
    return c.CollectAppeal(**given, claimant=claimant, location=_located(body.location, directory))


def _located(said: LocationBody, directory: Directory) -> c.Location:
    given = said.model_dump(exclude={"area"})
    if said.area is not None:
        return c.Location(**given, grid=said.area, certainty="exact")
    found = resolve(directory, lat=said.lat, lng=said.lng, words=said.address, at=datetime.now(UTC))
    return c.Location(**given, grid=found.area, certainty=found.certainty)
