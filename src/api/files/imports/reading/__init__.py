"""A file as rows, whatever wrote it: CSV in the usual encodings, or a workbook."""

from pathlib import Path

from api.files.imports.errors import FileRefused
from api.files.imports.mapping import Mapping
from api.files.imports.reading.columns import check_columns
from api.files.imports.reading.csvs import CsvTable
from api.files.imports.reading.rows import FileRow, LineAccounts, Table
from api.files.imports.reading.workbooks import WorkbookTable

__all__ = ["FileRow", "LineAccounts", "Table", "open_table"]

WORKBOOKS = {".xlsx", ".xlsm"}
_ZIP = b"PK\x03\x04"


def open_table(file: Path, mapping: Mapping) -> Table:
    """Return the table in this file, with all columns of the mapping. Raise `FileRefused`."""
    used = tuple({name for names in mapping.columns for name in names})
    table = _open(file, mapping, used)
    check_columns(file, table.columns, mapping.columns)
    return table


def _open(file: Path, mapping: Mapping, used: tuple[str, ...]) -> Table:
    is_zip = _first_bytes(file).startswith(_ZIP)
    if file.suffix.lower() not in WORKBOOKS:
        if is_zip:
            raise FileRefused(file, "it is a workbook or an archive; name it .xlsx, or save it so")
        return CsvTable(file, mapping.missing, mapping.encoding, mapping.header, used)
    if not is_zip:
        raise FileRefused(file, "it is named like a workbook and is none; name a CSV file .csv")
    return WorkbookTable(file, mapping.missing, mapping.sheet, mapping.header, used)


def _first_bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            start = stream.read(4)
    except FileNotFoundError:
        raise FileRefused(file, "there is no such file") from None
    except IsADirectoryError:
        raise FileRefused(file, "it is a folder; name one file in it") from None
    except OSError as error:
        raise FileRefused(file, f"it cannot be read: {error.strerror}") from None
    if not start:
        raise FileRefused(file, "it is empty")
    return start
