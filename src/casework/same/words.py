"""诉求人自己的话: whether a text holds what the claimant's own fields hold."""

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from casework.same.digits import AS_DIGITS
from casework.same.letters import folded, solid
from casework.same.numbers import phone

_HOUSE = re.compile(r"\d|[栋幢号楼室户]")
_WIDE = {chr(n): chr(n + 0xFEE0) for n in range(0x21, 0x7F)}
_BETWEEN = re.compile(r"[\s\-‐-―−._·()\[\]*]+")


@dataclass(frozen=True)
class OwnWords:
    """Name, number and address of a claimant, in plain; it lives as long as one decision."""

    name: str | None = None
    phone: str | None = None
    address: str | None = None

    def with_(self, **known: str) -> "OwnWords":
        """Return these words, with those that were taken down later."""
        return replace(self, **known)

    def disclosed(self, text: str) -> str | None:
        """Return which of them stands in a text, or None.

        A street alone is the place of the matter; an address counts from the house on.
        """
        plain = folded(text)
        if self.name and _holds_name(plain, self.name):
            return "name"
        if self._number and _holds_number(plain, self._number):
            return "phone number"
        if self._house and self._house in plain.replace(" ", ""):
            return "address"
        return None

    def starred(self, text: str) -> str:
        """Return the text with these words starred out; all of it where they hide too well."""
        for own in filter(None, (self.name, self._number, self.address)):
            text = _spelling(own).sub("***", text)
        return "***" if self.disclosed(text) else text

    @cached_property
    def _number(self) -> str:
        return phone(self.phone)

    @cached_property
    def _house(self) -> str:
        """Return the address, where it leads to a house."""
        place = solid(self.address or "")
        return place if len(place) >= 4 and _HOUSE.search(self.address or "") else ""


@lru_cache(1_000)
def _spelling(own: str) -> re.Pattern[str]:
    """Return what matches these words in any width and with anything between them."""
    signs = (f"[{re.escape(s)}{_WIDE.get(s, '')}]" for s in own.casefold() if not s.isspace())
    return re.compile(r"[\s\-‐-―−._·()（）]*".join(signs), re.IGNORECASE)


def _holds_name(plain: str, name: str) -> bool:
    if name.isascii():
        is_handle = bool(re.search(r"\d", name))  # of an account, and it names nobody
        return (
            len(name.strip()) > 1
            and not is_handle
            and bool(re.search(rf"(?<![a-z\d]){re.escape(folded(name))}(?![a-z\d])", plain))
        )
    return len(solid(name)) > 1 and solid(name) in plain.replace(" ", "")


def _holds_number(plain: str, number: str) -> bool:
    """Return whether these digits stand there, grouped or not, with no digit around them."""
    if len(number) < 7 or len(plain) < 7:
        return False
    plain = _BETWEEN.sub("", plain).translate(AS_DIGITS)
    core = number.removeprefix("0")
    if core not in plain:  # which spares most texts a pattern of their own
        return False
    return bool(re.search(rf"(?<!\d)(?:0*86)?0?{core}(?!\d)", plain))
