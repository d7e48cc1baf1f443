"""What a caller may send about the directory. Shapes only; rules are in `casework/directory`."""

from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from pydantic import AfterValidator, AwareDatetime, Field

from api.http import body
from api.http.body import Body, Text
from casework.directory.events import ENTRIES, Registered


def _utc(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise ValueError("lies outside the calendar") from None


Instant = Annotated[AwareDatetime, Field(strict=False), AfterValidator(_utc)]
Point = Annotated[list[float], Field(min_length=2, max_length=2)]


class EntryBody(Body):
    """What every entry has. Without `valid_from` it holds from now, a new one since ever."""

    code: Text
    name: Text
    valid_from: Instant | None = None
    valid_to: Annotated[Instant | None, Field(description="Until before this instant.")] = None


class AreaBody(EntryBody):
    """网格: a place, from the city down to the micro-grid."""

    level: Text
    parent: str | None = None
    aliases: list[str] = Field(default_factory=list)
    shape: list[list[Point]] = Field(
        default_factory=list, description="Rings of longitude and latitude, WGS84 degrees."
    )


class UnitBody(EntryBody):
    """承办单位: a unit."""

    kind: Text
    parent: str | None = None
    areas: list[str] = Field(default_factory=list)
    may_lead: bool = True
    calendar: str | None = None
    duties: list[str] | None = None
    contact: str = ""
    duty_phone: str = ""


class CategoryBody(EntryBody):
    """诉求类别: a kind of trouble."""

    parent: str | None = None
    usual_lead: str | None = None
    utility: bool = False


class PartyBodyBody(EntryBody):
    """党组织: a body of the Party grid."""

    level: Text
    parent: str | None = None
    area: str | None = None


class PersonBody(EntryBody):
    """人员: somebody in a post."""

    post: Text
    area: Text
    unit: str | None = None


class EntriesBody(Body):
    """登记: all of it or nothing."""

    areas: list[AreaBody] = Field(default_factory=list)
    units: list[UnitBody] = Field(default_factory=list)
    categories: list[CategoryBody] = Field(default_factory=list)
    bodies: list[PartyBodyBody] = Field(default_factory=list)
    people: list[PersonBody] = Field(default_factory=list)

    def entries(self) -> list[tuple[str, Registered]]:
        """Return each as a registration by its stream."""
        return [(stream, fact) for _, stream, fact in self._facts()]

    def origins(self) -> list[str]:
        """Return where each stands in the body: `units.0`."""
        return [origin for origin, _, _ in self._facts()]

    def _facts(self) -> list[tuple[str, str, Registered]]:
        found: list[tuple[str, str, Registered]] = []
        for name, kind in _KINDS.items():
            for place, each in enumerate(getattr(self, name)):
                fields: dict[str, Any] = each.model_dump()
                stream = f"{kind}/{fields.pop('code')}"
                found.append((f"{name}.{place}", stream, msgspec.convert(fields, ENTRIES[kind])))
        return found


class DissolveBody(Body):
    """撤并: its work goes to `successor`, from `valid_to` or now."""

    successor: Text
    reason: Annotated[str, Field(max_length=500, pattern=r"^[^\x00-\x08\x7f]*$")] = ""
    valid_to: body.Instant | None = None


_KINDS = {
    "areas": "area",
    "units": "unit",
    "categories": "category",
    "bodies": "body",
    "people": "person",
}
