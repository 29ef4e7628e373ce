"""Writing that survives a crash: a whole new file or none, and nothing reported as done before the disk has it."""

import errno
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from vigtool.vault.errors import NoSpace, StorageFailed, VaultReadOnly
from vigtool.vault.trimming import give_back

TEMPORARY: Final = ".tmp"
"""How the name of a half-written file ends; whoever finds one at the next start may remove it."""

OWNERS_ALONE: Final = 0o600
"""The rights of a file that only its owner may read and write."""

_NO_SPACE: Final = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
"""EFBIG is what FAT says to the five-gigabyte film that its other gigabytes could hold."""

_READ_ONLY: Final = {errno.EROFS, errno.EACCES, errno.EPERM}

_NO_SUCH_WAIT: Final = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


@contextmanager
def storage() -> Iterator[None]:
    """Turn what the system says about writing into ``NoSpace``, ``VaultReadOnly`` or ``StorageFailed``."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise NoSpace from error
        if error.errno in _READ_ONLY:
            raise VaultReadOnly from error
        raise StorageFailed(error.errno or 0) from error


def sync(descriptor: int) -> None:
    """Return when the disk has what was written to ``descriptor``. Raises ``OSError``."""
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 - absent on Windows

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Return when the disk has the names in ``folder``. Windows keeps no such promise and takes none. ``OSError``.

    Some network disks know files alone (EINVAL, ENOTSUP); with them the wait is over at once.
    """
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        sync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SUCH_WAIT:
            raise
    finally:
        os.close(descriptor)


def for_owner(path: str, flags: int) -> int:
    """Open for Python's ``opener``: what is made so, only its owner may read, where the system knows such rights."""
    return os.open(path, flags, OWNERS_ALONE)


def write_whole(path: Path, data: bytes) -> None:
    """Replace the file at ``path`` by ``data``, or leave it as it was.

    Done when it returns, a power cut included. Raises as ``storage`` does, and leaves no half file.
    """
    half = path.with_name(f"{path.name}.{secrets.token_hex(4)}{TEMPORARY}")
    with storage():
        try:
            with open(half, "xb", opener=for_owner) as file:
                file.write(data)
                file.flush()
                sync(file.fileno())
            half.replace(path)
        except BaseException:
            with suppress(OSError):  # the first error is the one to tell; the next start removes what is left
                half.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def shred(path: Path) -> bool:
    """Overwrite a small file where it lies, then remove it; tell whether overwriting succeeded.

    When it cannot be overwritten it is removed all the same. A disk that writes elsewhere (copy-on-write, flash) may
    keep the old bytes until it is trimmed. Raises as ``storage`` does when the file cannot be removed.
    """
    overwritten = overwrite(path)
    with storage():
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
    return overwritten


def overwrite(path: Path) -> bool:
    """Overwrite a small file where it lies and give its place on the disk back; tell whether that succeeded.

    The file stays, with zeros in it.
    """
    try:
        with path.open("r+b", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size
            for filling in (secrets.token_bytes, bytes):
                file.seek(0)
                file.write(filling(size))
                sync(file.fileno())
            give_back(file.fileno(), size)
    except OSError:
        return False
    return True
