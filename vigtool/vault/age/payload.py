"""The payload's chunks: STREAM with ChaCha20-Poly1305 (C2SP age.md, "Payload")."""

from typing import TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from vigtool.vault.age.errors import PayloadError, PayloadFault
from vigtool.vault.age.hkdf import hkdf_sha256

ChunkBytes: TypeAlias = bytes | bytearray | memoryview

NONCE_SIZE = 16
CHUNK_SIZE = 1 << 16
TAG_SIZE = 16
SEALED_CHUNK_SIZE = CHUNK_SIZE + TAG_SIZE


class ChunkCipher:
    """Seals and opens the chunks of one payload, which its file key and its 16-byte nonce make unique."""

    def __init__(self, file_key: bytes, nonce: bytes) -> None:
        self._aead = ChaCha20Poly1305(hkdf_sha256(file_key, salt=nonce, info=b"payload"))

    def seal_into(self, chunk: int, plaintext: ChunkBytes, sealed: bytearray | memoryview, *, last: bool) -> None:
        """Encrypt chunk number ``chunk`` into ``sealed``, whose size is the plaintext's and 16 bytes more."""
        self._aead.encrypt_into(_chunk_nonce(chunk, last=last), plaintext, None, sealed)

    def open(self, chunk: int, sealed: ChunkBytes, *, last: bool) -> bytes:
        """Return the authentic plaintext of chunk number ``chunk``. Raises ``PayloadError(TAG)``.

        Never ``decrypt_into``: it leaves the plaintext of a refused chunk in the buffer.
        """
        try:
            return self._aead.decrypt(_chunk_nonce(chunk, last=last), sealed, None)
        except InvalidTag as error:
            raise PayloadError(chunk, PayloadFault.TAG) from error


def _chunk_nonce(chunk: int, *, last: bool) -> bytes:
    return (chunk << 8 | last).to_bytes(12, "big")
