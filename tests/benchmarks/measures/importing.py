"""How fast is an import, from the file to the facts in the log?"""

import csv
import io
from pathlib import Path

from rich.console import Console

from api.files.imports import import_file, load_mapping
from tests.benchmarks.city import City
from tests.benchmarks.figures import Figure, at_least

SOURCE = Path(__file__).parents[4] / "shared" / "data" / "permits-1434.csv"
CASE = "case:concept:name"


def measure(city: City, *, quick: bool) -> list[Figure]:
    """Events a second over the permits file, its cases copied under other numbers."""
    if not SOURCE.exists():
        return [Figure("import", "not measured", note="the file of real records is not there")]
    file = city.data / "permits-many.csv"
    rows = _multiply(file, 5 if quick else 24)
    with city.open() as casework:
        done = import_file(casework, file, load_mapping("permits"), Console(file=io.StringIO()))
    file.unlink()
    rate = done.events / done.seconds
    note = f"{rows:,} rows, {done.events:,} events in {done.seconds:.1f} s"
    return [at_least("import: events stored", rate, 20_000, f"{rate:,.0f}/s", note)]


def _multiply(file: Path, times: int) -> int:
    """The source several times over, every case under a number of its own; gives the rows."""
    with SOURCE.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, fieldnames=list(rows[0]))
        writer.writeheader()
        for n in range(times):
            writer.writerows({**row, CASE: f"{row[CASE]}-{n}"} for row in rows)
    return len(rows) * times
