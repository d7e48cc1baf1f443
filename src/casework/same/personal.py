"""个人号码: numbers of phones, identity cards and bank cards in a text, in whatever spelling.

Digits may be of any width or script and stand in groups, divided by blanks, hyphens, dots or
brackets. A date is no group of a number.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from casework.same.digits import CHINESE, digit

_DIGIT = rf"[\d{''.join(CHINESE)}⓪①-⑨⁰¹²³⁴-⁹₀-₉]"
_BETWEEN = (
    r"[\s\-‐-―−－﹣~～._·•・,，()（）\[\]［］【】*/"
    r"\u00ad\u200b-\u200f\u2060\ufeff]{0,3}"
)
_RUN = re.compile(rf"{_DIGIT}(?:{_BETWEEN}{_DIGIT}){{10,}}[XxＸｘ]?")
_DATE = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d)(?!\d)"
)
_PHONE = re.compile(r"(?:0*86)?0?1[3-9]\d{9}")
_IDENTITY = re.compile(r"[1-9]\d{5}((?:19|20)\d{6})\d{3}[\dX]")
_OLD_IDENTITY = re.compile(r"[1-9]\d{5}(\d{6})\d{3}")
_CARD = re.compile(r"[3-69]\d{14,18}")


class Found(msgspec.Struct, frozen=True):
    """A number that names a person: its kind, and where it stands in the text."""

    kind: str
    begins: int
    ends: int


class _Group(msgspec.Struct, frozen=True):
    """Digits that stand together, with the places of the first and behind the last."""

    digits: str
    begins: int
    ends: int


def personal_numbers(text: str) -> list[Found]:
    """Return the numbers in a text that name a person, from left to right, none within another."""
    found: list[Found] = []
    if not _RUN.search(text):  # as most texts have none
        return found
    for run in _RUN.finditer(_DATE.sub(_veiled, text)):
        groups, n = _groups(run.group(), run.start()), 0
        while n < len(groups):
            number = _longest(groups[n:])
            n += number[1] if number else 1
            if number:
                found.append(number[0])
    return found


def starred(text: str) -> str:
    """Return the text with the digits of such numbers starred out."""
    for number in reversed(personal_numbers(text)):
        text = f"{text[: number.begins]}***{text[number.ends :]}"
    return text


def _veiled(date: re.Match[str]) -> str:
    return "年" * len(date.group())


def _groups(run: str, at: int) -> list[_Group]:
    """Return the groups of a run of digits."""
    groups, begun, read = list[_Group](), 0, ""
    for n, sign in enumerate((*run, "")):
        value = digit(sign) if sign else None
        value = "X" if sign in tuple("XxＸｘ") and read else value
        if value is not None:
            begun, read = (begun, read + value) if read else (n, value)
        elif read:
            groups.append(_Group(read, at + begun, at + n))
            read = ""
    return groups


def _longest(groups: Sequence[_Group]) -> tuple[Found, int] | None:
    """Return the longest number that begins with the first group, and how many groups it takes."""
    best: tuple[Found, int] | None = None
    joined = ""
    for count, group in enumerate(groups, 1):
        joined += group.digits
        if len(joined) > 20:
            break
        if kind := next(_kinds(joined), None):
            best = Found(kind, groups[0].begins, group.ends), count
    return best


def _kinds(number: str) -> Iterator[str]:
    if _PHONE.fullmatch(number):
        yield "phone number"
    if (card := _IDENTITY.fullmatch(number)) and _is_day(card[1], "%Y%m%d"):
        yield "identity number"
    if (card := _OLD_IDENTITY.fullmatch(number)) and _is_day(card[1], "%y%m%d"):
        yield "identity number"
    if _CARD.fullmatch(number) and (number.startswith("62") or _is_luhn(number)):
        yield "bank card number"


def _is_day(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)
    except ValueError:
        return False
    return True


def _is_luhn(number: str) -> bool:
    """Return whether the check digit is right (ISO/IEC 7812-1, annex B)."""
    if not number.isdigit():
        return False
    doubled = (sum(divmod(2 * int(d), 10)) for d in number[-2::-2])
    return (sum(map(int, number[-1::-2])) + sum(doubled)) % 10 == 0
