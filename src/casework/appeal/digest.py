"""归档摘要: one SHA-256 over every fact of an appeal, in order, as the log stores it."""

from collections.abc import Sequence
from hashlib import sha256

import msgspec

from casework.facts import Recorded


def digest(history: Sequence[Recorded]) -> str:
    """Return the hash (hex) of version, name and stored form of each fact, a line each."""
    whole = sha256()
    for r in history:
        stored = msgspec.json.encode({"envelope": r.envelope, "payload": r.fact})
        whole.update(f"{r.version} {r.fact.TOPIC} ".encode() + stored + b"\n")
    return whole.hexdigest()
