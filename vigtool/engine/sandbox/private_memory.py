"""What every process of ours does first: nobody else looks into its memory, and no crash writes it to a disk.

Linux: no core file (``RLIMIT_CORE``), and not "dumpable" (prctl(2)), which also keeps other programs of the same user
from tracing it or reading ``/proc/<pid>/mem``. macOS: no core file. Windows: the system's crash reports are made
without the heap (``WerSetFlags``, WER_FAULT_REPORTING_FLAG_NOHEAP); that has not been run.

Trap: a new program image (``exec``) is dumpable again, so each one has to say it anew.
"""

import sys

from vigtool.engine.sandbox.kernel import PR_GET_DUMPABLE, PR_SET_DUMPABLE, set_attribute
from vigtool.engine.sandbox.limits import limited

if sys.platform == "win32":
    import ctypes

    _NO_HEAP = 1


def keep_memory_private() -> dict[str, bool]:
    """Close this process's memory to others, and tell what took hold."""
    if sys.platform == "win32":
        return {"reports_without_heap": ctypes.WinDLL("wer").WerSetFlags(_NO_HEAP) == 0}
    took_hold = {"rlimit_core": limited("RLIMIT_CORE", 0)}
    if sys.platform == "linux":
        took_hold["undumpable"] = set_attribute(PR_SET_DUMPABLE, 0, PR_GET_DUMPABLE)
    return took_hold
