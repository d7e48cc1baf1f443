"""`python -m tests.refusals.record`: send everything that is wrong and write down the answers.

Written again only where an answer is meant to change: then the difference is what is reviewed.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from casework.runtime import logs
from casework.runtime.embedded import EmbeddedPostgres
from casework.runtime.settings import Settings
from tests.conftest import City
from tests.refusals import asking
from tests.refusals.city import furnished
from tests.refusals.typing_in import typed

CORPUS = Path(__file__).parent / "corpus.jsonl"


def answered(city: City, folder: Path) -> Iterator[dict[str, Any]]:
    """Yield each wrong request and each wrong command line with what it is answered."""
    asking.lay_files(folder)
    with furnished(city) as door:
        for request in asking.requests():
            yield {**request, "answered": door.answered(door.send(request))}
        for line in asking.lines():
            yield {**line, "answered": typed(city, line["words"], folder)}


def main(to: Path = CORPUS) -> None:
    """Record the corpus on a city of its own, which is gone afterwards."""
    logs.set_up("json")
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        server = EmbeddedPostgres(data / "postgres")
        server.start()
        try:
            files = Path(folder) / "files"
            files.mkdir()
            found = list(answered(City(Settings(data=data, city="refusals")), files))
        finally:
            server.stop()
    lines = (json.dumps(each, ensure_ascii=False) for each in found)
    to.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
