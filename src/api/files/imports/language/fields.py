"""What a mapping may say about each fact: the fields, and what each must hold."""

from typing import Any, get_args

import msgspec

from casework.appeal import words

LINE_LENGTH = 200


class Words(msgspec.Struct, frozen=True):
    """A text. `public` ones have mobile and identity numbers starred out; others are sealed."""

    limit: int = LINE_LENGTH
    one_line: bool = True
    public: bool = True


class Choice(msgspec.Struct, frozen=True):
    """A word from a closed list."""

    among: tuple[str, ...]


class Instant(msgspec.Struct, frozen=True):
    """A time."""


class NumberField(msgspec.Struct, frozen=True):
    """A decimal number between these bounds."""

    least: float
    most: float


class Flag(msgspec.Struct, frozen=True):
    """true, false, or a condition."""


Field = Words | Choice | Instant | NumberField | Flag


class FactShape(msgspec.Struct, frozen=True):
    """The fields of one fact, and those of them that a mapping must give."""

    fields: dict[str, Field]
    needs: tuple[str, ...] = ()


def _choice(closed_list: Any) -> Choice:
    return Choice(get_args(closed_list))


_TITLE = Words(words.TITLE_LENGTH)
_NAME = Words()
_PERSONAL = Words(public=False)
_STORY = Words(words.CONTENT_LENGTH, one_line=False, public=False)
_REPLY = Words(words.CONTENT_LENGTH, one_line=False)

SHAPES: dict[str, FactShape] = {
    "collected": FactShape(
        {
            "title": _TITLE,
            "content": _STORY,
            "channel": _choice(words.Channel),
            "type": _choice(words.AppealType),
            "category": _NAME,
            "category_name": _NAME,
            "urgency": _choice(words.Urgency),
            "claimant_kind": _choice(words.ClaimantKind),
            "claimant_name": _PERSONAL,
            "claimant_phone": _PERSONAL,
            "area": _NAME,
            "place": _NAME,
            "address": _PERSONAL,
            "lat": NumberField(-90, 90),
            "lng": NumberField(-180, 180),
        },
        needs=("title", "channel"),
    ),
    "dispatched": FactShape(
        {"unit": _NAME, "unit_name": _NAME, "deadline": Instant(), "instruction": _REPLY},
        needs=("unit",),
    ),
    "acknowledged": FactShape({"unit": _NAME, "late": Flag()}),
    "reassigned": FactShape(
        {"unit": _NAME, "unit_name": _NAME, "reason": _REPLY, "to_acknowledge": Flag()},
        needs=("unit",),
    ),
    "progress": FactShape({"text": _STORY}, needs=("text",)),
    "suspended": FactShape({"reason": _REPLY, "until": Instant()}, needs=("reason",)),
    "resumed": FactShape({}),
    "overdue": FactShape({"due": Instant()}),
    "handled": FactShape(
        {
            "unit": _NAME,
            "outcome": _choice(words.Outcome),
            "facts_true": _choice(words.FactsTrue),
            "measures": _STORY,
            "reply": _REPLY,
            "late": Flag(),
        },
        needs=("outcome", "reply"),
    ),
    "fed_back": FactShape(
        {"reply_channel": _choice(words.ReplyChannel), "delivered": Flag()},
        needs=("reply_channel",),
    ),
    "callback": FactShape(
        {
            "reply_channel": _choice(words.ReplyChannel),
            "connected": Flag(),
            "contacted": Flag(),
            "solved": _choice(words.Solved),
            "satisfied": _choice(words.Satisfied),
            "opinion": _STORY,
        },
        needs=("reply_channel",),
    ),
    "withdrawn": FactShape({"reason": _STORY}, needs=("reason",)),
    "closed": FactShape({"kind": _choice(words.ClosingKind), "reason": _REPLY, "late": Flag()}),
    "reopened": FactShape({"reason": _REPLY}, needs=("reason",)),
    "note": FactShape({"text": _STORY, "visibility": _choice(words.Visibility)}, needs=("text",)),
}
