"""Decryption at any place: what a player and an editor of films read from."""

import io
import os
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from vigtool.vault.age.armor import ArmorReader, looks_armored
from vigtool.vault.age.errors import ArmorError, ArmorFault, PayloadError, PayloadFault
from vigtool.vault.age.opening import KnownFileKey, open_payload
from vigtool.vault.age.payload import CHUNK_SIZE, SEALED_CHUNK_SIZE, TAG_SIZE
from vigtool.vault.age.recipient import Identity
from vigtool.vault.age.source import SeekableFile, Source, read_at

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CACHED_CHUNKS = 8
_PEEK = 1024
_MAX_DEARMORED = 64 << 20
"""An armored file cannot be read at an offset, so it is decoded into memory: keys and letters, not films."""


class SeekableReader(io.RawIOBase):
    """The content of the age file (binary or armored) that fills ``file`` from offset 0. Not thread-safe.

    Opening authenticates the last chunk, so the length is certain from then on; every other chunk is authenticated
    when it is first read, and nothing of it is released before. A ``read`` is short only at the end. Several readers
    may share one descriptor of a plain file (POSIX). Never closes ``file``; ``close`` forgets key and cached content.

    The constructor raises ``HeaderError``, ``NoMatchError``, ``HmacError``, ``PayloadError``, ``ArmorError``.
    """

    def __init__(self, file: SeekableFile, identities: Sequence[Identity]) -> None:
        binary = _binary_file(file)
        sealed_size = binary.seek(0, os.SEEK_END)
        binary.seek(0)
        source = Source(binary)
        self._cipher = open_payload(source, identities)
        self._payload_offset = source.consumed
        sealed_size -= self._payload_offset
        self._read_at = read_at(binary)
        self._last = max(0, -(-sealed_size // SEALED_CHUNK_SIZE) - 1)
        self._last_sealed_size = sealed_size - self._last * SEALED_CHUNK_SIZE
        self._size = sealed_size - (self._last + 1) * TAG_SIZE
        self._cache: OrderedDict[int, bytes] = OrderedDict()
        self._position = 0
        self._plain, self._plain_start = self._load_last(), self._last * CHUNK_SIZE

    @classmethod
    def from_file_key(cls, file: SeekableFile, file_key: bytes) -> Self:
        """Read with a file key that ``unwrap_file_key`` gave; another file's key raises ``HmacError``."""
        return cls(file, [KnownFileKey(file_key)])

    @property
    def size(self) -> int:
        """The content's length in bytes."""
        return self._size

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return the position in bytes."""
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Move, ``whence`` as for any file; beyond the end is allowed, before the start raises ``ValueError``."""
        self._demand_open()
        target = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}[whence]
        if target < 0:
            raise ValueError(target)
        self._position = target
        return target

    def read(self, size: int | None = -1, /) -> bytes:
        """Return ``size`` bytes (all without ``size``), fewer only at the end, never more.

        Raises ``PayloadError`` when a chunk in the way is not authentic; then nothing is released or moved.
        """
        self._demand_open()
        end = self._size if size is None or size < 0 else min(self._position + size, self._size)
        start = self._position - self._plain_start
        stop = end - self._plain_start
        if stop <= start:
            return b""
        in_current_chunk = start >= 0 and stop <= len(self._plain)
        piece = self._plain[start:stop] if in_current_chunk else self._gather(self._position, end)
        self._position = end
        return piece

    def readall(self) -> bytes:
        """Return everything from the position to the end. Raises as ``read`` does."""
        return self.read(-1)

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill ``buffer``, leaving a rest only at the end, and return the count. Raises as ``read`` does."""
        view = memoryview(buffer).cast("B")
        piece = self.read(len(view))
        view[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Forget the key and what was decrypted; ``file`` stays open."""
        if not self.closed:
            for name in ("_cache", "_plain", "_cipher", "_read_at"):
                self.__dict__.pop(name, None)
        super().close()

    def _demand_open(self) -> None:
        if self.closed:
            raise ValueError("closed")

    def _gather(self, position: int, end: int) -> bytes:
        pieces = []
        while position < end:
            chunk, start = divmod(position, CHUNK_SIZE)
            self._plain, self._plain_start = self._chunk(chunk), chunk * CHUNK_SIZE
            piece = self._plain[start : end - self._plain_start]
            pieces.append(piece)
            position += len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def _chunk(self, chunk: int) -> bytes:
        plain = self._cache.get(chunk)
        if plain is None:
            plain = self._load(chunk)
            self._cache[chunk] = plain
            if len(self._cache) > _CACHED_CHUNKS:
                self._cache.popitem(last=False)
        else:
            self._cache.move_to_end(chunk)
        return plain

    def _load(self, chunk: int) -> bytes:
        size = self._last_sealed_size if chunk == self._last else SEALED_CHUNK_SIZE
        sealed = self._read_at(self._payload_offset + chunk * SEALED_CHUNK_SIZE, size)
        if len(sealed) != size:
            raise PayloadError(chunk, PayloadFault.TRUNCATED)
        return self._cipher.open(chunk, sealed, last=chunk == self._last)

    def _load_last(self) -> bytes:
        if self._last_sealed_size < TAG_SIZE:
            raise PayloadError(self._last, PayloadFault.TRUNCATED)
        if self._last_sealed_size == TAG_SIZE and self._last:
            raise PayloadError(self._last, PayloadFault.EMPTY_LAST_CHUNK)
        return self._chunk(self._last)


def _binary_file(file: SeekableFile) -> SeekableFile:
    file.seek(0)
    source = Source(file)
    if not looks_armored(source.peek(_PEEK)):
        return file
    binary = io.BytesIO()
    armor = ArmorReader(source)
    while piece := armor.read(CHUNK_SIZE):
        if binary.write(piece) and binary.tell() > _MAX_DEARMORED:
            raise ArmorError(1, ArmorFault.TOO_LARGE)
    return binary
