"""A file on its way out of the vault: it appears under its name whole, checked and on record, or not at all.

Where the system can (Linux: ``O_TMPFILE``) the unfinished file has no name: not even ``kill -9`` leaves it behind.
"""

import errno
import hashlib
import io
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from vigtool.engine.film_source import FilmSource
from vigtool.services.errors import CannotWrite, TargetInVault
from vigtool.vault.atomic import OWNERS_ALONE, for_owner
from vigtool.vault.errors import NoSpace

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_FULL: Final = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}

_BLOCK: Final = 1024 * 1024


@contextmanager
def writing_to(target: Path) -> Iterator[None]:
    """Turn what the system says about writing into ``NoSpace`` or ``CannotWrite``."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise NoSpace from error
        raise CannotWrite(target, error.errno) from error


def outside(target: Path, vault_folder: Path | None) -> None:
    """Raise ``TargetInVault`` when the place lies in this or another vault's folder, by whatever name it is called.

    ``vault_folder`` is None where no vault is open.
    """
    # realpath and not Path.resolve: links in a circle make the latter raise, each Python version otherwise
    place = Path(os.path.realpath(target))
    if vault_folder is not None and place.is_relative_to(os.path.realpath(vault_folder)):
        raise TargetInVault
    with writing_to(target):
        if any((folder / "vault.json").exists() for folder in (place, *place.parents)):
            raise TargetInVault


class _WholeWrites(io.FileIO):
    """A file without a buffer, so that only ``write`` can meet a full disk: never a ``seek``, never ``close``."""

    def write(self, data: "ReadableBuffer", /) -> int:
        """Write all of it."""
        rest = memoryview(data).cast("B")
        size = len(rest)
        while rest:
            rest = rest[super().write(rest) :]
        return size


class OutgoingFile:
    """An unfinished file beside its target; ``file`` takes its bytes. Then ``publish``, and in any case ``close``."""

    def __init__(self, target: Path, vault_folder: Path | None) -> None:
        """Raises ``TargetInVault``, ``CannotWrite`` or ``NoSpace``."""
        outside(target, vault_folder)
        self.target = target.absolute()
        self._named: Path | None = None
        with writing_to(target):
            if target.exists() and not target.is_file():  # a folder, but a device or pipe would be replaced as well
                raise OSError(errno.EEXIST, "")
            self.file: BinaryIO = cast("BinaryIO", self._nameless() or self._beside())

    def put(self, offset: int, data: "ReadableBuffer", /) -> None:
        """Write at a place. Raises ``CannotWrite`` or ``NoSpace``."""
        with writing_to(self.target):
            self.file.seek(offset)
            self.file.write(data)

    def lend(self) -> FilmSource:
        """What was written, to be read by an engine; the caller closes it. Raises ``CannotWrite``."""
        with writing_to(self.target):
            if self._named is not None:
                return FilmSource(io.FileIO(self._named))
            return FilmSource(io.FileIO(f"/proc/self/fd/{self.file.fileno()}"))

    def empty(self) -> None:
        """Begin anew: nothing was written. Raises ``CannotWrite``."""
        with writing_to(self.target):
            self.file.seek(0)
            self.file.truncate()

    def sha256(self) -> str:
        """The hash of what was written, in hex."""
        self.file.seek(0)
        digest = hashlib.sha256()
        while block := self.file.read(_BLOCK):
            digest.update(block)
        return digest.hexdigest()

    def size(self) -> int:
        """How many bytes were written."""
        return self.file.seek(0, os.SEEK_END)

    def publish(self) -> None:
        """Give the file its name, in the place of another of that name. Raises ``CannotWrite`` or ``NoSpace``."""
        with writing_to(self.target):
            os.fsync(self.file.fileno())
            if self._named is None:
                self._named = self._linked()
            self.file.close()
            if self._named != self.target:
                self._named.replace(self.target)
            self._named = None

    def close(self) -> None:
        """Leave nothing of it, unless it was published."""
        self.file.close()
        if self._named is not None:
            self._named.unlink(missing_ok=True)
            self._named = None

    def _linked(self) -> Path:
        """Give the nameless file its name at once, or where another has that, one to replace it from."""
        try:
            self._link(self.target)
        except FileExistsError:
            half = self._half_name()
            self._link(half)
            return half
        return self.target

    def _link(self, path: Path) -> None:
        """Give the nameless file a name; only with a folder's descriptor does Python follow the link in /proc."""
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.link(f"/proc/self/fd/{self.file.fileno()}", path.name, dst_dir_fd=folder, follow_symlinks=True)
        finally:
            os.close(folder)

    def _half_name(self) -> Path:
        return self.target.with_name(f".{secrets.token_hex(6)}.part")

    def _nameless(self) -> io.FileIO | None:
        flag = getattr(os, "O_TMPFILE", None)
        if flag is None:
            return None
        with suppress(OSError):  # file systems without it: the file gets a name from the start
            descriptor = os.open(self.target.parent, flag | os.O_RDWR, OWNERS_ALONE)
            return _WholeWrites(descriptor, "w+b")
        return None

    def _beside(self) -> io.FileIO:
        self._named = self._half_name()
        return _WholeWrites(self._named, "x+b", opener=for_owner)


def small_file(target: Path, data: bytes, vault_folder: Path | None) -> OutgoingFile:
    """Write a small file that waits for its name. Raises ``TargetInVault``, ``CannotWrite`` or ``NoSpace``."""
    outgoing = OutgoingFile(target, vault_folder)
    try:
        with writing_to(target):
            outgoing.file.write(data)
    except BaseException:
        outgoing.close()
        raise
    return outgoing


@contextmanager
def small_files(contents: Mapping[Path, bytes], vault_folder: Path | None) -> Iterator[None]:
    """Write small files that get their names in turn when the block ends; when it fails, none of them is left.

    The block puts them on record. Raises as ``small_file`` and ``publish`` do.
    """
    with ExitStack() as stack:
        files = [stack.enter_context(closing(small_file(*file, vault_folder))) for file in contents.items()]
        yield
        for file in files:
            file.publish()


def beside(target: Path, ending: str) -> Path:
    """The file of another ending that lies beside one: never that one itself, on disks that see no case either."""
    if target.suffix.lower() == ending:
        return target.with_name(target.name + ending)
    return target.with_suffix(ending)


def write_file(target: Path, data: bytes, vault_folder: Path | None) -> None:
    """Write a small file that needs no entry in the journal. Raises as ``small_file`` and ``publish`` do."""
    with small_files({target: data}, vault_folder):
        pass


def make_folder(folder: Path, vault_folder: Path) -> None:
    """Make a folder outside the vault where there is none. Raises ``TargetInVault``, ``CannotWrite``, ``NoSpace``."""
    outside(folder, vault_folder)
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
