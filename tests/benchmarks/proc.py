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
        for child in _read(task / "children").split()
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
    fields = _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    return sum(int(ticks) for ticks in fields[11:15]) / _TICKS


def _field(file: Path, name: str) -> int:
    for line in _read(file).splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    return 0


def _read(file: Path) -> str:
    """What stands there; nothing for a process that has ended meanwhile."""
    try:
        return file.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
