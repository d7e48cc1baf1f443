"""再现: the process that replays a view up to a moment, so that the service goes on answering.

It reads its task from its standard input, does it, and ends.
"""

import subprocess
import sys

import msgspec

from casework.runtime.database import Database
from projections import VIEWS
from projections.engine.errors import RebuildFailed
from projections.engine.past import Moment, make

_COMMAND = (sys.executable, "-m", "api.http.as_of.replaying")


class Task(msgspec.Struct, frozen=True):
    """Which view of which city, as of which moment."""

    database: Database
    city: str
    view: str
    moment: Moment


class Replays:
    """The replays of this process, each in a process of its own."""

    def __init__(self, database: Database, city: str) -> None:
        self._database = msgspec.structs.replace(database, owner_url="")
        self._city = city
        self._running: set[subprocess.Popen[bytes]] = set()

    def run(self, view: str, moment: Moment) -> None:
        """Make a generation and wait for it. Raises `RebuildFailed`."""
        task = msgspec.json.encode(Task(self._database, self._city, view, moment))
        pipe = subprocess.PIPE
        with subprocess.Popen(_COMMAND, stdin=pipe, stdout=pipe, stderr=pipe) as process:
            self._running.add(process)
            try:
                _, errors = process.communicate(task)
            finally:
                self._running.discard(process)
        if process.returncode != 0:
            reason = errors.decode("utf-8", "replace").strip().rpartition("\n")[2]
            raise RebuildFailed(view=view, reason=reason)

    def stop(self) -> None:
        """End what runs; the next request begins again."""
        for process in tuple(self._running):
            process.kill()


def main() -> None:
    """Do one task."""
    task = msgspec.json.decode(sys.stdin.buffer.read(), type=Task)
    [view] = (view for view in VIEWS if view.name == task.view)
    make(task.database.connect, task.city, view, task.moment)


if __name__ == "__main__":
    main()
