"""A file on the user's own disk that is read in: a regular one, and not more of it than can be meant."""

import errno
import io
import os
import stat
from pathlib import Path

from vigtool.services.errors import FileUnreadable


def beginning_of(path: Path, most: int) -> bytes:
    """The bytes of a regular file, at most ``most`` of them. Raises ``FileUnreadable``."""
    try:
        with io.BufferedReader(regular_file(path)) as file:
            return file.read(most)
    except (OSError, ValueError) as error:  # ValueError: a name with a zero in it
        raise FileUnreadable(getattr(error, "errno", None)) from error


def regular_file(path: Path) -> io.FileIO:
    """Open a file for reading; never a pipe or a device, which may go on for ever. Raises ``OSError``."""
    file = io.FileIO(path, "rb", opener=_without_waiting)
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "")
    return file


def _without_waiting(path: str, flags: int) -> int:
    """Open without waiting for whoever may write to a pipe; on a regular file the flag does nothing."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
