"""The engine ends with the app, even while it hangs: the kernel signals the end of standard input.

Trap: PR_SET_PDEATHSIG is no way. It fires when the *thread* that started the process ends, and jobs are such threads.
"""

import os
import signal
import sys
from typing import Final

if sys.platform == "linux":
    import fcntl

_F_SETSIG: Final = 10


def die_with_app() -> None:
    """Ask the kernel to kill this process when the other end of standard input is closed (Linux)."""
    if sys.platform == "linux":
        fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(0, _F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)
