"""Keys as text, of whichever type: what a key file or a printed recovery key holds."""

from vigtool.vault.age import bech32, hybrid, x25519
from vigtool.vault.age.errors import KeyFault, KeyFormatError
from vigtool.vault.age.hybrid import HybridIdentity, HybridRecipient
from vigtool.vault.age.x25519 import X25519Identity, X25519Recipient


def parse_identity(text: str) -> X25519Identity | HybridIdentity:
    """Read one identity, with or without the comment and empty lines of an age identity file.

    Raises ``KeyFormatError``: EMPTY when there is none, KIND for another type or a second identity.
    """
    lines = [line.strip() for line in text.splitlines()]
    keys = [line for line in lines if line and not line.startswith("#")]
    if not keys:
        raise KeyFormatError(KeyFault.EMPTY)
    prefix, secret = bech32.decode(keys[0])
    if len(keys) == 1 and prefix == x25519.IDENTITY_PREFIX:
        return X25519Identity(secret)
    if len(keys) == 1 and prefix == hybrid.IDENTITY_PREFIX:
        return HybridIdentity(secret)
    raise KeyFormatError(KeyFault.KIND)


def parse_recipient(text: str) -> X25519Recipient | HybridRecipient:
    """Read "age1..." or "age1pq1...". Raises ``KeyFormatError``."""
    key = text.strip()
    if key.lower().startswith(hybrid.RECIPIENT_PREFIX + "1"):
        return HybridRecipient.parse(key)
    return X25519Recipient.parse(key)
