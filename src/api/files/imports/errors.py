"""Why an import, or one row of it, is refused.

ImportRefused         the import cannot be done; the message says what to do
├── MappingRefused    the mapping says something that cannot be
├── FileRefused       the file is not what it should be
└── ImportStopped     the database went away half-way; the same import again carries on
RowRefused            one row cannot be used, the others can
"""

from pathlib import Path


class ImportRefused(Exception):
    """The import cannot be done."""


class MappingRefused(ImportRefused):
    """Names the mapping's file, the key in it, and what would be right."""

    def __init__(self, file: str | Path, key: str, problem: str) -> None:
        super().__init__(f"{file}: {key}: {problem}")


class FileRefused(ImportRefused):
    """Names the file to import and what is wrong with it."""

    def __init__(self, file: Path, problem: str) -> None:
        super().__init__(f"{file}: {problem}")


class ImportStopped(ImportRefused):
    """The database went away; nothing is lost, what is there is skipped the next time."""


class RowRefused(Exception):
    """The reason for which one row is left out."""
