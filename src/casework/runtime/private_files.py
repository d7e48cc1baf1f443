"""Files for their owner's eyes only, whole or absent after any crash."""

import os
from pathlib import Path


def private(path: str, flags: int) -> int:
    """Return an opener for `open` whose new files nobody but their owner can ever read."""
    return os.open(path, flags, 0o600)


def write_whole(file: Path, text: str) -> None:
    """Write a private file that a crash leaves whole, as it was before, or absent."""
    draft = file.with_name(f"{file.name}.new")
    with open(draft, "w", opener=private) as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    draft.rename(file)
    sync(file.parent)


def sync(folder: Path) -> None:
    """Make the names in a folder survive a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
