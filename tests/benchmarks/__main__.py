"""`make bench`: everything measured in one run, on real processes, printed as one table."""

import argparse
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from casework.runtime import logs
from casework.runtime.embedded import EmbeddedPostgres
from tests.benchmarks.city import City
from tests.benchmarks.figures import Figure
from tests.benchmarks.measures import MEASURES


def main() -> None:
    """Run each measure on a city of its own, in one PostgreSQL."""
    given = _arguments()
    os.environ["CASEWORK_LOGS"] = "json"
    figures: list[Figure] = []
    console = Console(width=150)
    for name in given.only or MEASURES:
        console.print(f"measuring {name} …", style="dim")
        figures += _alone(MEASURES[name], name, quick=given.quick)
    console.print(_table(figures, quick=given.quick))
    if given.json:
        rows = [{f: getattr(x, f) for f in x.__struct_fields__} for x in figures]
        given.json.write_text(json.dumps(rows, ensure_ascii=False, indent=2), encoding="utf-8")


def _alone(measure: Callable[..., list[Figure]], name: str, *, quick: bool) -> list[Figure]:
    """One measure on a fresh PostgreSQL, so that none stands in another's dust."""
    with tempfile.TemporaryDirectory(prefix="casework-bench-") as folder:
        server = EmbeddedPostgres(Path(folder) / "postgres")
        server.start()
        try:
            return measure(City(Path(folder), f"bench_{name}"), quick=quick)
        finally:
            server.stop()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller sizes, a few minutes")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    parser.add_argument("--only", action="append", choices=list(MEASURES), help="repeat for more")
    found = parser.parse_args()
    logs.set_up("json")
    return found


def _table(figures: list[Figure], *, quick: bool) -> Table:
    table = Table(title=f"casework, measured in one run{' (quick sizes)' if quick else ''}")
    for heading in ("what", "measured", "target", "", "how"):
        table.add_column(heading, justify="right" if heading in ("measured", "target") else "left")
    for figure in figures:
        table.add_row(figure.name, figure.value, figure.target, figure.verdict, figure.note)
    return table


main()
