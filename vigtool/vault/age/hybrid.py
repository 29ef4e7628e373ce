"""The MLKEM768-X25519 (X-Wing) recipient type (C2SP age.md; HPKE of RFC 9180 with draft-ietf-hpke-pq).

It stays secret from a future quantum computer, so a file may not be encrypted to it and to a classical recipient.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from vigtool.vault.age import bech32
from vigtool.vault.age.errors import HeaderError, HeaderFault, KeyFault, KeyFormatError
from vigtool.vault.age.recipient import check_stanza
from vigtool.vault.age.stanza import Stanza, decode_base64, encode_base64
from vigtool.vault.age.x25519 import exchange

_KIND = "mlkem768x25519"
_INFO = b"age-encryption.org/mlkem768x25519"
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_SEED_SIZE = 32
_MLKEM_SEED_SIZE = 64
_MLKEM_PUBLIC_KEY_SIZE = 1184
_MLKEM_CIPHERTEXT_SIZE = 1088
_X25519_SIZE = 32
_ENC_SIZE = _MLKEM_CIPHERTEXT_SIZE + _X25519_SIZE
RECIPIENT_PREFIX = "age1pq"
IDENTITY_PREFIX = "age-secret-key-pq-"


@dataclass(frozen=True, slots=True)
class HybridRecipient:
    """A public key, 1216 bytes (ML-KEM-768, then X25519); its text is "age1pq1...".

    Raises ``KeyFormatError`` for another length.
    """

    public_key: bytes

    def __post_init__(self) -> None:
        if len(self.public_key) != _MLKEM_PUBLIC_KEY_SIZE + _X25519_SIZE:
            raise KeyFormatError(KeyFault.LENGTH)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "age1pq1...". Raises ``KeyFormatError``."""
        prefix, public_key = bech32.decode(text.strip())
        if prefix != RECIPIENT_PREFIX:
            raise KeyFormatError(KeyFault.KIND)
        return cls(public_key)

    def __str__(self) -> str:
        return bech32.encode(RECIPIENT_PREFIX, self.public_key)

    @property
    def company(self) -> str:
        """Only other hybrid recipients: a classical one would undo the protection."""
        return "postquantum"

    def wrap(self, file_key: bytes) -> Stanza:
        """Seal ``file_key`` with HPKE. Raises ``KeyFormatError`` when the public key is none."""
        try:
            sealed = _SUITE.encrypt(file_key, self._hpke_key(), _INFO)
        except ValueError as error:
            raise KeyFormatError(KeyFault.VALUE) from error
        return Stanza((_KIND, encode_base64(sealed[:_ENC_SIZE])), sealed[_ENC_SIZE:])

    def _hpke_key(self) -> MLKEM768X25519PublicKey:
        return MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(self.public_key[:_MLKEM_PUBLIC_KEY_SIZE]),
            X25519PublicKey.from_public_bytes(self.public_key[_MLKEM_PUBLIC_KEY_SIZE:]),
        )


@dataclass(frozen=True, slots=True)
class HybridIdentity:
    """A private key: ``secret`` is a seed of 32 random bytes. ``str`` gives "AGE-SECRET-KEY-PQ-1...".

    ``repr`` shows no secret. Raises ``KeyFormatError`` for another length.
    """

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != _SEED_SIZE:
            raise KeyFormatError(KeyFault.LENGTH)

    @classmethod
    def generate(cls) -> Self:
        """Make a new identity from the system's random source."""
        return cls(secrets.token_bytes(_SEED_SIZE))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "AGE-SECRET-KEY-PQ-1...". Raises ``KeyFormatError``."""
        prefix, secret = bech32.decode(text.strip())
        if prefix != IDENTITY_PREFIX:
            raise KeyFormatError(KeyFault.KIND)
        return cls(secret)

    def __str__(self) -> str:
        return bech32.encode(IDENTITY_PREFIX, self.secret).upper()

    @property
    def recipient(self) -> HybridRecipient:
        """The public half."""
        mlkem, x25519 = self._private_keys()
        return HybridRecipient(mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw())

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Return the file key of the first stanza that is for this identity. Raises ``HeaderError``."""
        keys = (self._unwrap_one(stanza) for stanza in stanzas if stanza.kind == _KIND)
        return next((key for key in keys if key is not None), None)

    def _unwrap_one(self, stanza: Stanza) -> bytes | None:
        check_stanza(stanza, arguments=2)
        enc = decode_base64(stanza.args[1])
        if len(enc) != _ENC_SIZE:
            raise HeaderError(HeaderFault.STANZA_ARGUMENTS)
        mlkem, x25519 = self._private_keys()
        # Suite.decrypt answers a low-order share like a wrong key; the vectors want it told apart.
        exchange(x25519.private_bytes_raw(), enc[_MLKEM_CIPHERTEXT_SIZE:])
        try:
            return _SUITE.decrypt(enc + stanza.body, MLKEM768X25519PrivateKey(mlkem, x25519), _INFO)
        except InvalidTag:
            return None

    def _private_keys(self) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        seeds = hashlib.shake_256(self.secret).digest(_MLKEM_SEED_SIZE + _X25519_SIZE)
        return (
            MLKEM768PrivateKey.from_seed_bytes(seeds[:_MLKEM_SEED_SIZE]),
            X25519PrivateKey.from_private_bytes(seeds[_MLKEM_SEED_SIZE:]),
        )
