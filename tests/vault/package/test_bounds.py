"""What a package may cost: limits that hold, memory that does not grow, disks and sticks that give out."""

import errno
import hashlib
import io
import os
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import pytest

from tests.vault.age.files import CHUNK, SEALED_CHUNK, parts_of
from tests.vault.package.forging import TO_SUPERVISOR
from tests.vault.package.packages import FILMS, MANIFEST, SENDER, STRANGER, SUPERVISOR, address, blob, package, take
from vigtool.vault.age import X25519Recipient
from vigtool.vault.age.header import seal_header
from vigtool.vault.age.payload import ChunkCipher
from vigtool.vault.package import (
    Blob,
    PackagePart,
    PackageReader,
    PackageTooLarge,
    PackageUnreadable,
    write_package,
)
from vigtool.vault.package.limits import BLOCK, PACKAGE_LIMIT, RECIPIENT_LIMIT

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

WHOLE = package(to=[address(SUPERVISOR, hybrid=False)])


class _Huge(io.RawIOBase):
    """A file of which only the head and the last piece were ever written."""

    def __init__(self, size: int) -> None:
        file_key, nonce = bytes(16), bytes(16)
        self._head = seal_header([TO_SUPERVISOR.wrap(file_key)], file_key) + nonce
        chunks = size // CHUNK
        sealed = bytearray(1 + 16)
        ChunkCipher(file_key, nonce).seal_into(chunks, b"x", sealed, last=True)
        self._tail = bytes(sealed)
        self._tail_at = len(self._head) + chunks * SEALED_CHUNK
        self._at = 0

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        self._at = offset + (self._tail_at + len(self._tail) if whence == os.SEEK_END else 0)
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        source, start = (self._tail, self._tail_at) if self._at >= self._tail_at else (self._head, 0)
        piece = source[self._at - start :][:size]
        self._at += len(piece)
        return piece

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer).cast("B")
        piece = self.read(len(view))
        view[: len(piece)] = piece
        return len(piece)


def test_more_than_a_package_may_hold_is_not_read() -> None:
    with pytest.raises(PackageTooLarge) as caught:
        PackageReader(cast("BinaryIO", _Huge(PACKAGE_LIMIT)), SUPERVISOR.identities)
    assert caught.value.args == (PackagePart.FILE, PACKAGE_LIMIT + 1, PACKAGE_LIMIT)


@pytest.mark.parametrize("ours", [0, 1])
def test_more_recipients_than_a_package_has_are_not_tried(ours: int) -> None:
    file_key, strangers = bytes(16), X25519Recipient.parse(STRANGER.recipient)
    stanzas = [strangers.wrap(file_key)] * (RECIPIENT_LIMIT + 1 - ours) + [TO_SUPERVISOR.wrap(file_key)] * ours
    file = seal_header(stanzas, file_key) + bytes(16 + 17)
    error = take(file).error
    assert isinstance(error, PackageTooLarge)
    assert error.args == (PackagePart.RECIPIENTS, RECIPIENT_LIMIT + 1, RECIPIENT_LIMIT)
    assert take(package(to=[address(STRANGER)] * (RECIPIENT_LIMIT - 1) + [address(SUPERVISOR)])).error is None


class _Noughts(io.RawIOBase):
    """A film of so many zero bytes that nobody has in memory."""

    def __init__(self, size: int) -> None:
        self._left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer).cast("B")
        count = min(len(view), self._left)
        view[:count] = bytes(count)
        self._left -= count
        return count


class _UnpluggedStick(io.BytesIO):
    """A file that is read well so many times and then cannot be."""

    def __init__(self, content: bytes, reads: int) -> None:
        super().__init__(content)
        self.reads = reads

    def read(self, size: int | None = -1, /) -> bytes:
        self._count()
        return super().read(size)

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        self._count()
        return super().readinto(buffer)

    def _count(self) -> None:
        if not self.reads:
            raise OSError(errno.EIO, "")
        self.reads -= 1


def test_a_large_film_takes_little_memory(tmp_path: Path) -> None:
    size, file = 48 * BLOCK, tmp_path / "p"
    digest = hashlib.sha256(bytes(size)).hexdigest()
    film = Blob(size, digest, lambda: _film(size))
    tracemalloc.start()
    try:
        with file.open("wb", buffering=0) as out:
            write_package(out, MANIFEST, [film], [address(SUPERVISOR)], SENDER.sign)
        with file.open("rb") as package_file:
            reader = PackageReader(package_file, SUPERVISOR.identities)
            reader.copy_blob(size, digest, lambda _piece: None)
            reader.end()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 * BLOCK


def _film(size: int) -> BinaryIO:
    return io.BufferedReader(_Noughts(size))


def _read_through(stick: _UnpluggedStick) -> None:
    reader = PackageReader(stick, SUPERVISOR.identities)
    for one in map(blob, FILMS):
        reader.copy_blob(one.size, one.sha256, lambda _piece: None)
    reader.end()


def test_a_stick_that_is_pulled_out_at_any_time() -> None:
    whole = _UnpluggedStick(WHOLE, 1000)
    _read_through(whole)
    needed = 1000 - whole.reads
    assert needed > len(parts_of(WHOLE).chunks)
    for reads in range(needed):
        with pytest.raises(PackageUnreadable) as caught:
            _read_through(_UnpluggedStick(WHOLE, reads))
        assert caught.value.code == errno.EIO


def test_what_the_receiver_raises_goes_through() -> None:
    reader = PackageReader(io.BytesIO(WHOLE), SUPERVISOR.identities)
    clip = blob(FILMS[0])

    def full(_piece: bytes) -> None:
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(OSError, match="full"):
        reader.copy_blob(clip.size, clip.sha256, full)
