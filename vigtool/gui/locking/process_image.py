"""The only sound way to forget: the process that held keys, words and frames goes on as a fresh program image.

On Linux and macOS ``exec`` replaces it in place, with its memory; on Windows a new process starts and this one ends.
What the new one is to know goes through a pipe that only the two can read; arguments and environment, which others may
see, carry the pipe's number and nothing else. The Windows side follows the documentation of ``subprocess`` and has not
been run.
"""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn

from vigtool.gui.locking.handover import MOST_BYTES

PIPE_VARIABLE: Final = "VIGTOOL_LOCKED"
"""In the environment of the new image, until it has read: the descriptor of the pipe."""
_STANDARD: Final = 2
"""Input, output and messages have the numbers up to this and are kept."""


def replace_process(handed: bytes) -> NoReturn:
    """Begin the program anew, with the arguments it had, and hand it at most ``MOST_BYTES``. Raises ``OSError``.

    Everything that is to be kept must be on the disk: nothing of this image runs any more. Where the arguments were not
    those of the window alone, do not call this.
    """
    if len(handed) > MOST_BYTES:
        raise OSError(len(handed))
    command = [sys.executable, *sys.orig_argv[1:]]
    if sys.platform == "win32":
        _spawn_and_end(command, handed)
    _exec(command, handed)


def handed_over() -> bytes | None:
    """Return what the image before handed over, once; None when this is the first."""
    number = os.environ.pop(PIPE_VARIABLE, "")
    if not number.isdecimal():
        return None
    parts = []
    with suppress(OSError), os.fdopen(int(number), "rb") as pipe:
        parts.append(pipe.read(MOST_BYTES))
    return b"".join(parts)


def _exec(command: list[str], handed: bytes) -> NoReturn:
    reading, writing = os.pipe()
    os.write(writing, handed)
    os.close(writing)
    try:
        _let_nothing_through()
        os.set_inheritable(reading, True)  # noqa: FBT003 - the only way to call it
        os.environ[PIPE_VARIABLE] = str(reading)
        os.execv(command[0], command)  # noqa: S606 - this Python, with the arguments that it had
    finally:
        os.environ.pop(PIPE_VARIABLE, None)
        os.close(reading)


def _let_nothing_through() -> None:
    """Close every open file at ``exec``: what a library has opened may be a picture that is shared."""
    for descriptor in [int(path.name) for path in Path("/dev/fd").iterdir()]:
        if descriptor > _STANDARD:
            with suppress(OSError):  # the one that listed them is gone
                os.set_inheritable(descriptor, False)  # noqa: FBT003 - the only way to call it


def _spawn_and_end(command: list[str], handed: bytes) -> NoReturn:
    child = subprocess.Popen(command, stdin=subprocess.PIPE, env=os.environ | {PIPE_VARIABLE: "0"})  # noqa: S603 - as above
    if child.stdin is not None:
        child.stdin.write(handed)
        child.stdin.close()
    os._exit(0)
