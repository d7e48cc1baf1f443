"""工作日历: a year's holidays published over HTTP by a named admin, read as from a file."""

from typing import Annotated, Any

from fastapi import APIRouter, Response
from pydantic import Field

from api.files.calendars.counting import changed, check
from api.files.calendars.days import CalendarFileRefused, Kind
from api.files.calendars.files import merged_with
from api.http.answers import json
from api.http.body import Body
from api.http.door import AtTheDoor, Door
from api.http.problems import Problem
from casework.policy.calendar import OFFICE
from casework.policy.calendar_events import CalendarPublished
from casework.policy.commands import PublishCalendar
from casework.policy.refusals import DoubtfulCalendar, PoliciesAreTheAdmins

router = APIRouter(prefix="/v1/calendars", tags=["calendars 日历"])


class CalendarBody(Body):
    """公布日历: a file's name (.csv, .ics) and its content; `confirmed` for an unusual year."""

    name: Annotated[str, Field(max_length=60)] = OFFICE
    file: Annotated[str, Field(min_length=5, max_length=200)]
    content: Annotated[str, Field(min_length=1)]
    unclear: Kind | None = None
    confirmed: bool = False


@router.post("")
async def publish(door: AtTheDoor, body: CalendarBody) -> Response:
    """公布日历: publish the days of the file in the calendar's newest version; refused as a whole.

    With `dry_run` it is read and checked in the same way, and each year told in numbers.
    """
    if "admin" not in door.caller.posts:
        raise PoliciesAreTheAdmins()
    before, after = await _read(door, body)
    years = [str(year) for year in changed(before, after)]
    doubt = _doubt(body.name, before, after)
    command = PublishCalendar(name=body.name, calendar=after)
    if door.dry:
        rehearsal = await door.service.rehearse(command, door.caller)
        would = [fact.TOPIC for fact in rehearsal.facts]
        told: dict[str, Any] = {"dry_run": True, "would": would, "years": years}
        return json({**told, "doubt": str(doubt) if doubt else None})
    if doubt and not body.confirmed:
        raise doubt
    answer = await door.service.change(command, door.caller)
    by = {"published_by": door.caller.user, "position": answer.position}
    return json({"name": body.name, "status": answer.status, "years": years, **by})


async def _read(door: Door, body: CalendarBody) -> tuple[CalendarPublished, CalendarPublished]:
    """Return the newest version, and what it would be with the file's days."""
    await door.service.refresh()
    before: CalendarPublished | None = door.service.policies.latest(f"calendar/{body.name}")
    if before is None:
        there = ", ".join(sorted(door.service.policies.calendar_names()))
        raise Problem(
            404,
            "UnknownCalendarName",
            f"No calendar {body.name}; there are {there}.",
            {"name": body.name, "there": there},
        )
    try:
        return before, merged_with(before, body.file, body.content.encode(), body.unclear)
    except CalendarFileRefused as refusal:
        raise Problem(422, "CalendarFileRefused", str(refusal), {"problem": str(refusal)}) from None


def _doubt(
    name: str, before: CalendarPublished, after: CalendarPublished
) -> DoubtfulCalendar | None:
    try:
        check(name, before, after)
    except DoubtfulCalendar as doubt:
        return doubt
    return None
