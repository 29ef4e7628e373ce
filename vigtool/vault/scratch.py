"""A sealed file that is written at any place: for what is gathered out of order and must not lie readable on a disk.

An age file is written from its beginning to its end. Whoever writes film goes back to its head, so it is gathered here
first, in blocks that are each sealed under a key that lives in this object alone, and goes from here into an age file.
"""

from collections.abc import Iterator
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from vigtool.vault.age.errors import PayloadError, PayloadFault

BLOCK: Final = 1 << 20
"""Bytes that are sealed together; two such blocks are in memory at most."""
_TAG: Final = 16
_NONCE: Final = 12


class SealedScratch:
    """Bytes ``[0, size)``, on one thread. ``file`` is the caller's, empty, and of no use without this object."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._aead = ChaCha20Poly1305(ChaCha20Poly1305.generate_key())
        self._sealings = 0
        self._nonces: list[bytes] = []
        self._at, self._open, self._changed = 0, bytearray(), False
        self.size = 0

    def put(self, offset: int, data: memoryview) -> None:
        """Write at a place, no further than the end. Raises ``ValueError`` beyond that, and as ``blocks`` does."""
        if not 0 <= offset <= self.size:
            raise ValueError(offset)
        while data:
            number, start = divmod(offset, BLOCK)
            self._turn_to(number)
            part = data[: BLOCK - start]
            self._open[start : start + len(part)] = part
            self._changed = True
            offset, data = offset + len(part), data[len(part) :]
            self.size = max(self.size, offset)

    def blocks(self) -> Iterator[bytes]:
        """All of it, in order. Raises ``OSError``, and ``PayloadError`` where the file was changed meanwhile."""
        for number in range(-(-self.size // BLOCK)):
            self._turn_to(number)
            yield bytes(self._open)

    def _turn_to(self, number: int) -> None:
        """Have a block in memory; the one before is sealed if it was changed."""
        if number == self._at:
            return
        self._keep()
        self._at, self._changed = number, False
        self._open = self._read(number) if number < len(self._nonces) else bytearray()

    def _keep(self) -> None:
        if not self._changed:
            return
        self._sealings += 1  # never the same nonce twice under one key, also for a block that is sealed anew
        nonce = self._sealings.to_bytes(_NONCE)
        self._file.seek(self._at * (BLOCK + _TAG))
        self._file.write(self._aead.encrypt(nonce, bytes(self._open), self._about(self._at)))
        self._nonces[self._at : self._at + 1] = [nonce]

    def _read(self, number: int) -> bytearray:
        length = min(BLOCK, self.size - number * BLOCK) + _TAG
        self._file.seek(number * (BLOCK + _TAG))
        try:
            found = self._aead.decrypt(self._nonces[number], self._file.read(length), self._about(number))
        except InvalidTag as error:
            raise PayloadError(number, PayloadFault.TAG) from error
        return bytearray(found)

    @staticmethod
    def _about(number: int) -> bytes:
        return number.to_bytes(8)
