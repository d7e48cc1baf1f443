"""What a spreadsheet takes for a formula, and how a text is kept from being one."""

import re

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def harmless(text: str) -> str:
    """Return the text with a `'` before it where a spreadsheet would compute it."""
    return f"'{text}" if _FORMULA.match(text) else text
