"""A year's days from a CSV file with the columns day and kind.

`kind` is closed (休), worked (班), or usual (平日): what its weekday is, whatever was said before.
"""

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO

from api.files.calendars.days import KINDS, CalendarFileRefused, Said


def days_of_table(name: str, text: str) -> Iterator[Said]:
    """Yield the days of a CSV file. Raises `CalendarFileRefused` with the line."""
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    with StringIO(text, newline="") as file:
        rows = csv.DictReader(file, delimiter=delimiter, strict=True)
        try:
            rows.fieldnames = [field.strip() for field in rows.fieldnames or ()]
            if not {"day", "kind"} <= set(rows.fieldnames):
                raise CalendarFileRefused(f"{name}, line 1: it needs the columns day and kind.")
            for row in rows:
                where = f"{name}, line {rows.line_num}"
                yield _said(where, row["day"] or "", row["kind"] or "")
        except csv.Error as error:
            raise CalendarFileRefused(f"{name}, line {rows.line_num}: {error}.") from None


def _said(where: str, day: str, kind: str) -> Said:
    if "\n" in day + kind or "\r" in day + kind:
        raise CalendarFileRefused(f"{where}: a cell runs over lines: a quote is too many.")
    try:
        return Said(date.fromisoformat(day.strip()), KINDS[kind.strip().lower()], where)
    except ValueError:
        raise CalendarFileRefused(f'{where}: "{day}" is no day; write 2027-01-01.') from None
    except KeyError:
        raise CalendarFileRefused(f'{where}: "{kind}" is neither closed nor worked.') from None
