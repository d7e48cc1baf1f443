"""What a text must be before it becomes part of a fact."""

from casework.appeal import refusals as no
from casework.appeal.words import TEXT_LENGTH
from casework.same import personal_numbers
from casework.words import CONTROL


def required(field: str, text: str, limit: int = TEXT_LENGTH) -> str:
    """Return the text without outer blanks; refused where empty, too long or not plain."""
    cleaned = text.strip()
    if not cleaned:
        raise no.EmptyText(field=field)
    if len(cleaned) > limit:
        raise no.TextTooLong(field=field, length=len(cleaned), limit=limit)
    if found := CONTROL.search(cleaned):
        raise no.ControlCharacters(field=field, codepoint=ord(found.group()))
    return cleaned


def optional(field: str, text: str | None, limit: int = TEXT_LENGTH) -> str | None:
    """Return as `required` does, where nothing at all may be said."""
    return required(field, text, limit) if text and text.strip() else None


def public(field: str, text: str, limit: int = TEXT_LENGTH) -> str:
    """Return as `required` does, without a number of a person in any spelling: others read it."""
    cleaned = required(field, text, limit)
    if found := personal_numbers(cleaned):
        raise no.PersonalDataInPublicText(field=field, kind=found[0].kind)
    return cleaned


def unread(field: str, given: object, why: str) -> None:
    """Refuse a field that was given and that this decision would throw away without a word."""
    if given not in (None, "", ()):
        raise no.FieldNotRead(field=field, why=why)


def holds_control(text: str) -> bool:
    """Return whether there is a sign in it that no text needs, such as a zero byte."""
    return CONTROL.search(text) is not None


def without_control(text: str) -> str:
    """Return foreign text without control characters: a history is not refused for them."""
    return CONTROL.sub("", text).strip()
