"""Looking for bytes in the memory of processes, as an attacker with every right on the machine would (Linux).

Only pages that are there are read: to look at a page of shared memory that nobody has touched would make it. Files that
are mapped to be read only (libraries, fonts) are left out; what a process knows is in memory that it can write.
"""

import os
import struct
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

PAGE = 4096
_PRESENT_OR_SWAPPED = 0b11 << 62
_AT_ONCE = 4096
"""Pages that are read in one go."""


def family(pid: int) -> list[int]:
    """A process and everything that it has started, and so on."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(one) for thread in threads for one in (thread / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [pid, *(one for child in children for one in family(child))]


def found_in_memory(pid: int, needles: Sequence[bytes]) -> set[bytes]:
    """Those of the needles that lie in the memory of a process; none in that of one that has ended meanwhile."""
    found: set[bytes] = set()
    with suppress(FileNotFoundError, ProcessLookupError):
        _scan(pid, needles, found)
    return found


def _scan(pid: int, needles: Sequence[bytes], found: set[bytes]) -> None:
    longest = max(map(len, needles))
    with Path(f"/proc/{pid}/mem").open("rb", 0) as memory, Path(f"/proc/{pid}/pagemap").open("rb", 0) as pages:
        for start, end in _writable(pid):
            tail = b""
            for at, size in _there(pages.fileno(), start, end):
                try:
                    memory.seek(at)
                    block = tail + memory.read(size)
                except OSError:  # the kernel's own pages cannot be read
                    tail = b""
                    continue
                found |= {needle for needle in needles if needle in block}
                tail = block[-longest:]


def _writable(pid: int) -> Iterator[tuple[int, int]]:
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        span, rights, *_rest = line.split()
        if rights.startswith("rw"):
            start, end = (int(one, 16) for one in span.split("-"))
            yield start, end


def _there(pagemap: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of pages that exist, as (address, bytes)."""
    for first in range(start // PAGE, end // PAGE, _AT_ONCE):
        count = min(_AT_ONCE, end // PAGE - first)
        told = os.pread(pagemap, count * 8, first * 8)
        run = 0
        for place, (entry,) in enumerate(struct.iter_unpack("<Q", told)):
            if entry & _PRESENT_OR_SWAPPED:
                run += 1
            elif run:
                yield (first + place - run) * PAGE, run * PAGE
                run = 0
        if run:
            yield (first + len(told) // 8 - run) * PAGE, run * PAGE
