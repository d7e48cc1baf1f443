"""Collect and dispatch beside a hand-written application; lives, plain and mixed; memory then.

Sixteen connections kept alive, a client process of its own, the two servers taken in turn on one
PostgreSQL. Our projector runs all the while: that is part of what the history costs.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import count
from typing import Any

from tests.benchmarks import client, proc
from tests.benchmarks.city import City
from tests.benchmarks.figures import Figure, at_least, median, percentile
from tests.benchmarks.serving import Served, casework, handwritten, wait_until_projected

CONNECTIONS = 16
CLIENTS = 8
ROUNDS = 3
_runs = count()

Server = Callable[[City], AbstractContextManager[Served]]


def measure(city: City, *, quick: bool) -> list[Figure]:
    """Requests a second of both, alternating; then lives a second of ours."""
    seconds = 3.0 if quick else 6.0
    ours: list[dict[str, Any]] = []
    theirs: list[dict[str, Any]] = []
    for _ in range(ROUNDS):
        theirs.append(_load(city, handwritten, seconds))
        ours.append(_load(city, casework, seconds))
    lives, memory = _lives(city, seconds)
    ratios = (_ratio(verb, ours, theirs) for verb in ("collect", "dispatch"))
    return [*ratios, lives, _mixed(city, seconds), *memory]


def _load(city: City, server: Server, seconds: float) -> dict[str, Any]:
    with server(city) as served:
        for warm_up in (0.5, seconds):
            measured = client.run(
                "collect_and_dispatch",
                address=served.address,
                tokens=city.tokens,
                run=f"run{next(_runs)}",
                connections=CONNECTIONS,
                seconds=warm_up,
            )
        if server is casework:
            wait_until_projected(city)
    return measured


def _ratio(verb: str, ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> Figure:
    mine, other = (median([_rate(m[verb]) for m in runs]) for runs in (ours, theirs))
    slow = [percentile([x for m in r for x in m[verb]["latencies"]], 0.99) for r in (ours, theirs)]
    note = f"{mine:,.0f} against {other:,.0f}/s; p99 {slow[0]:.0f} against {slow[1]:.0f} ms"
    name = f"{verb} over HTTP / hand-written application"
    return at_least(name, mine / other, 1.5, f"{mine / other:.2f}×", note)


def _rate(measured: dict[str, Any]) -> float:
    return float(len(measured["latencies"]) / measured["seconds"])


def _lives(city: City, seconds: float) -> tuple[Figure, list[Figure]]:
    with casework(city) as served:
        rest = _memory(city, served, "at rest")
        measured = client.run(
            "lives",
            address=served.address,
            tokens=city.tokens,
            run=f"run{next(_runs)}",
            clients=CLIENTS,
            seconds=seconds,
        )
        wait_until_projected(city)
        loaded = _memory(city, served, "after load")
    rate = measured["lives"] / measured["seconds"]
    slow = percentile(measured["latencies"], 0.99)
    note = f"{rate * 7:,.0f} commands/s, p99 {slow:.0f} ms"
    name = f"whole lives of seven commands, {CLIENTS} clients"
    return at_least(name, rate, 100, f"{rate:,.0f}/s", note), [*rest, *loaded]


def _mixed(city: City, seconds: float) -> Figure:
    with casework(city) as served:
        measured = client.run(
            "mixed",
            address=served.address,
            tokens=city.tokens,
            run=f"run{next(_runs)}",
            clients=CONNECTIONS,
            seconds=seconds,
        )
        wait_until_projected(city)
    kinds, slow = len(measured["verbs"]), percentile(measured["latencies"], 0.99)
    note = f"{kinds} kinds of verb, {CONNECTIONS} connections, p99 {slow:.0f} ms"
    return Figure("verbs a second, a mix as they come", f"{_rate(measured):,.0f}/s", note=note)


def _memory(city: City, served: Served, when: str) -> list[Figure]:
    """Each process of ours, and PostgreSQL's together, in megabytes."""
    ours = {"serve": 0.0, "api": 0.0, "project": 0.0, "keep-time": 0.0}
    for pid in proc.family(served.pid):
        name = next((n for n in ("project", "keep-time", "api") if n in proc.words(pid)), "serve")
        ours[name] += proc.resident_mb(pid)
    shown = ", ".join(f"{name} {mb:.0f}" for name, mb in ours.items())
    return [
        Figure(
            f"memory {when}, without PostgreSQL",
            f"{sum(ours.values()):.0f} MB",
            note=f"{shown} MB (RSS)",
        ),
        _of_postgres(city, when),
    ]


def _of_postgres(city: City, when: str) -> Figure:
    postmaster = city.data / "postgres" / "cluster" / "postmaster.pid"
    family = proc.family(int(postmaster.read_text(encoding="utf-8").split()[0]))
    shared, alone = sum(map(proc.proportional_mb, family)), sum(map(proc.resident_mb, family))
    note = f"{len(family)} processes, shared buffers counted once (PSS); sum of RSS {alone:.0f} MB"
    return Figure(f"memory {when}, PostgreSQL", f"{shared:.0f} MB", note=note)
