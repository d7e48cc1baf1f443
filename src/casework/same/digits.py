"""数字归一: digits of any script, width and style, Chinese too (〇, 零, 一, 幺, 壹), as 0 to 9."""

import unicodedata
from functools import lru_cache

CHINESE = {
    **{sign: str(n) for n, sign in enumerate("〇一二三四五六七八九")},
    **{sign: str(n) for n, sign in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "○": "0",
    "幺": "1",
    "貳": "2",
    "參": "3",
    "陸": "6",
}


@lru_cache(10_000)
def digit(sign: str) -> str | None:
    """Return the digit that a sign stands for, or None."""
    if sign in CHINESE:
        return CHINESE[sign]
    value = unicodedata.digit(sign, None)
    return None if value is None else str(value)


def digits(text: str) -> str:
    """Return all digits of a text in their order, and nothing else."""
    return "".join(found for sign in text if (found := digit(sign)) is not None)


class _AsDigits(dict[int, str]):
    """For `str.translate`: a sign that stands for a digit becomes that digit, others stay."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        found = self[code] = digit(sign) or sign
        return found


AS_DIGITS = _AsDigits()
