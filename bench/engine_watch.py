"""Watching the engine of an open film from outside: the memory of this process and of all below it (Linux)."""

import os
from dataclasses import dataclass
from pathlib import Path

from bench.playback.rival import descendants


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes: resident of the asking process, of the engine's, and both with what is shared counted once (PSS)."""

    app: float
    engine: float
    together: float


def memory() -> Memory:
    """Measure now."""
    own = os.getpid()
    engines = [process for process in descendants(own) if process != own]
    return Memory(
        _resident(own),
        sum(map(_resident, engines)),
        _proportional(own) + sum(map(_proportional, engines)),
    )


def _resident(process: int) -> float:
    return _megabytes(f"/proc/{process}/status", "VmRSS:")


def _proportional(process: int) -> float:
    return _megabytes(f"/proc/{process}/smaps_rollup", "Pss:")


def _megabytes(path: str, name: str) -> float:
    """Return a figure of the kernel's, 0 for a process that has just ended."""
    try:
        lines = Path(path).read_text("ascii").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024
