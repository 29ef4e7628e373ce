"""One writer at a time, held by the operating system: a killed process holds nothing, so no stale lock exists."""

import errno
import os
import sys
from pathlib import Path
from typing import Final

from vigtool.vault.atomic import storage
from vigtool.vault.errors import StorageFailed, VaultInUse

if sys.platform == "win32":
    import msvcrt

    _HELD: Final = {errno.EACCES, errno.EDEADLK}

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    _HELD: Final = {errno.EWOULDBLOCK, errno.EACCES}

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class WriterLock:
    """The right to write to a vault, from its making until ``release``.

    ``path`` is a file that is made when absent and never removed (removing it would let two in). The lock belongs to
    the open file, which no started program inherits. Raises ``VaultInUse``, ``StorageFailed`` (a network disk without
    locks), and as ``storage`` does.
    """

    def __init__(self, path: Path) -> None:
        with storage():
            self._descriptor: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._descriptor)
        except OSError as error:
            self.release()
            raise VaultInUse if error.errno in _HELD else StorageFailed(error.errno or 0) from error

    def release(self) -> None:
        """Let another process write; a second call does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
