"""Cells of a sheet that hold something and give nothing: errors, and formulas never calculated."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SUSPECT = re.compile(rb'<f[ >/]|t="e"')
_CHUNK = 1 << 20
UNCALCULATED = "a formula without a value: open the workbook, let it calculate, and save it"


def unread_cells(file: Path, sheet: str) -> dict[str, str]:
    """Return what is wrong with these cells of a sheet, by their names such as C6."""
    with zipfile.ZipFile(file) as book:
        part = _part(book, sheet)
        if part is None or not _is_suspect(book, part):
            return {}
        with book.open(part) as stream:
            return dict(_cells(stream))


def letters(place: int) -> str:
    """Return the name of a column: A is 0, Z is 25, AA is 26."""
    name, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _part(book: zipfile.ZipFile, sheet: str) -> str | None:
    """Return the part of the archive that holds a sheet."""
    names = set(book.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return None
    root = ElementTree.fromstring(book.read("xl/workbook.xml"))
    related = {each.get("name"): each.get(f"{_RELATED}id") for each in root.iter(f"{_MAIN}sheet")}
    targets = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    for target in targets:
        if target.get("Id") == related.get(sheet):
            name = (target.get("Target") or "").lstrip("/")
            part = name if name.startswith("xl/") else f"xl/{name}"
            return part if part in names else None
    return None


def _is_suspect(book: zipfile.ZipFile, part: str) -> bool:
    with book.open(part) as stream:
        before = b""
        while chunk := stream.read(_CHUNK):
            if _SUSPECT.search(before + chunk):
                return True
            before = chunk[-8:]
    return False


def _cells(stream: IO[bytes]) -> Iterator[tuple[str, str]]:
    for _, cell in ElementTree.iterparse(stream):
        if cell.tag == f"{_MAIN}row":
            cell.clear()
        if cell.tag != f"{_MAIN}c":
            continue
        value = cell.findtext(f"{_MAIN}v")
        if cell.get("t") == "e":
            yield cell.get("r", ""), value or "#ERROR"
        elif cell.find(f"{_MAIN}f") is not None and not value:
            yield cell.get("r", ""), UNCALCULATED
