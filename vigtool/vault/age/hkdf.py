"""The one key derivation of age: HKDF-SHA-256 with 32 bytes of output (RFC 5869)."""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def hkdf_sha256(ikm: bytes, *, salt: bytes, info: bytes) -> bytes:
    """Extract with ``salt`` (may be empty) and expand with ``info``; 32 bytes."""
    return HKDF(SHA256(), 32, salt, info).derive(ikm)
