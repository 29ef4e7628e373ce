"""The sealed head: how far the log was acknowledged, in two slots so that a torn write always leaves one.

Slot ``generation % 2`` lies at ``4096 * slot``, so a disk block is torn for one of them only. A slot is
``nonce(12) | ChaCha20-Poly1305(generation(8) count(8) end(8) last hash(32), zeros to fill the slot)`` with the
journal's id and the slot's number as associated data; every bit of it counts.
"""

import secrets
import struct
from dataclasses import dataclass, replace
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from vigtool.vault.derivation import Label, derive
from vigtool.vault.errors import Damaged, Part
from vigtool.vault.journal.frame import NONCE_SIZE, TAG_SIZE, journal_id
from vigtool.vault.journal.medium import Medium

SLOT_SIZE: Final = 4096
SLOTS: Final = 2

_FIELDS: Final = struct.Struct(">QQQ32s")
_PADDING: Final = bytes(SLOT_SIZE - NONCE_SIZE - TAG_SIZE - _FIELDS.size)


@dataclass(frozen=True, slots=True)
class Head:
    """``count`` frames end at byte ``end`` of the log, the last one hashes to ``last``; ``generation`` counts heads."""

    generation: int
    count: int
    end: int
    last: bytes


class HeadFile:
    """The file with the two slots."""

    def __init__(self, secret: bytes, medium: Medium) -> None:
        self._aead = ChaCha20Poly1305(derive(secret, Label.JOURNAL_HEAD))
        self._id = journal_id(secret)
        self._medium = medium

    def write(self, head: Head) -> None:
        """Put ``head`` into its slot and wait for the disk; the other slot stays. Raises ``OSError``."""
        self._medium.write(head.generation % SLOTS * SLOT_SIZE, self._sealed(head))
        self._medium.sync()

    def copy_of(self, head: Head) -> bytes:
        """Return the bytes of a head file of its own that says ``head`` in both slots."""
        first = head.generation + head.generation % SLOTS
        return b"".join(self._sealed(replace(head, generation=first + slot)) for slot in range(SLOTS))

    def read(self) -> tuple[Head, int]:
        """Return the newest head and how many slots are unreadable (0 or 1).

        Raises ``Damaged`` when neither slot can be read, ``OSError``.
        """
        stored = self._medium.read(0, SLOTS * SLOT_SIZE + 1)
        if len(stored) > SLOTS * SLOT_SIZE:
            raise Damaged(Part.HEAD)
        heads = [head for slot in range(SLOTS) if (head := self._open(slot, stored)) is not None]
        if not heads:
            raise Damaged(Part.HEAD)
        return max(heads, key=lambda head: head.generation), SLOTS - len(heads)

    def close(self) -> None:
        """Let go of the file."""
        self._medium.close()

    def _sealed(self, head: Head) -> bytes:
        nonce = secrets.token_bytes(NONCE_SIZE)
        plain = _FIELDS.pack(head.generation, head.count, head.end, head.last) + _PADDING
        return nonce + self._aead.encrypt(nonce, plain, self._aad(head.generation % SLOTS))

    def _open(self, slot: int, stored: bytes) -> Head | None:
        sealed = stored[slot * SLOT_SIZE : (slot + 1) * SLOT_SIZE]
        if len(sealed) != SLOT_SIZE:
            return None
        try:
            plain = self._aead.decrypt(sealed[:NONCE_SIZE], sealed[NONCE_SIZE:], self._aad(slot))
        except InvalidTag:
            return None
        return Head(*_FIELDS.unpack_from(plain))

    def _aad(self, slot: int) -> bytes:
        return self._id + bytes([slot])
