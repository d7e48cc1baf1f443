"""What Linux knows of a process: its children, its memory, the processor time it has used."""

import os
from collections.abc import Iterable
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """A process and all that it started, and what these started."""
    children = [
        int(child)
        for task in Path(f"/proc/{pid}/task").glob("*")
        for child in (task / "children").read_text().split()
    ]
    return [pid, *(member for child in children for member in family(child))]


def words(pid: int) -> list[str]:
    """Its command line."""
    return Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")


def resident_mb(pid: int) -> float:
    """Memory in use (RSS), in MB; what is shared counts in every process that shares it."""
    return _field(Path(f"/proc/{pid}/status"), "VmRSS:") / 1024


def proportional_mb(pid: int) -> float:
    """Memory in use (PSS), in MB; what is shared is divided among those who share it."""
    return _field(Path(f"/proc/{pid}/smaps_rollup"), "Pss:") / 1024


def cpu_seconds(pids: Iterable[int]) -> float:
    """Processor time used by processes so far, those of ended children included."""
    return sum(_cpu(pid) for pid in pids)


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return sum(int(ticks) for ticks in fields[11:15]) / _TICKS


def _field(file: Path, name: str) -> int:
    for line in file.read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    return 0
