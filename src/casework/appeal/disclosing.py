"""不外泄: no public text holds a number of a person, or what its claimant's own fields hold.

Title, instruction, reply and reasons are read by units, and stay when the claimant is erased. Such
a text is one that somebody typed and that a fact keeps unsealed, whichever verb it came by.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from casework.appeal import refusals as no
from casework.appeal.appeal import Appeal
from casework.facts import Fact, Recorded
from casework.same import OwnWords, personal_numbers

FIELDS = {"claimant_name": "name", "claimant_phone": "phone", "address": "address"}
_REFERENCE = re.compile(r"[A-Za-z\d._:/@?=&%#-]+")
_ESCAPED = re.compile(r'["\\\x00-\x1f]')  # in JSON
_THEIRS = frozenset({*FIELDS, *FIELDS.values()})  # sealed wherever they are taken down
_STAFF = frozenset({"to", "person", "assignee"})  # a colleague may be called like a claimant
_NAMED = _STAFF | {"limits", "moves"}  # and clocks are worded by the policy
_NO_TEXT = (
    inspect.BoolType,
    inspect.DateTimeType,
    inspect.DateType,
    inspect.FloatType,
    inspect.IntType,
    inspect.LiteralType,
    inspect.NoneType,
    inspect.UUIDType,
)

_NOTHING = OwnWords()

Open = Callable[[Recorded, str], str | None]


class Claimants:
    """The own words of claimants during one round; they are unsealed where a text is held to them.

    `opened` unseals a field of a stored fact; those of the round are in plain still.
    """

    def __init__(self, stored: Mapping[str, Sequence[Recorded]], opened: Open) -> None:
        self._stored, self._opened = stored, opened
        self._told: dict[str, list[Recorded]] = {}

    def remember(self, facts: Iterable[Recorded]) -> None:
        """Take in facts that were decided in this round."""
        for recorded in facts:
            self._told.setdefault(recorded.stream, []).append(recorded)

    def check(
        self, typed: msgspec.Struct, facts: Sequence[Recorded], after: Mapping[str, Appeal]
    ) -> None:
        """Raise `PersonalDataInPublicText` where one of these facts would make a person known."""
        for stream, appeal in after.items():
            here = [recorded for recorded in facts if recorded.stream == stream]
            public = public_texts(typed, (recorded.fact for recorded in here))
            taken_down = any(theirs(type(recorded.fact)) for recorded in here)
            if not public and not taken_down:
                continue
            before = self._words(stream)
            own = own_words(here, as_it_is, before)
            for field, text in public:
                if kind := _kind(text, own):
                    raise no.PersonalDataInPublicText(field=field, kind=kind)
            if own != before and (words := own.disclosed(appeal.title)):
                raise no.PersonalDataInPublicText(field="title", kind=f"claimant's {words}")

    def _words(self, stream: str) -> OwnWords:
        stored = own_words(self._stored.get(stream, ()), self._opened)
        return own_words(self._told.get(stream, ()), as_it_is, stored)


def own_words(facts: Iterable[Recorded], opened: Open, before: OwnWords = _NOTHING) -> OwnWords:
    """Return what is known of a claimant after these facts, each as it was last taken down."""
    known: dict[str, str] = {}
    for recorded in facts:
        for field in theirs(type(recorded.fact)):
            if getattr(recorded.fact, field) and (text := opened(recorded, field)):
                known[FIELDS[field]] = text
    return before.with_(**known) if known else before


@cache
def theirs(kind: type[Fact]) -> tuple[str, ...]:
    """Return the fields of such a fact that are the claimant's own."""
    return tuple(field for field in FIELDS if field in kind.__struct_fields__)


def public_texts(typed: msgspec.Struct, facts: Iterable[Fact]) -> list[tuple[str, str]]:
    """Return what was typed and a fact keeps unsealed, with the field of the fact.

    A request that waits keeps what was typed as JSON.
    """
    said = {text for field, text in _texts(typed) if field not in _THEIRS}
    spelt = {text: text for text in said} | {
        _as_json(text): text for text in said if _ESCAPED.search(text)
    }
    found: list[tuple[str, str]] = []
    for fact in facts:
        sealed = () if getattr(fact, "visibility", "") == "public" else fact.PERSONAL
        for field, text in _texts(fact):
            if field not in sealed:
                found += [(field, spelt[each]) for each in spelt if each in text]
    return found


def _as_json(text: str) -> str:
    return msgspec.json.encode(text).decode()[1:-1]


def _kind(text: str, own: OwnWords) -> str | None:
    """Return what a text holds of a person. A code or a reference is no text: all digits may be."""
    if kind := own.disclosed(text):
        return f"claimant's {kind}"
    if _REFERENCE.fullmatch(text):
        return None
    return next((found.kind for found in personal_numbers(text)), None)


def _texts(value: msgspec.Struct) -> list[tuple[str, str]]:
    """Return every text that somebody may have typed into a command or a fact, with its field."""
    found: list[tuple[str, str]] = []
    plain, within = _wordy(type(value))
    for name in plain:
        text = getattr(value, name)
        if text is not None and len(text) > 1:
            found.append((name, text.strip()))
    for name in within:
        found += _texts_within(getattr(value, name), name)
    return found


def _texts_within(value: object, field: str) -> list[tuple[str, str]]:
    if isinstance(value, str):
        return [(field, value.strip())] if len(value) > 1 else []
    if isinstance(value, msgspec.Struct):
        return _texts(value)
    if isinstance(value, tuple | list):
        return [found for each in value for found in _texts_within(each, field)]
    return []


@cache
def _wordy(kind: type[msgspec.Struct]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the fields of a struct that are a text, and those that may hold texts within."""
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    kinds = {field.name: _leaves(field.type) for field in info.fields if field.name not in _NAMED}
    wordy = {name: leaves for name, leaves in kinds.items() if leaves}
    plain = tuple(name for name, leaves in wordy.items() if leaves == {inspect.StrType})
    return plain, tuple(name for name in wordy if name not in plain)


def _leaves(kind: inspect.Type) -> set[type[inspect.Type]]:
    """Return what a field may be, but for what is no text."""
    kinds = kind.types if isinstance(kind, inspect.UnionType) else (kind,)
    return {type(each) for each in kinds if not isinstance(each, _NO_TEXT)}


def as_it_is(recorded: Recorded, field: str) -> str | None:
    """Return a field of a fact that was just decided."""
    text: Any = getattr(recorded.fact, field, None)
    return text if isinstance(text, str) else None
