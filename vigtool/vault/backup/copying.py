"""Copying a sealed file to another disk so that it is known to lie there: hashed, synced, read back, compared."""

import hashlib
import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import Final

from vigtool.vault.age import AgeError, SequentialReader, X25519Identity
from vigtool.vault.age.source import ReadableFile
from vigtool.vault.atomic import TEMPORARY, for_owner, storage, sync, sync_folder, write_whole
from vigtool.vault.backup.errors import BackupDiffers
from vigtool.vault.backup.manifest import FileFacts

BLOCK: Final = 1 << 20

Count = Callable[[int], None]
"""Is told of each piece of bytes that was moved or read."""


class Vanished(Exception):
    """Internal to backups: what was to be copied is not there any more."""


class Unauthentic(Exception):
    """Internal to backups: a copy is what its original is, and the original is damaged."""

    def __init__(self, facts: FileFacts) -> None:
        super().__init__(facts)
        self.facts = facts


def copy_file(
    source: Path, target: Path, count: Count, *, size: int | None = None, key: X25519Identity | None = None
) -> FileFacts:
    """Copy the first ``size`` bytes (all without it), told twice over: moved and read back.

    With ``key`` the copy is authenticated, too; ``Unauthentic`` then says that it is kept, but damaged as the original
    is. Raises ``Vanished``, ``BackupDiffers``, and as ``atomic.storage`` does.
    """
    with opened(source) as original:
        status = os.fstat(original.fileno())
        half = target.with_name(f"{target.name}.{secrets.token_hex(4)}{TEMPORARY}")
        with storage():
            target.parent.mkdir(0o700, parents=True, exist_ok=True)
        try:
            facts = _written(original, half, count, status.st_size if size is None else size)
            authentic = _read_back(half, facts, count, key)
            with storage():
                half.replace(target)
                sync_folder(target.parent)
        except BaseException:
            with suppress(OSError):  # the first error is the one to tell; the next backup removes what is left
                half.unlink(missing_ok=True)
            raise
    facts = FileFacts(facts.size, facts.sha256, status.st_mtime_ns)
    if not authentic:
        raise Unauthentic(facts)
    return facts


def opened(source: Path) -> FileIO:
    """Open a regular file for reading. Raises ``Vanished``, and as ``atomic.storage`` does."""
    with storage():
        try:
            file = FileIO(source, "rb", opener=_without_waiting)
        except FileNotFoundError as error:
            raise Vanished from error
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):  # who may write to a backup's disk can put a pipe there
            file.close()
            raise Vanished
        return file


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def put_bytes(data: bytes, target: Path) -> FileFacts:
    """Write ``data`` and read it back. Raises as ``copy_file`` does."""
    facts = FileFacts(len(data), hashlib.sha256(data).hexdigest())
    with storage():
        target.parent.mkdir(0o700, parents=True, exist_ok=True)
    write_whole(target, data)
    if hash_file(target) != (facts.size, facts.sha256):
        raise BackupDiffers
    return facts


def hash_file(path: Path, size: int | None = None, count: Count = lambda _count: None) -> tuple[int, str]:
    """Return how many bytes there are (up to ``size``), and their SHA-256 in hex. Raises ``OSError``."""
    digest, left, total = hashlib.sha256(), size, 0
    with path.open("rb", buffering=0) as file:
        while piece := file.read(BLOCK if left is None else min(BLOCK, left)):
            digest.update(piece)
            count(len(piece))
            total += len(piece)
            left = None if left is None else left - len(piece)
    return total, digest.hexdigest()


def _written(original: ReadableFile, half: Path, count: Count, size: int) -> FileFacts:
    digest, left = hashlib.sha256(), size
    with storage(), FileIO(half, "xb", opener=for_owner) as file:
        while left and (piece := original.read(min(BLOCK, left))):
            digest.update(piece)
            rest = memoryview(piece)
            while rest:
                rest = rest[file.write(rest) :]
            left -= len(piece)
            count(len(piece))
        sync(file.fileno())
        _drop_from_memory(file.fileno())
    return FileFacts(size - left, digest.hexdigest())


def _read_back(half: Path, facts: FileFacts, count: Count, key: X25519Identity | None) -> bool:
    """Tell whether the copy is authentic. Raises ``BackupDiffers`` when it is not what was written."""
    with storage(), FileIO(half, "rb") as file:
        hashing = _Hashing(file, count)
        authentic = key is None or _is_authentic(hashing, key)
        while hashing.read(BLOCK):
            pass
    if (hashing.size, hashing.digest.hexdigest()) != (facts.size, facts.sha256):
        raise BackupDiffers
    return authentic


def _is_authentic(file: "_Hashing", key: X25519Identity) -> bool:
    try:
        reader = SequentialReader(file, [key])
        while reader.read(BLOCK):
            pass
    except AgeError:
        return False
    return True


class _Hashing:
    """Reads a file through and keeps count and hash of what was read."""

    def __init__(self, file: ReadableFile, count: Count) -> None:
        self.digest, self.size = hashlib.sha256(), 0
        self._file, self._count = file, count

    def read(self, size: int = -1, /) -> bytes:
        piece = self._file.read(size) or b""
        self.digest.update(piece)
        self.size += len(piece)
        self._count(len(piece))
        return piece


def _drop_from_memory(descriptor: int) -> None:
    """Ask the system to forget its own copy, so that reading back asks the disk; where it can be asked."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
