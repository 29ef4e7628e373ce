"""How much memory decoded frames may take on this machine."""

import ctypes
import os
import re
import sys
from pathlib import Path
from typing import Final

_SHARE: Final = 4
"""At most one byte in four of what is free."""
_MOST: Final = 1536 << 20
_FREE_WHERE_UNKNOWN: Final = 1 << 30
_MEMINFO: Final = Path("/proc/meminfo")


def default_budget() -> int:
    """Return the bytes that a ``FrameStore`` may take now: a quarter of the free memory, at most 1.5 GiB."""
    free = free_memory()
    return min((_FREE_WHERE_UNKNOWN if free is None else free) // _SHARE, _MOST)


def free_memory() -> int | None:
    """Return the bytes of memory that programs can have without swapping, None where this system does not tell."""
    if sys.platform == "linux":
        return _available_on_linux(_MEMINFO)
    if sys.platform == "win32":
        return _available_on_windows()
    return _available_by_sysconf()


def _available_on_linux(meminfo: Path) -> int | None:
    try:
        found = re.search(r"^MemAvailable:\s+(\d+) kB$", meminfo.read_text("ascii"), re.MULTILINE)
    except OSError:  # no /proc in this sandbox
        return _available_by_sysconf()
    return int(found[1]) << 10 if found else None


def _available_by_sysconf() -> int | None:
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # macOS counts no free pages here
        return None


class _MemoryStatus(ctypes.Structure):
    """MEMORYSTATUSEX of the Windows API (sysinfoapi.h)."""

    _fields_ = (
        ("length", ctypes.c_uint32),
        ("load", ctypes.c_uint32),
        ("total", ctypes.c_uint64),
        ("available", ctypes.c_uint64),
        ("rest", ctypes.c_uint64 * 5),
    )


def _available_on_windows() -> int | None:
    status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
    found = ctypes.CDLL("kernel32").GlobalMemoryStatusEx(ctypes.byref(status))
    return int(status.available) if found else None
