"""Small age files that are written and read as a whole: keys, the identity, derived data."""

import io
from collections.abc import Sequence

from vigtool.vault.age import Identity, Recipient, SequentialReader, X25519Identity, encrypt


def seal(data: bytes, recipients: Sequence[Recipient]) -> bytes:
    """Return ``data`` as an age file for ``recipients``."""
    out = io.BytesIO()
    with encrypt(out, recipients) as writer:
        writer.write(data)
    return out.getvalue()


def unseal(file: bytes, identity: Identity) -> bytes:
    """Return the content of an age file. Raises ``AgeError``."""
    return SequentialReader(io.BytesIO(file), [identity]).readall()


def key_text(title: str, identity: X25519Identity, remarks: Sequence[str] = ()) -> bytes:
    """Return an age identity file: the title and remarks as comments, then the secret key."""
    lines = [f"# vigtool {title}", *(f"# {remark}" for remark in remarks), str(identity), ""]
    return "\n".join(lines).encode("ascii")


def parse_key_text(text: bytes, title: str) -> tuple[X25519Identity, list[str]]:
    """Read what ``key_text`` gave and return the identity and the remarks.

    Raises ``AgeError`` or ``ValueError`` when it is none or has another title, so is a key for something else.
    """
    first, *remarks, key, end = text.decode("ascii").split("\n")
    if first != f"# vigtool {title}" or end:
        raise ValueError(title)
    return X25519Identity.parse(key), [remark.removeprefix("# ") for remark in remarks]
