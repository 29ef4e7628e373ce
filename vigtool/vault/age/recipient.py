"""What a recipient and an identity are to a file, and how most types wrap the file key."""

from collections.abc import Sequence
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from vigtool.vault.age.errors import HeaderError, HeaderFault
from vigtool.vault.age.stanza import Stanza

FILE_KEY_SIZE = 16
WRAPPED_FILE_KEY_SIZE = 32
_ZERO_NONCE = bytes(12)


class Recipient(Protocol):
    """Someone a file can be encrypted to."""

    @property
    def company(self) -> str:
        """Recipients share a file only when their company is the same text; a new type never shares "scrypt"."""

    def wrap(self, file_key: bytes) -> Stanza:
        """Return a stanza from which only the matching identity gets ``file_key`` (16 bytes)."""


class Identity(Protocol):
    """What can open files that were encrypted to the matching recipient."""

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Return the file key (16 bytes), or None when no stanza is for this identity.

        Raises ``HeaderError`` when a stanza of this identity's type breaks the type's rules.
        """


def wrap_file_key(wrap_key: bytes, file_key: bytes) -> bytes:
    """Seal ``file_key`` under ``wrap_key``; the nonce may be zero because a wrap key is used once."""
    return ChaCha20Poly1305(wrap_key).encrypt(_ZERO_NONCE, file_key, None)


def unwrap_body(wrap_key: bytes, body: bytes) -> bytes | None:
    """Return the file key in ``body``, or None when it was sealed under another key."""
    try:
        return ChaCha20Poly1305(wrap_key).decrypt(_ZERO_NONCE, body, None)
    except InvalidTag:
        return None


def check_stanza(stanza: Stanza, arguments: int) -> None:
    """Raise ``HeaderError`` unless ``stanza`` has this many arguments and the body of a 16-byte file key.

    The body's size is checked before any decryption, against partitioning oracles.
    """
    if len(stanza.args) != arguments:
        raise HeaderError(HeaderFault.STANZA_ARGUMENTS)
    if len(stanza.body) != WRAPPED_FILE_KEY_SIZE:
        raise HeaderError(HeaderFault.STANZA_BODY)
