"""Starting a Python process that inherits its ends of some connections and nothing else: no file, no environment.

On Windows handles take the place of descriptors; that part follows the documentation of ``subprocess`` and has not
been run.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import vigtool
from vigtool.engine.connections import Connection

_INHERITED: Final = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""Without these some Pythons do not start."""
_FLAGS: Final = ("-s", "-P")
"""No packages of the user's own, no module from the working folder."""


def launch(module: str, connections: Sequence[Connection]) -> "subprocess.Popen[bytes]":
    """Run a module with the connections' descriptors as arguments; they may be closed here afterwards.

    Standard input is a pipe into which nobody writes: its end says that the app is gone. What the process says on
    standard error waits in a pipe that never blocks it. Raises ``OSError``.
    """
    numbers = [connection.fileno() for connection in connections]
    return subprocess.Popen(  # noqa: S603 - this Python, with numbers as arguments
        [sys.executable, *_FLAGS, "-m", module, *map(str, numbers)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env=_environment(),
        close_fds=True,
        **_inheritance(numbers),
    )


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    ours = {
        "PYTHONPATH": str(Path(vigtool.__file__).parents[1]),
        "PYTHONUTF8": "1",
        "OPENBLAS_NUM_THREADS": "1",  # numpy would start a thread for each core, before the process is confined
    }
    return kept | ours


if sys.platform == "win32":

    def _inheritance(numbers: Sequence[int]) -> dict[str, Any]:
        for number in numbers:
            os.set_handle_inheritable(number, True)  # noqa: FBT003 - the only way to call it
        startup = subprocess.STARTUPINFO(lpAttributeList={"handle_list": list(numbers)})
        return {"startupinfo": startup, "stderr": subprocess.DEVNULL, "creationflags": subprocess.CREATE_NO_WINDOW}

else:

    def _inheritance(numbers: Sequence[int]) -> dict[str, Any]:
        return {"pass_fds": tuple(numbers), "stderr": subprocess.PIPE, "start_new_session": True}
