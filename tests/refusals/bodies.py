"""Wrong bodies: each sound request of a verb made wrong in several ways, by rotation."""

import json
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.refusals.lives import LIVES

HERE = Path(__file__).parent
Body = dict[str, Any]
Made = str | None
A_VERB = 4  # ways in which each verb is asked wrongly, besides where it does not fit


def missing(body: Body, key: str) -> Made:
    """Leave out the first field, which is needed."""
    return _written(dict(list(body.items())[1:])) if body else None


def unknown(body: Body, key: str) -> Made:
    """Add a field that there is not."""
    return _written({**body, "colour": "红"})


def misspelt(body: Body, key: str) -> Made:
    """Spell the first field otherwise."""
    first = next(iter(body), None)
    return _written({k if k != first else f"{k}s": v for k, v in body.items()}) if first else None


def wrongly_typed(body: Body, key: str) -> Made:
    """Give one field a value of another kind."""
    return _written({**body, key: _OTHER[type(body[key])]}) if key else None


def too_long(body: Body, key: str) -> Made:
    """Make the text longer than any text may be."""
    return _written({**body, text: "«长×20001»"}) if (text := _text(body)) else None


def empty(body: Body, key: str) -> Made:
    """Leave the text empty."""
    return _written({**body, text: ""}) if (text := _text(body)) else None


def blank(body: Body, key: str) -> Made:
    """Say nothing but blanks."""
    return _written({**body, text: " \u3000\t"}) if (text := _text(body)) else None


def null(body: Body, key: str) -> Made:
    """Say null where something is needed."""
    first = next(iter(body), None)
    return _written({**body, first: None}) if first else None


def nul(body: Body, key: str) -> Made:
    """Put a NUL into the text."""
    return _written({**body, text: "含\0有"}) if (text := _text(body)) else None


def half_a_sign(body: Body, key: str) -> Made:
    """Put half of a sign into the text."""
    if not (text := _text(body)):
        return None
    return _written({**body, text: "?"}).replace('"?"', '"半\\ud800"')


def without_zone(body: Body, key: str) -> Made:
    """Say when it happened without a zone."""
    return _written({**body, "occurred_at": "2026-11-25T09:00:00"})


def year_9999(body: Body, key: str) -> Made:
    """Say that it happened in the last year there is."""
    return _written({**body, "occurred_at": "9999-12-31T23:59:59Z"})


def no_instant(body: Body, key: str) -> Made:
    """Say when it happened as a number."""
    return _written({**body, "occurred_at": 1764032400})


def twice(body: Body, key: str) -> Made:
    """Give a field twice; the last one is of another kind."""
    if not key:
        return None
    again = json.dumps({key: _OTHER[type(body[key])]}, ensure_ascii=False)
    return f"{_written(body)[:-1]}, {again[1:]}"


def several(body: Body, key: str) -> Made:
    """Be wrong in several fields at once."""
    wrong = {"colour": 1, "occurred_at": "gestern", "backdating_reason": ""}
    return _written({**wrong, **({**body, key: _OTHER[type(body[key])]} if key else {})})


def cut_off(body: Body, key: str) -> Made:
    """End in the middle."""
    return f"{_written({**body, 'backdating_reason': '补录'})[:-3]}"


def no_object(body: Body, key: str) -> Made:
    """Send a list in place of an object."""
    return f"[{_written(body)}]"


def of_a_closed_list(body: Body, key: str) -> Made:
    """Choose a word that stands in no list."""
    word = next((k for k in body if k in _CHOSEN and body[k].isascii()), None)
    return _written({**body, word: "whatever"}) if word else None


def nothing(body: Body, key: str) -> Made:
    """Send no body at all where one is needed."""
    return "" if body else None


_OTHER: dict[type, Any] = {str: 7, bool: "yes", int: "7", list: "U-GR", dict: []}
_CHOSEN = (
    "ground",
    "kind",
    "outcome",
    "channel",
    "decision",
    "visibility",
    "level",
    "clock",
    "record",
    "basis",
    "facts_true",
    "solved",
    "satisfied",
    "urgency",
    "verb",
)
_TEXTS = (
    "reason",
    "text",
    "measures",
    "public_reply",
    "task",
    "result",
    "answer",
    "answers",
    "questions",
    "demand",
    "reply",
    "evidence",
    "purpose",
    "basis",
    "summary",
    "opinion",
)
_SOMETIMES_SOUND = (missing, empty, blank, null, nothing)
_NEEDS_NO_TEXT = ("dispatch", "resume", "record-contact", "record-callback", "evaluate", "close")
_FITS_ANYWHERE = ("mark-sensitive", "request-exclusion", "label", "reveal-claimant", "attach-file")
WAYS: tuple[Callable[[Body, str], Made], ...] = (
    missing,
    wrongly_typed,
    without_zone,
    several,
    too_long,
    unknown,
    null,
    cut_off,
    nul,
    misspelt,
    year_9999,
    of_a_closed_list,
    empty,
    twice,
    no_object,
    half_a_sign,
    blank,
    no_instant,
    nothing,
)


def requests() -> Iterator[dict[str, Any]]:
    """Every verb, asked wrongly: four ways each, then in a wrong state or post."""
    verbs = tomllib.loads((HERE / "verbs.toml").read_text(encoding="utf-8"))
    for n, (verb, sound) in enumerate(verbs.items()):
        yield from _of_verb(n, verb, sound)
        if n % 2 and verb not in _FITS_ANYWHERE:
            other = "waiting" if sound["on"] == "closed" else "closed"
            yield _request(f"{verb}: in another state", verb, {**sound, "on": other})
        else:
            who = "arbiter" if verb == "reveal-claimant" else "auditor"
            yield _request(f"{verb}: in the wrong post", verb, {**sound, "who": who})


def _of_verb(n: int, verb: str, sound: dict[str, Any]) -> Iterator[dict[str, Any]]:
    body, made = sound["body"], 0
    for turn in range(len(WAYS)):
        way = WAYS[(n * A_VERB + turn) % len(WAYS)]
        key = list(body)[(n + turn) % len(body)] if body else ""
        if made == A_VERB or (way in _SOMETIMES_SOUND and verb in _NEEDS_NO_TEXT):
            continue
        if (text := way(body, key)) is not None:
            made += 1
            yield _request(f"{verb}: {way.__name__.replace('_', ' ')}", verb, sound, text)


def _request(name: str, verb: str, sound: dict[str, Any], text: str | None = None) -> Body:
    assert sound["on"] in LIVES, name
    return {
        "name": name,
        "who": sound["who"],
        "method": "POST",
        "path": f"/v1/appeals/{{{sound['on']}}}/{verb}",
        "headers": {"If-Match": "*"},
        "body": _written(sound["body"]) if text is None else text,
    }


def _written(body: Body) -> str:
    return json.dumps(body, ensure_ascii=False)


def _text(body: Body) -> str | None:
    return next((key for key in _TEXTS if not str(body.get(key, "")).isascii()), None)
