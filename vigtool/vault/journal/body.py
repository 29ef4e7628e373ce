"""The words of an entry, sealed under the key of the case they speak of: without that key only a hash is left.

Sealed: ``nonce(12) | ChaCha20-Poly1305(blind(16) | body)`` with the journal's id and the sequence number as associated
data. The hash in the envelope is the SHA-256 of ``blind | body``; the blind goes with the key, so an erased body cannot
be guessed from its hash.
"""

import hashlib
import secrets
import struct
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from vigtool.vault.derivation import Label, derive
from vigtool.vault.journal.frame import NONCE_SIZE, NoFrame

BLIND_SIZE: Final = 16

_SEQ: Final = struct.Struct(">Q")


class BodyCipher:
    """Seals and opens the bodies of one case (or of the vault itself) in one journal."""

    def __init__(self, secret: bytes, journal_id: bytes) -> None:
        self._aead = ChaCha20Poly1305(derive(secret, Label.JOURNAL_BODY))
        self._journal_id = journal_id

    def seal(self, seq: int, body: bytes) -> tuple[bytes, bytes]:
        """Return the sealed body of entry ``seq`` and the hash for its envelope (32 bytes)."""
        blinded = secrets.token_bytes(BLIND_SIZE) + body
        nonce = secrets.token_bytes(NONCE_SIZE)
        sealed = self._aead.encrypt(nonce, blinded, self._journal_id + _SEQ.pack(seq))
        return nonce + sealed, hashlib.sha256(blinded).digest()

    def open(self, seq: int, sealed: bytes, body_hash: bytes) -> bytes:
        """Return the body. Raises ``NoFrame`` unless it is entry ``seq``'s and the one that the envelope names."""
        return self.open_blinded(seq, sealed, body_hash)[BLIND_SIZE:]

    def open_blinded(self, seq: int, sealed: bytes, body_hash: bytes) -> bytes:
        """Return ``blind | body``, by which anybody can check the envelope's hash. Raises as ``open``."""
        try:
            blinded = self._aead.decrypt(sealed[:NONCE_SIZE], sealed[NONCE_SIZE:], self._journal_id + _SEQ.pack(seq))
        except (InvalidTag, ValueError) as error:
            raise NoFrame from error
        if hashlib.sha256(blinded).digest() != body_hash:
            raise NoFrame
        return blinded
