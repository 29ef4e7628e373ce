"""One frame of the log: ``length | check | nonce | sealed``, chained to the frame before it.

``length`` (4 bytes, big-endian) counts nonce and sealed; ``check`` is the CRC-32 of length, nonce and sealed, and only
tells a torn frame from a whole one without a key. Sealed: ChaCha20-Poly1305 under the frame key, with the journal's id,
the sequence number and the SHA-256 of the whole frame before as associated data.
"""

import hashlib
import secrets
import struct
import zlib
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from vigtool.vault.derivation import Label, derive

MAGIC: Final = b"vigtool-journal\x01"
JOURNAL_ID_SIZE: Final = 16
HEADER_SIZE: Final = len(MAGIC) + JOURNAL_ID_SIZE
PREFIX: Final = struct.Struct(">II")
NONCE_SIZE: Final = 12
TAG_SIZE: Final = 16
MAX_LENGTH: Final = 32 << 20

_LENGTH: Final = struct.Struct(">I")
_SEQ: Final = struct.Struct(">Q")


class NoFrame(Exception):
    """Internal to the journal: what stands here is not the frame that belongs here."""


def journal_id(secret: bytes) -> bytes:
    """Return the 16 bytes that name the journal of the vault whose key has this secret."""
    return derive(secret, Label.JOURNAL_ID)[:JOURNAL_ID_SIZE]


def frame_hash(frame: bytes | memoryview) -> bytes:
    """Return what the next frame is chained to; of the log's header for the first frame."""
    return hashlib.sha256(frame).digest()


def frame_length(prefix: bytes | memoryview) -> int:
    """Return how many bytes follow the 8-byte ``prefix``. Raises ``NoFrame`` when no frame can have this prefix."""
    if len(prefix) < PREFIX.size:
        raise NoFrame
    length: int = PREFIX.unpack(prefix)[0]
    if not NONCE_SIZE + TAG_SIZE < length <= MAX_LENGTH:
        raise NoFrame
    return length


def is_whole(frame: memoryview) -> bool:
    """Tell whether a frame of the right length has the right check."""
    check: int = PREFIX.unpack_from(frame)[1]
    return check == _check(frame[:4], frame[8:20], frame[20:])


class FrameCipher:
    """Makes and opens the frames of one journal."""

    def __init__(self, secret: bytes) -> None:
        self.id = journal_id(secret)
        self.header = MAGIC + self.id
        self._aead = ChaCha20Poly1305(derive(secret, Label.JOURNAL_FRAME))

    def seal(self, seq: int, previous: bytes, plain: bytes) -> bytes:
        """Return the frame with ``plain`` at place ``seq`` after the frame with the hash ``previous``."""
        nonce = secrets.token_bytes(NONCE_SIZE)
        sealed = self._aead.encrypt(nonce, plain, self.id + _SEQ.pack(seq) + previous)
        if NONCE_SIZE + len(sealed) > MAX_LENGTH:
            raise ValueError(len(sealed))
        length = _LENGTH.pack(NONCE_SIZE + len(sealed))
        return length + _LENGTH.pack(_check(length, nonce, sealed)) + nonce + sealed

    def open(self, seq: int, previous: bytes, frame: memoryview) -> bytes:
        """Return what ``seal`` took. Raises ``NoFrame`` unless this frame was sealed for this very place.

        Length and check are the business of whoever cut the frame out of the log; the chain covers them.
        """
        try:
            return self._aead.decrypt(frame[8:20], frame[20:], self.id + _SEQ.pack(seq) + previous)
        except InvalidTag as error:
            raise NoFrame from error


def _check(length: bytes | memoryview, nonce: bytes | memoryview, sealed: bytes | memoryview) -> int:
    return zlib.crc32(sealed, zlib.crc32(nonce, zlib.crc32(length)))
