"""电话归一: one form for a phone number, however it was written down."""

import re

from casework.same.digits import digits

_MOBILE = re.compile(r"(?:0*86)?0?(1[3-9]\d{9})")
_ABROAD = re.compile(r"0086(\d{8,11})")
_PLUS = re.compile(r"\s*[(（]?\s*[+＋]")


def phone(text: str | None) -> str:
    """Return the number without +86, 0086, 86, trunk 0, blanks, hyphens, brackets and width.

    A landline keeps its area code with the trunk 0, as it is dialled in the country. Empty where
    the text holds no digit.
    """
    found = digits(text or "")
    if mobile := _MOBILE.fullmatch(found):
        return mobile[1]
    if text and _PLUS.match(text) and found.startswith("86"):
        found = f"00{found}"
    if abroad := _ABROAD.fullmatch(found):
        return "0" + abroad[1].removeprefix("0")
    return found


def spellings(number: str) -> tuple[str, ...]:
    """Return the forms under which 0.3.0 may have hashed a number that `phone` gives.

    It took the digits as they were typed, so the same caller has up to five hashes in an old log.
    """
    if not number:
        return ()
    bare = number.removeprefix("0")
    forms = (number, bare, f"86{bare}", f"0086{bare}", f"0{bare}", f"860{bare}")
    return tuple(dict.fromkeys(forms if len(bare) >= 10 else forms[:1]))
