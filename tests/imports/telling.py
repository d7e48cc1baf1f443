"""Histories without a database: a mapping and a table in, the facts of each case out."""

import csv
from datetime import UTC, datetime
from pathlib import Path

from api.files.imports import load_mapping
from api.files.imports.histories import CaseReader
from api.files.imports.reading import FileRow, open_table
from api.files.imports.report import Remark
from casework.facts import Fact, NewFact

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)

# A mapping with nothing in it but what every mapping needs; tests add the rule they are about.
HEAD = """
system = "desk"
[case]
id = "{no}"
time = "{at}"
[[facts]]
fact = "collected"
channel = "phone"
title = "{what}"
"""

NOTES = '[[facts]]\nfact = "note"\nrow = "each"\ntext = "{what}"\n'
HEADER = "no,at,what\n"


def mapping_file(folder: Path, text: str) -> Path:
    file = folder / "mapping.toml"
    file.write_text(text, encoding="utf-8")
    return file


def history(
    folder: Path, mapping: str, table: str
) -> tuple[dict[str, list[NewFact]], list[Remark]]:
    """What each case's history is, and the remarks on its rows."""
    chosen = load_mapping(str(mapping_file(folder, mapping)))
    (file := folder / "table.csv").write_text(table, encoding="utf-8")
    reader, remarks = CaseReader(chosen, NOW), list[Remark]()
    cases: dict[str, list[FileRow]] = {}
    for row in open_table(file, chosen).rows(reader.columns):
        cases.setdefault(reader.identify(row) or "", []).append(row)
    told = {case: reader.read(case, rows) for case, rows in cases.items()}
    for one in told.values():
        remarks.extend(one.remarks)
    return {c: list(t.command.history) for c, t in told.items() if t.command}, remarks


def facts(folder: Path, rules: str, table: str) -> list[Fact]:
    """The facts of the only case, told by these rules, without its collection."""
    told, remarks = history(folder, HEAD + rules, table)
    assert [r for r in remarks if r.refused] == []
    [decided] = told.values()
    return [d.fact for d in decided[1:]]


def report(file: Path) -> list[list[str]]:
    with file.with_name(f"{file.name}.report.csv").open(encoding="utf-8-sig", newline="") as text:
        return list(csv.reader(text))
