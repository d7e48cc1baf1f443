"""How long from an answer to the visible row, under 300 commands a second?

An open loop sends notes at that pace to the desk of a process of its own beside `casework serve`'s
projector; every tenth answer is looked for in the tracking table until its version is there.
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from casework.appeal.commands import AddNote
from casework.facts import Caller
from tests.benchmarks.city import City
from tests.benchmarks.figures import Figure, at_most, percentile
from tests.benchmarks.measures.lives import fill
from tests.benchmarks.serving import casework, wait_until_projected

PACE = 300
APPEALS = 500
_OPERATOR = Caller("operator", frozenset({"operator"}))


def measure(city: City, *, quick: bool) -> list[Figure]:
    """p50 and p99 of the time until it is seen, in milliseconds."""
    fill(city, APPEALS * 7, "fresh")
    seconds = 6 if quick else 20
    with casework(city):
        wait_until_projected(city)
        seen = _run(city, seconds)
    middle, slow = percentile(seen, 0.5), percentile(seen, 0.99)
    note = f"p50 {middle:.0f} ms, {len(seen)} samples at {PACE} commands/s"
    return [at_most("answer to visible row, p99", slow, 250, f"{slow:.0f} ms", note)]


def _run(city: City, seconds: int) -> list[float]:
    seen: list[float] = []
    lock, local = threading.Lock(), threading.local()

    def look(appeal_no: str, version: int, answered: float) -> None:
        if not hasattr(local, "conn"):
            local.conn = city.database.connect()
        query = f"SELECT version FROM {city.name}_tracking.tracking WHERE appeal_no = %s"
        while (local.conn.execute(query, (appeal_no,)).fetchone() or (0,))[0] < version:
            time.sleep(0.002)
        with lock:
            seen.append((time.perf_counter() - answered) * 1000)

    def send(n: int) -> None:
        answer = door.do(AddNote(appeal_no=f"fresh-{n % APPEALS}", text="核实"), _OPERATOR)
        if n % 10 == 0:
            looking.submit(look, answer.appeal_no, answer.version, time.perf_counter())

    with city.open() as door, ThreadPoolExecutor(4) as looking, ThreadPoolExecutor(16) as sending:
        began = time.perf_counter()
        for n in range(PACE * seconds):
            time.sleep(max(began + n / PACE - time.perf_counter(), 0))
            sending.submit(send, n)
    return seen
