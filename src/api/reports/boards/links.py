"""The lists behind figures, as addresses under one period, policy and moment."""

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlencode

import msgspec

from projections.accountability.figures.query import By

DRILL_DOWN = "/v1/accountability/appeals"

Href = Callable[[str], str]
"""Returns the address of the list behind a figure of some rows, by the figure's id."""


class Links(msgspec.Struct, frozen=True):
    """The lists behind the figures of a board; `words` are what else its addresses repeat."""

    by: By
    words: Mapping[str, str | None]

    def of(self, keys: Iterable[str]) -> Href:
        """Return the addresses of some rows, by their keys; without keys of all cases."""
        rows = "".join(f"&{urlencode({'key': key})}" for key in keys)
        rest = urlencode({name: word for name, word in self.words.items() if word is not None})
        return lambda figure: f"{DRILL_DOWN}?figure={figure}&by={self.by}{rows}&{rest}"


def link(path: str, words: Mapping[str, object]) -> str:
    """Return an address with what was given of these words."""
    given = {name: word for name, word in words.items() if word is not None}
    return f"{path}?{urlencode(given)}" if given else path
