"""The forms that a published bulletin is written in, and what each of them is to a browser.

Typesetting is loaded when something is to be set: nothing else has to wait for it.
"""

from api.reports.bulletins.bulletin import Bulletin
from casework.bulletin.bulletins import Bulletins
from casework.bulletin.events import BulletinPublished
from casework.directory.directory import Directory
from casework.facts import Recorded

_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
}


def written(form: str, bulletin: Bulletin) -> bytes:
    """Return the bulletin in one of the forms of `MEDIA`."""
    from api.reports.bulletins import documents  # noqa: PLC0415  only who sets something pays for it

    match form:
        case "pdf":
            return documents.pdf(bulletin)
        case "docx":
            return documents.docx(bulletin)
        case "xlsx":
            return documents.xlsx(bulletin)
        case _:
            return documents.page(bulletin).encode()


def bulletin_of(found: Recorded, bulletins: Bulletins, directory: Directory) -> Bulletin:
    """Return a published bulletin as its documents show it; its issue is the how manieth it was."""
    fact = found.fact
    assert isinstance(fact, BulletinPublished), "documents are made of bulletins"
    city = _city(directory)
    return Bulletin(
        city=city,
        title=f"{city}接诉即办工作通报",
        number=bulletins.issue(found.stream),
        version=found.version,
        board=fact.board,
        published_at=found.envelope.recorded_at,
        published_by=found.envelope.actor.user,
        calendars=fact.calendars,
        differences=fact.differences,
        trend=fact.trend,
        layout=fact.layout,
    )


def _city(directory: Directory) -> str:
    """Return the name of the city, as its directory has it."""
    areas = (each.value for each in directory.in_force("area").values())
    return next((area.name for area in areas if area.level == "city"), "本市")
