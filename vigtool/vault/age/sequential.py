"""Decryption, forward only: from a pipe, a card, another machine's stream."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from vigtool.vault.age.errors import AgeError, PayloadError, PayloadFault
from vigtool.vault.age.opening import KnownFileKey, binary_source, open_payload
from vigtool.vault.age.payload import SEALED_CHUNK_SIZE, TAG_SIZE
from vigtool.vault.age.recipient import Identity
from vigtool.vault.age.source import ReadableFile

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_READ_AHEAD = 4 * SEALED_CHUNK_SIZE


class SequentialReader(io.RawIOBase):
    """The content of the age file (binary or armored) that starts at ``file``'s position. Not thread-safe.

    Each chunk is authenticated before a byte of it is released, but only the end of the content tells that nothing was
    cut off: act on what you read only after ``read`` gave ``b""``. Reads ahead in ``file`` and never closes it.
    The constructor raises ``HeaderError``, ``NoMatchError``, ``HmacError``, ``ArmorError``.
    """

    def __init__(self, file: ReadableFile, identities: Sequence[Identity]) -> None:
        self._source = binary_source(file, _READ_AHEAD)
        self._cipher = open_payload(self._source, identities)
        self._chunk = 0
        self._plain = b""
        self._position = 0
        self._ended = False
        self._failure: AgeError | None = None

    @classmethod
    def from_file_key(cls, file: ReadableFile, file_key: bytes) -> Self:
        """Read with a file key that ``unwrap_file_key`` gave; another file's key raises ``HmacError``."""
        return cls(file, [KnownFileKey(file_key)])

    def readable(self) -> bool:
        """Return True."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """Return up to ``size`` bytes, of one chunk at most; ``b""`` only at the authenticated end.

        Without ``size``: everything to the end, or an error. Raises ``PayloadError`` or ``ArmorError`` after all
        that came before the damage was given out, and again at each later call.
        """
        if size is None or size < 0:
            return self.readall()
        if size == 0 or not self._ready():
            return b""
        piece = self._plain[self._position : self._position + size]
        self._position += len(piece)
        return piece

    def readall(self) -> bytes:
        """Return everything to the end. Raises as ``read`` does, and then returns nothing."""
        pieces = []
        while self._ready():
            pieces.append(self._plain[self._position :])
            self._position = len(self._plain)
        return b"".join(pieces)

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill ``buffer`` from one chunk at most and return the count; 0 only at the authenticated end."""
        view = memoryview(buffer).cast("B")
        piece = self.read(len(view))
        view[: len(piece)] = piece
        return len(piece)

    def _ready(self) -> bool:
        if self.closed:
            raise ValueError("closed")
        if self._position < len(self._plain):
            return True
        if self._failure is not None:
            raise self._failure
        if self._ended:
            return False
        try:
            self._next_chunk()
        except AgeError as failure:
            self._failure = failure
            raise
        return bool(self._plain)

    def _next_chunk(self) -> None:
        sealed = self._source.take(SEALED_CHUNK_SIZE)
        self._position, self._plain = 0, b""
        if len(sealed) < SEALED_CHUNK_SIZE:
            self._plain = self._open_short(sealed)
            self._ended = True
        else:
            self._plain = self._open_full(sealed)
            if self._ended and self._source.peek(1):
                self._failure = PayloadError(self._chunk + 1, PayloadFault.TRAILING_DATA)
        self._chunk += 1

    def _open_short(self, sealed: memoryview) -> bytes:
        if len(sealed) < TAG_SIZE:
            raise PayloadError(self._chunk, PayloadFault.TRUNCATED)
        if len(sealed) == TAG_SIZE and self._chunk:
            raise PayloadError(self._chunk, PayloadFault.EMPTY_LAST_CHUNK)
        return self._cipher.open(self._chunk, sealed, last=True)

    def _open_full(self, sealed: memoryview) -> bytes:
        try:
            return self._cipher.open(self._chunk, sealed, last=False)
        except PayloadError:
            plain = self._cipher.open(self._chunk, sealed, last=True)
        self._ended = True
        return plain
