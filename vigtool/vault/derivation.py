"""Every symmetric key of the vault comes from a 32-byte age secret and one of these labels, and from nowhere else."""

from enum import Enum

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Label(Enum):
    """What a derived key is for. Part of the format: a changed label is another key."""

    JOURNAL_ID = b"vigtool/1 journal id"
    JOURNAL_FRAME = b"vigtool/1 journal frame"
    JOURNAL_HEAD = b"vigtool/1 journal head"
    JOURNAL_BODY = b"vigtool/1 journal body"
    SIGNING = b"vigtool/1 signing"
    MAILBOX = b"vigtool/1 mailbox x25519"
    HYBRID_MAILBOX = b"vigtool/1 mailbox mlkem768x25519"


def derive(secret: bytes, label: Label) -> bytes:
    """Return 32 bytes: HKDF-SHA-256 (RFC 5869) of ``secret`` with an empty salt and the label as info."""
    return HKDF(SHA256(), 32, None, label.value).derive(secret)
