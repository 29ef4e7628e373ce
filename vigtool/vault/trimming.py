"""Giving the place of overwritten bytes back to the disk: flash then erases the copies that it moved elsewhere.

On Linux a hole is punched into the file (fallocate(2), FALLOC_FL_PUNCH_HOLE): on a file system that is mounted with
``discard`` the disk is told at once, else with the next ``fstrim``. Other systems offer a program nothing like it.
"""

import ctypes
import sys
from functools import cache
from typing import Final

_KEEP_SIZE: Final = 1
_PUNCH_HOLE: Final = 2


def give_back(descriptor: int, size: int) -> bool:
    """Give back the first ``size`` bytes of a file that is open for writing; tell whether the system took them.

    They read as zeros from then on. Nothing is lost where it cannot be done: the bytes were overwritten before.
    """
    if sys.platform != "linux" or size == 0:
        return False
    mode = ctypes.c_int(_KEEP_SIZE | _PUNCH_HOLE)
    result: int = _library().fallocate(ctypes.c_int(descriptor), mode, ctypes.c_int64(0), ctypes.c_int64(size))
    return result == 0


@cache
def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
