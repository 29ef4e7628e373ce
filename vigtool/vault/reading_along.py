"""Reading a film back while it is still being written, so that the check need not wait for its end."""

from io import FileIO
from pathlib import Path
from typing import Final

from vigtool.vault.age import AgeError, X25519Identity
from vigtool.vault.age.opening import open_payload
from vigtool.vault.age.payload import CHUNK_SIZE, SEALED_CHUNK_SIZE, TAG_SIZE
from vigtool.vault.age.source import Source, read_at
from vigtool.vault.errors import Damaged, Part

CHUNK: Final = CHUNK_SIZE
"""Bytes that ``read_chunk`` gives, but for the last chunk."""


class AlongReader:
    """What a file holds of an unfinished film, chunk by chunk, each decrypted and authenticated. One thread at a time.

    The constructor and ``read_chunk`` raise ``Damaged`` (RECORDING, with the id).
    """

    def __init__(self, path: Path, id_: str, key: X25519Identity) -> None:
        self._id = id_
        self._next = 0
        try:
            self._file = FileIO(path, "rb")
        except OSError as error:
            raise Damaged(Part.RECORDING, id_) from error
        try:
            source = Source(self._file)
            self._cipher = open_payload(source, [key])
            self._payload_offset = source.consumed
            self._read_at = read_at(self._file)
        except (AgeError, OSError) as error:
            self._file.close()
            raise Damaged(Part.RECORDING, id_) from error

    def read_chunk(self, size: int, *, last: bool) -> bytes:
        """Return the next chunk, of ``size`` bytes: ``CHUNK``, or what is left for the ``last`` one.

        A chunk can be read when the writer has been given something after it; the last one when it has finished.
        """
        try:
            sealed = self._read_at(self._payload_offset + self._next * SEALED_CHUNK_SIZE, size + TAG_SIZE)
            plain = self._cipher.open(self._next, sealed, last=last)
        except (AgeError, OSError) as error:
            raise Damaged(Part.RECORDING, self._id) from error
        self._next += 1
        return plain

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
