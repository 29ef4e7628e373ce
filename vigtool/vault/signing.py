"""The vault's signature on what leaves it: Ed25519 (RFC 8032), the seed derived from the vault key."""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from vigtool.vault.derivation import Label, derive


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature and who made it: ``public_key`` is 32 bytes, ``value`` 64."""

    public_key: bytes
    value: bytes


class Signer:
    """Signs for the vault whose key has this 32-byte secret; the same secret always gives the same public key."""

    def __init__(self, secret: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(derive(secret, Label.SIGNING))
        self.public_key = self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> Signature:
        """Sign ``message`` as it is; the caller sees to it that it says what kind of message it is."""
        return Signature(self.public_key, self._key.sign(message))


def verify_signature(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether ``signature`` (64 bytes) on ``message`` was made by the holder of ``public_key`` (32 bytes)."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
