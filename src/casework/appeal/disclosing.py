"""不外泄: no public text holds a number of a person, or what its claimant's own fields hold.

Title, instruction, reply and reasons are read by units, and stay when the claimant is erased. Such
a text is one that somebody typed and that a fact keeps unsealed, whichever verb it came by.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import msgspec

from casework.appeal import refusals as no
from casework.facts import Fact, Recorded
from casework.same import OwnWords, personal_numbers

FIELDS = {"claimant_name": "name", "claimant_phone": "phone", "address": "address"}
_REFERENCE = re.compile(r"[A-Za-z\d._:/@?=&%#-]+")
_THEIRS = frozenset({*FIELDS, *FIELDS.values()})  # sealed wherever they are taken down
_STAFF = frozenset({"to", "person", "assignee"})  # a colleague may be called like a claimant

Open = Callable[[Recorded, str], str | None]


def own_words(facts: Iterable[Recorded], opened: Open, before: OwnWords | None = None) -> OwnWords:
    """Return what is known of a claimant after these facts, each as it was last taken down."""
    known: dict[str, str] = {}
    for recorded in facts:
        for field in _theirs(type(recorded.fact)):
            if getattr(recorded.fact, field) and (text := opened(recorded, field)):
                known[FIELDS[field]] = text
    own = before or OwnWords()
    return msgspec.structs.replace(own, **known) if known else own


@cache
def _theirs(kind: type[Fact]) -> tuple[str, ...]:
    """Return the fields of such a fact that are the claimant's own."""
    return tuple(field for field in FIELDS if field in kind.__struct_fields__)


def check_public(typed: object, facts: Iterable[Fact], own: OwnWords) -> None:
    """Raise `PersonalDataInPublicText` where a typed text becomes public and names a person."""
    kinds = {
        text: kind
        for field, text in _texts(typed)
        if field not in _THEIRS and (kind := _kind(text, own))
    }
    if not kinds:
        return
    kinds |= {_as_json(text): kind for text, kind in kinds.items()}  # a request that waits
    for fact in facts:
        sealed = () if getattr(fact, "visibility", "") == "public" else fact.PERSONAL
        for field, text in _texts(fact):
            found = next((kinds[said] for said in kinds if said in text), None)
            if found and field not in sealed:
                raise no.PersonalDataInPublicText(field=field, kind=found)


def check_title(title: str, own: OwnWords) -> None:
    """Raise `PersonalDataInPublicText` where a title holds words that were just taken down."""
    if kind := own.disclosed(title):
        raise no.PersonalDataInPublicText(field="title", kind=f"claimant's {kind}")


def _as_json(text: str) -> str:
    return msgspec.json.encode(text).decode()[1:-1]


def _kind(text: str, own: OwnWords) -> str | None:
    """What a text holds of a person. A code or a reference is no text, and may be all digits."""
    if kind := own.disclosed(text):
        return f"claimant's {kind}"
    if _REFERENCE.fullmatch(text):
        return None
    return next((found.kind for found in personal_numbers(text)), None)


def _texts(value: object, field: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text within a command or a fact, with the field that holds it."""
    if isinstance(value, str):
        if field not in _STAFF and len(value) > 1:
            yield field, value.strip()
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name), name)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each, field)


def as_it_is(recorded: Recorded, field: str) -> str | None:
    """Return a field of a fact that was just decided."""
    text: Any = getattr(recorded.fact, field, None)
    return text if isinstance(text, str) else None
