"""The X25519 recipient type (C2SP age.md, "The X25519 recipient type")."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from vigtool.vault.age import bech32
from vigtool.vault.age.errors import HeaderError, HeaderFault, KeyFault, KeyFormatError
from vigtool.vault.age.hkdf import hkdf_sha256
from vigtool.vault.age.recipient import check_stanza, unwrap_body, wrap_file_key
from vigtool.vault.age.stanza import Stanza, decode_base64, encode_base64

_KIND = "X25519"
_INFO = b"age-encryption.org/v1/X25519"
_KEY_SIZE = 32
_RECIPIENT_PREFIX = "age"
IDENTITY_PREFIX = "age-secret-key-"


@dataclass(frozen=True, slots=True)
class X25519Recipient:
    """A public key, 32 bytes; its text is "age1...". Raises ``KeyFormatError`` for another length."""

    public_key: bytes

    def __post_init__(self) -> None:
        if len(self.public_key) != _KEY_SIZE:
            raise KeyFormatError(KeyFault.LENGTH)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "age1...". Raises ``KeyFormatError``."""
        prefix, public_key = bech32.decode(text.strip())
        if prefix != _RECIPIENT_PREFIX:
            raise KeyFormatError(KeyFault.KIND)
        return cls(public_key)

    def __str__(self) -> str:
        return bech32.encode(_RECIPIENT_PREFIX, self.public_key)

    @property
    def company(self) -> str:
        """X25519 recipients share files with one another."""
        return "classical"

    def wrap(self, file_key: bytes) -> Stanza:
        """Seal ``file_key`` under a fresh ephemeral key. Raises ``KeyFormatError`` when the public key is no point."""
        ephemeral = X25519PrivateKey.generate()
        share = ephemeral.public_key().public_bytes_raw()
        try:
            secret = ephemeral.exchange(X25519PublicKey.from_public_bytes(self.public_key))
        except ValueError as error:
            raise KeyFormatError(KeyFault.VALUE) from error
        wrap_key = hkdf_sha256(secret, salt=share + self.public_key, info=_INFO)
        return Stanza((_KIND, encode_base64(share)), wrap_file_key(wrap_key, file_key))


@dataclass(frozen=True, slots=True)
class X25519Identity:
    """A private key: ``secret`` is 32 random bytes. ``str`` gives "AGE-SECRET-KEY-1..."; ``repr`` shows no secret.

    Raises ``KeyFormatError`` for another length.
    """

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != _KEY_SIZE:
            raise KeyFormatError(KeyFault.LENGTH)

    @classmethod
    def generate(cls) -> Self:
        """Make a new identity from the system's random source."""
        return cls(secrets.token_bytes(_KEY_SIZE))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "AGE-SECRET-KEY-1...". Raises ``KeyFormatError``."""
        prefix, secret = bech32.decode(text.strip())
        if prefix != IDENTITY_PREFIX:
            raise KeyFormatError(KeyFault.KIND)
        return cls(secret)

    def __str__(self) -> str:
        return bech32.encode(IDENTITY_PREFIX, self.secret).upper()

    @property
    def recipient(self) -> X25519Recipient:
        """The public half."""
        return X25519Recipient(X25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw())

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Return the file key of the first stanza that is for this identity. Raises ``HeaderError``."""
        keys = (self._unwrap_one(stanza) for stanza in stanzas if stanza.kind == _KIND)
        return next((key for key in keys if key is not None), None)

    def _unwrap_one(self, stanza: Stanza) -> bytes | None:
        check_stanza(stanza, arguments=2)
        share = decode_base64(stanza.args[1])
        if len(share) != _KEY_SIZE:
            raise HeaderError(HeaderFault.STANZA_ARGUMENTS)
        secret = exchange(self.secret, share)
        wrap_key = hkdf_sha256(secret, salt=share + self.recipient.public_key, info=_INFO)
        return unwrap_body(wrap_key, stanza.body)


def exchange(secret: bytes, share: bytes) -> bytes:
    """Return the shared secret; a share of low order (an all-zero result) raises ``HeaderError``."""
    try:
        return X25519PrivateKey.from_private_bytes(secret).exchange(X25519PublicKey.from_public_bytes(share))
    except ValueError as error:
        raise HeaderError(HeaderFault.LOW_ORDER_SHARE) from error
