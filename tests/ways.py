"""python -m tests.ways: how far three requests walk through the house.

A *stay* is a file of ours that a request enters, a *room* a folder of those. A *climb* is a call
from one file into another of the same floor, or of an upper one, that the request had entered
before: from inside back towards the entrance. Each pair of files counts once. What is entered is
noted by `sys.setprofile`, in every thread, while a request is answered that was asked before; of
some rounds the shortest counts.
"""

import asyncio
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, redirect_stderr
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, FrameType

import httpx
import msgspec

from api.http.app import create_app, surrounded
from api.http.service import Service
from casework.runtime import logs
from casework.runtime.embedded import EmbeddedPostgres
from casework.runtime.settings import Settings
from tests.api.conftest import Site, opened
from tests.conftest import City

ROOT = Path(__file__).parents[1]
FLOORS = ("src/api", "projections", "src/casework")  # from the entrance down
ROUNDS = 5  # what happens to be done besides, as the flushing of lines, is not in all of them
Walk = Callable[[httpx.AsyncClient], Awaitable[httpx.Response]]


class Stop(msgspec.Struct, frozen=True):
    """A function of ours, and the file that it lies in."""

    file: str
    name: str

    @property
    def floor(self) -> int:
        """Which floor, counted from the entrance."""
        return next(n for n, floor in enumerate(FLOORS) if self.file.startswith(floor))


class Way(msgspec.Struct):
    """The calls of one request, as who called and what, in the order in which they came."""

    calls: list[tuple[Stop | None, Stop]] = []

    @property
    def stops(self) -> list[Stop]:
        """The functions that are entered, each once."""
        return list(dict.fromkeys(stop for _, stop in self.calls))

    @property
    def stays(self) -> list[str]:
        """The files that they lie in."""
        return list(dict.fromkeys(stop.file for stop in self.stops))

    @property
    def rooms(self) -> list[str]:
        """The folders of those."""
        return list(dict.fromkeys(file.rpartition("/")[0] for file in self.stays))

    @property
    def climbs(self) -> list[tuple[str, str]]:
        """The files from which the way goes back towards the entrance, and where to."""
        entered = {file: n for n, file in enumerate(self.stays)}
        pairs = (
            (above.file, stop.file)
            for above, stop in self.calls
            if above is not None and stop.floor <= above.floor and above.file in entered
        )
        return [each for each in dict.fromkeys(pairs) if entered[each[1]] < entered[each[0]]]

    def counted(self) -> dict[str, int]:
        """Return how many of each."""
        return {what: len(getattr(self, what)) for what in ("stays", "rooms", "climbs")}


class Tracer:
    """Notes the calls of our functions in every thread that is started under it."""

    def __init__(self) -> None:
        self._calls: dict[tuple[Stop | None, Stop], None] | None = None
        self._known: dict[CodeType, Stop | None] = {}

    @contextmanager
    def installed(self) -> Iterator["Tracer"]:
        """Trace this thread and those that are started inside."""
        threading.setprofile(self._note)
        sys.setprofile(self._note)
        try:
            yield self
        finally:
            sys.setprofile(None)
            threading.setprofile(None)

    @contextmanager
    def noting(self) -> Iterator[Way]:
        """Note the calls of what is done inside, as its way."""
        calls: dict[tuple[Stop | None, Stop], None] = {}
        self._calls, way = calls, Way()
        try:
            yield way
        finally:
            self._calls, way.calls = None, list(calls)

    def _note(self, frame: FrameType, event: str, _: object) -> None:
        calls = self._calls
        if calls is None or event != "call" or (stop := self._stop(frame.f_code)) is None:
            return
        above = frame.f_back
        while above is not None and self._stop(above.f_code) is None:
            above = above.f_back
        calls.setdefault((above and self._stop(above.f_code), stop))

    def _stop(self, code: CodeType) -> Stop | None:
        """Return the stop of a code, if it is a named function of ours."""
        if code not in self._known:
            path = Path(code.co_filename)
            file = str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else ""
            ours = file.startswith(FLOORS) and not code.co_name.startswith("<")
            self._known[code] = Stop(file, code.co_qualname) if ours else None
        return self._known[code]


def walks(site: Site) -> dict[str, Walk]:
    """Return the requests whose ways are noted; each dispatch is of an appeal of its own."""
    site.live("close")
    numbers = iter([site.collect().json()["appeal_no"] for _ in range(ROUNDS + 1)])
    site.settle()

    def dispatch(client: httpx.AsyncClient) -> Awaitable[httpx.Response]:
        headers = site.headers("operator", **{"If-Match": "*"})
        path = f"/v1/appeals/{next(numbers)}/dispatch"
        return client.post(path, json={"lead_unit": "U-GR"}, headers=headers)

    def reading(path: str) -> Walk:
        return lambda client: client.get(path, headers=site.headers("supervisor"))

    boards = "/v1/accountability/units"
    return {"dispatch": dispatch, "units": reading(boards), "unit": reading(f"{boards}/U-GR")}


async def walked(site: Site, tracer: Tracer) -> dict[str, Way]:
    """Return the shortest way of each request, once it was asked before."""
    settings = site.city.settings
    app = create_app(lambda: Service(settings, site.city.database, site.city.vault))
    transport = httpx.ASGITransport(app=surrounded(app, settings))
    found: dict[str, list[Way]] = {}
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://casework") as client,
    ):
        for name, walk in walks(site).items():
            for _ in range(ROUNDS + 1):
                with tracer.noting() as way:
                    answer = await walk(client)
                assert answer.status_code == 200, answer.text
                found.setdefault(name, []).append(way)
        await asyncio.sleep(2 * logs.GATHER_SECONDS)  # what is still to be logged is written
    return {name: min(ways[1:], key=length) for name, ways in found.items()}


def length(way: Way) -> int:
    """Return how much of the house a way takes up."""
    return sum(way.counted().values())


def ways(new_city: Callable[[], City]) -> dict[str, Way]:
    """Return the ways, in a city of their own."""
    with opened(new_city) as site, Tracer().installed() as tracer:
        return asyncio.run(walked(site, tracer))


def counted() -> dict[str, int]:
    """Return the measures of the ways, counted on a PostgreSQL of their own, without a word."""
    with redirect_stderr(StringIO()), TemporaryDirectory(prefix="casework-ways-") as folder:
        logs.set_up("json")
        server = EmbeddedPostgres(Path(folder) / "postgres")
        server.start()
        try:
            found = ways(lambda: City(Settings(data=Path(folder), city="ways")))
        finally:
            server.stop()
    return {
        f"{name}_{what}": count
        for name, way in found.items()
        for what, count in way.counted().items()
    }


if __name__ == "__main__":
    for measure, count in counted().items():
        print(measure, count)
