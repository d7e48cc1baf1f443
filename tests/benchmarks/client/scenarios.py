"""What clients do, and what is noted of it: seconds, counts, the latency of every request (ms)."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from itertools import count
from typing import Any

import msgspec

from tests.benchmarks.city import UNITS
from tests.benchmarks.client.messages import Messages
from tests.benchmarks.client.mix import mixed_life, plain_life
from tests.benchmarks.client.wire import Connection, Reply, connect

Tokens = dict[str, str]
Measured = dict[str, Any]

MOST_A_SECOND = 8_000
OPEN_LINES, READERS = 200, 100
SAMPLED = (0, 9)  # of twenty: as many collections as dispatches
POLL_SECONDS = 0.005


async def collect_and_dispatch(
    address: str, tokens: Tokens, run: str, connections: int, seconds: float
) -> Measured:
    """Collect for so long on all connections at once, then dispatch whatever was collected."""
    say, lines = Messages(tokens, run), await connect(address, connections)
    collected: list[tuple[str, bytes]] = []
    prebuilt = iter([say.collect() for _ in range(int(seconds * MOST_A_SECOND))])
    until = time.perf_counter() + seconds

    async def collecting(line: Connection, latencies: list[float]) -> None:
        while time.perf_counter() < until:
            reply = await _timed(line, next(prebuilt), latencies)
            collected.append((_no(reply), reply.version))

    async def dispatching(line: Connection, latencies: list[float]) -> None:
        while waiting:
            await _timed(line, waiting.pop(), latencies)

    first = await _together(lines, collecting)
    waiting = [say.dispatch(no, version) for no, version in reversed(collected)]
    second = await _together(lines, dispatching)
    return {"collect": first, "dispatch": second}


async def lives(address: str, tokens: Tokens, run: str, clients: int, seconds: float) -> Measured:
    """Whole lives of seven commands, one after the other on each connection, for so long."""
    say, lines, numbers = Messages(tokens, run), await connect(address, clients), count()
    until, done = time.perf_counter() + seconds, 0

    async def living(line: Connection, latencies: list[float]) -> None:
        nonlocal done
        while time.perf_counter() < until:
            reply = await _timed(line, say.collect(), latencies)
            no = _no(reply)
            for verb, account, body in plain_life(UNITS[next(numbers) % len(UNITS)]):
                request = say.step(no, reply.version, verb, account, body)
                reply = await _timed(line, request, latencies)
            done += 1

    return {**await _together(lines, living), "lives": done}


async def mixed(address: str, tokens: Tokens, run: str, clients: int, seconds: float) -> Measured:
    """Lives as they come, with side paths, one after the other on each connection, for so long."""
    say, lines, numbers = Messages(tokens, run), await connect(address, clients), count()
    until, verbs = time.perf_counter() + seconds, Counter[str]()

    async def living(line: Connection, latencies: list[float]) -> None:
        while time.perf_counter() < until:
            reply = await _timed(line, say.collect(), latencies)
            verbs["collect"] += 1
            no = _no(reply)
            n = next(numbers)
            for verb, account, body in mixed_life(n, UNITS[n % len(UNITS)]):
                request = say.step(no, reply.version, verb, account, body)
                reply = await _timed(line, request, latencies)
                verbs[verb] += 1

    return {**await _together(lines, living), "verbs": dict(verbs)}


async def open_loop(address: str, tokens: Tokens, run: str, rate: int, seconds: float) -> Measured:
    """Collect and dispatch in turn at a fixed rate; of one in ten, the ms until it is read."""
    say, lines = Messages(tokens, run), await connect(address, OPEN_LINES)
    readers = await connect(address, READERS)
    latencies: list[float] = []
    visible: list[float] = []
    collected: list[tuple[str, bytes]] = []

    async def one(n: int) -> None:
        line = lines.pop(0)  # in turn: one that lies idle for seconds is hung up on
        if n % 2 and collected:
            no, version = collected.pop(0)
            reply = await _timed(line, say.dispatch(no, version), latencies)
        else:
            reply = await _timed(line, say.collect(), latencies)
            no = _no(reply)
            collected.append((no, reply.version))
        lines.append(line)
        if n % 20 in SAMPLED:
            visible.append(await until_visible(no, reply.version))

    async def until_visible(no: str, version: bytes) -> float:
        reader, began = readers.pop(0), time.perf_counter()
        question = say.get(f"/v1/tracking/{no}", "operator")
        while True:
            shown = await reader.ask(question)
            if shown.status == 200 and int(shown.version.strip(b'"')) >= int(version.strip(b'"')):
                readers.append(reader)
                return (time.perf_counter() - began) * 1000
            await asyncio.sleep(POLL_SECONDS)

    began, tasks = time.perf_counter(), []
    for n in range(int(rate * seconds)):
        await asyncio.sleep(max(began + n / rate - time.perf_counter(), 0))
        tasks.append(asyncio.create_task(one(n)))
    took = time.perf_counter() - began
    await asyncio.gather(*tasks)
    return {"seconds": took, "latencies": latencies, "visible": visible}


async def read(address: str, tokens: Tokens, account: str, path: str, times: int) -> Measured:
    """The same page, so many times, one after the other."""
    [line] = await connect(address, 1)
    request, latencies = Messages(tokens, "").get(path, account), list[float]()
    for _ in range(times):
        reply = await _timed(line, request, latencies)
    items = len(msgspec.json.decode(reply.body)["items"])
    return {"latencies": latencies, "items": items}


async def _together(
    lines: list[Connection], work: Callable[[Connection, list[float]], Coroutine[Any, Any, None]]
) -> Measured:
    latencies: list[float] = []
    began = time.perf_counter()
    await asyncio.gather(*(work(line, latencies) for line in lines))
    return {"seconds": time.perf_counter() - began, "latencies": latencies}


async def _timed(line: Connection, request: bytes, latencies: list[float]) -> Reply:
    began = time.perf_counter()
    reply = await line.ask(request)
    latencies.append((time.perf_counter() - began) * 1000)
    if reply.status >= 300:
        raise RuntimeError(f"{reply.status}: {reply.body.decode()} for {request[:80]!r}")
    return reply


def _no(reply: Reply) -> str:
    return str(msgspec.json.decode(reply.body)["appeal_no"])


SCENARIOS: dict[str, Callable[..., Coroutine[Any, Any, Measured]]] = {
    "collect_and_dispatch": collect_and_dispatch,
    "lives": lives,
    "mixed": mixed,
    "open_loop": open_loop,
    "read": read,
}
