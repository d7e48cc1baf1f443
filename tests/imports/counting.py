"""What the real files hold, counted without any of the importer's code."""

import csv
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise

from tests.imports.conftest import FILES, real_file

Record = dict[str, str]


def cases(name: str, key: str) -> dict[str, list[Record]]:
    """The records of a file by case, in their order."""
    found: dict[str, list[Record]] = {}
    with real_file(FILES[name]).open(encoding="utf-8-sig", newline="") as text:
        for record in csv.DictReader(text):
            found.setdefault(record[key], []).append(record)
    return found


def steps(of: dict[str, list[Record]]) -> Iterator[tuple[Record, Record]]:
    """Every record with the one after it in its case."""
    for records in of.values():
        yield from pairwise(records)


def changes(of: dict[str, list[Record]], column: str, missing: str) -> int:
    """How often the column takes another known value."""
    known = {case: [r for r in records if r[column] != missing] for case, records in of.items()}
    return sum(a[column] != b[column] for a, b in steps(known))


def turns(of: dict[str, list[Record]], holds: Callable[[Record], bool]) -> int:
    """How often something begins to hold: at a case's first record, or at a later one."""
    begins = sum(holds(records[0]) for records in of.values())
    return begins + sum(holds(b) and not holds(a) for a, b in steps(of))


def accepted(records: list[Record]) -> int:
    """How often a problem was accepted: at first, and after each hand-over into a queue."""
    orders, group = [set[str]()], records[0]["org:group"]
    for record in records:
        if record["org:group"] != group and record["concept:name"] == "Queued":
            orders.append(set())
        group = record["org:group"]
        orders[-1].add(record["concept:name"])
    return sum("Accepted" in order for order in orders)


def late(record: Record, end: str, deadline: str) -> bool:
    """Whether it ended, and after its deadline."""
    if not record[end] or not record[deadline]:
        return False
    return datetime.fromisoformat(record[end]) > datetime.fromisoformat(record[deadline])
