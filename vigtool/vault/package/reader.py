"""Reading a package: nothing of it is handed out before it was found to be as its sender sealed and signed it."""

import hashlib
from collections.abc import Callable, Sequence
from typing import BinaryIO

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.vault.age import AgeError, Identity
from vigtool.vault.meter import Meter
from vigtool.vault.package.errors import (
    NewerPackage,
    NotAPackage,
    PackageDamaged,
    PackagePart,
    PackageTooLarge,
    PackageUnreadable,
    SenderUnproved,
)
from vigtool.vault.package.limits import (
    BLOCK,
    KEY_SIZE,
    LENGTH,
    MAGIC_LIMIT,
    MAGIC_LINE,
    MANIFEST_LIMIT,
    PACKAGE_LIMIT,
    SIGNATURE_SIZE,
    SIGNED,
    VERSION,
)
from vigtool.vault.package.opening import opened
from vigtool.vault.signing import verify_signature


class PackageReader:
    """The package that fills ``file``, a plain file that can be read at any place; it stays open. Not thread-safe.

    The constructor authenticates the file's beginning and its very end, so one that was cut short or had something
    added is refused at once, and checks the signature. ``manifest`` is as the holder of the key ``signer`` (32 bytes)
    signed it; whether that is somebody known is for the caller to say. Then the blobs are copied in their order, and
    ``end`` is called: only then is all of it known to be whole.

    Raises ``NotAPackage``, ``NewerPackage``, ``NotForThisVault``, ``PackageDamaged``, ``PackageTooLarge``,
    ``SenderUnproved``, ``PackageUnreadable``.
    """

    def __init__(self, file: BinaryIO, identities: Sequence[Identity]) -> None:
        self._plain = opened(file, identities)
        if self._plain.size > PACKAGE_LIMIT:
            raise PackageTooLarge(PackagePart.FILE, self._plain.size, PACKAGE_LIMIT)
        head = self._head()
        self.signer = self._take(KEY_SIZE, PackagePart.SIGNATURE)
        signature = self._take(SIGNATURE_SIZE, PackagePart.SIGNATURE)
        if not verify_signature(self.signer, SIGNED + hashlib.sha256(head).digest(), signature):
            raise SenderUnproved

    @property
    def remaining(self) -> int:
        """Bytes of blobs that were not copied yet; what the manifest promises must come to just that."""
        return self._plain.size - self._plain.tell()

    def copy_blob(
        self, size: int, sha256: str, write: Callable[[bytes], object], progress: Progress = ignore_progress
    ) -> None:
        """Hand the next ``size`` bytes to ``write``, in pieces of at most 1 MiB that are authentic each.

        ``sha256`` is in lower-case hex. Keep nothing of what was written when it raises: ``PackageDamaged`` (FILE for
        a changed byte, BLOB for another length or hash than said), ``PackageUnreadable``, what ``write`` raises.
        """
        if not 0 <= size <= self.remaining:
            raise PackageDamaged(PackagePart.BLOB)
        meter, digest, left = Meter(size, progress), hashlib.sha256(), size
        while left:
            piece = self._take(min(BLOCK, left), PackagePart.BLOB)
            digest.update(piece)
            write(piece)
            left -= len(piece)
            meter.add(len(piece))
        if digest.hexdigest() != sha256:
            raise PackageDamaged(PackagePart.BLOB)

    def end(self) -> None:
        """Raise ``PackageDamaged`` (END) unless every byte was copied."""
        if self.remaining:
            raise PackageDamaged(PackagePart.END)

    def _head(self) -> bytes:
        magic = _checked_magic(self._read(MAGIC_LIMIT))
        self._plain.seek(len(magic))
        length = self._take(LENGTH.size, PackagePart.MANIFEST)
        (size,) = LENGTH.unpack(length)
        if size > MANIFEST_LIMIT:
            raise PackageTooLarge(PackagePart.MANIFEST, size, MANIFEST_LIMIT)
        self.manifest = self._take(size, PackagePart.MANIFEST)
        return magic + length + self.manifest

    def _take(self, size: int, part: PackagePart) -> bytes:
        taken = self._read(size)
        if len(taken) != size:
            raise PackageDamaged(part)
        return taken

    def _read(self, size: int) -> bytes:
        try:
            return self._plain.read(size)
        except AgeError as error:
            raise PackageDamaged(PackagePart.FILE) from error
        except OSError as error:
            raise PackageUnreadable(error.errno or 0) from error


def _checked_magic(begins: bytes) -> bytes:
    """Return the first line. Raises ``NotAPackage``, ``NewerPackage``."""
    line = MAGIC_LINE.match(begins)
    if line is None:
        raise NotAPackage
    if int(line[1]) != VERSION:
        raise NewerPackage(int(line[1]))
    return line[0]
