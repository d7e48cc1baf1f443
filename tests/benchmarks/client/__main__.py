"""python -m tests.benchmarks.client SCENARIO < job.json > measured.json."""

import gc
import sys

import msgspec
import uvloop

from tests.benchmarks.client.scenarios import SCENARIOS


def main() -> None:
    """One scenario, its job read from standard input, its result written to standard output."""
    job = msgspec.json.decode(sys.stdin.buffer.read())
    gc.disable()
    measured = uvloop.run(SCENARIOS[sys.argv[1]](**job))
    sys.stdout.buffer.write(msgspec.json.encode(measured))


main()
