"""The numbers of imported cases: the same case of the same system always has the same."""

import re
from hashlib import sha256

ID_LENGTH = 58

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
_MARKED = re.compile(r"--[0-9a-f]{16}$")


def appeal_no(system: str, external_no: str) -> str:
    """Return `<system>-<its number there>`: letters, digits and `. _ -`, at most 79 characters.

    A number that is not so is replaced in part and marked by 64 bits of its SHA-256; so is one
    that looks marked. Two cases never share a number.
    """
    safe = _UNSAFE.sub("_", external_no)
    if safe == external_no and len(safe) <= ID_LENGTH and not _MARKED.search(safe):
        return f"{system}-{safe}"
    mark = sha256(external_no.encode()).hexdigest()[:16]
    return f"{system}-{safe[: ID_LENGTH - 18]}--{mark}"
