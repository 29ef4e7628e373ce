"""Encryption, forward only: the writer that every file of the vault comes from."""

import secrets
from collections.abc import Sequence
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

from vigtool.vault.age.armor import ArmorWriter
from vigtool.vault.age.errors import RecipientMixError
from vigtool.vault.age.header import seal_header
from vigtool.vault.age.payload import CHUNK_SIZE, NONCE_SIZE, SEALED_CHUNK_SIZE, TAG_SIZE, ChunkBytes, ChunkCipher
from vigtool.vault.age.recipient import FILE_KEY_SIZE, Recipient
from vigtool.vault.age.sink import WritableFile, write_all

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_BATCH = 16
"""Chunks handed to the file at once: single ones end between pages of the disk and halve its speed."""


def encrypt(out: WritableFile | IO[bytes], recipients: Sequence[Recipient], *, armored: bool = False) -> "AgeWriter":
    """Write the header for ``recipients`` to ``out`` and return a writer for the content.

    Raises ``RecipientMixError`` when there is no recipient or they may not share a file, ``KeyFormatError`` for a
    public key that is none, and what ``out`` raises.
    """
    if len({recipient.company for recipient in recipients}) != 1:
        raise RecipientMixError(len(recipients))
    if len(recipients) > 1 and recipients[0].company == "scrypt":
        raise RecipientMixError(len(recipients))
    file_key = secrets.token_bytes(FILE_KEY_SIZE)
    nonce = secrets.token_bytes(NONCE_SIZE)
    header = seal_header([recipient.wrap(file_key) for recipient in recipients], file_key)
    armor = ArmorWriter(out) if armored else None
    write_all(armor or out, header + nonce)
    return AgeWriter(armor or out, ChunkCipher(file_key, nonce), armor)


class AgeWriter:
    """Encrypts what is written to it; made by ``encrypt``. Not thread-safe.

    The file is valid only after ``close``, which writes the final chunk and leaves ``out`` open (flushing, fsync and
    renaming are the caller's). As a context manager it closes at the end of the block, but not when the block raises:
    then, and after a failed ``write`` or ``close``, it can never be made valid. It is no ``io.IOBase`` on purpose:
    those close themselves when they are collected, and would turn half a film into a valid file.
    """

    def __init__(self, out: WritableFile, cipher: ChunkCipher, armor: ArmorWriter | None) -> None:
        self._out = out
        self._cipher = cipher
        self._armor = armor
        self._chunk = 0
        self._pending = bytearray(CHUNK_SIZE)
        self._pending_size = 0
        self._sealed = memoryview(bytearray(_BATCH * SEALED_CHUNK_SIZE))
        self._sealed_size = 0
        self._open = True

    def write(self, data: "ReadableBuffer", /) -> int:
        """Encrypt all of ``data`` and return its size in bytes; 64 KiB at most wait for the next call. 1 MiB is fast.

        Raises what ``out`` raises; ``ValueError`` after ``close``, ``abandon`` or an error.
        """
        self._demand_open()
        view = memoryview(data).cast("B")
        size = len(view)
        self._open = False
        if self._pending_size:
            view = view[self._fill_pending(view) :]
            if view:
                self._seal(self._pending, last=False)
                self._pending_size = 0
        while len(view) > CHUNK_SIZE:
            self._seal(view[:CHUNK_SIZE], last=False)
            view = view[CHUNK_SIZE:]
        self._fill_pending(view)
        self._flush()
        self._open = True
        return size

    def close(self) -> None:
        """Write the final chunk; a second call does nothing after success and raises ``ValueError`` after an error."""
        if self._pending_size < 0:
            return
        self._demand_open()
        self._open = False
        self._seal(memoryview(self._pending)[: self._pending_size], last=True)
        self._flush()
        if self._armor is not None:
            self._armor.close()
        self._pending_size = -1

    def abandon(self) -> None:
        """Give up: what was written so far stays without a final chunk, so that no reader takes it for a file."""
        self._open = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.abandon()

    def _demand_open(self) -> None:
        if not self._open:
            raise ValueError("closed or abandoned")

    def _fill_pending(self, view: memoryview) -> int:
        count = min(CHUNK_SIZE - self._pending_size, len(view))
        self._pending[self._pending_size : self._pending_size + count] = view[:count]
        self._pending_size += count
        return count

    def _seal(self, plaintext: ChunkBytes, *, last: bool) -> None:
        start, stop = self._sealed_size, self._sealed_size + len(plaintext) + TAG_SIZE
        self._cipher.seal_into(self._chunk, plaintext, self._sealed[start:stop], last=last)
        self._chunk += 1
        self._sealed_size = stop
        if stop == len(self._sealed):
            self._flush()

    def _flush(self) -> None:
        write_all(self._out, self._sealed[: self._sealed_size])
        self._sealed_size = 0
