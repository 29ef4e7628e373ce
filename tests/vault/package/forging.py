"""Packages put together by hand, each byte as docs/supervision.md says or otherwise on purpose."""

import hashlib
import io
import struct
from collections.abc import Sequence

from tests.vault.age.files import parts_of
from tests.vault.package.packages import FILMS, MANIFEST, SENDER, SUPERVISOR
from vigtool.vault.age import Recipient, X25519Recipient, encrypt
from vigtool.vault.signing import Signer

FIRST_LINE = b"vigtool-package/1\n"
LABEL = b"vigtool package v1\n"
TO_SUPERVISOR = X25519Recipient.parse(SUPERVISOR.recipient)


def sealed(plain: bytes, to: Recipient = TO_SUPERVISOR, *, armored: bool = False) -> bytes:
    out = io.BytesIO()
    with encrypt(out, [to], armored=armored) as age:
        age.write(plain)
    return out.getvalue()


def head(manifest: bytes = MANIFEST, *, length: int | None = None, first_line: bytes = FIRST_LINE) -> bytes:
    return first_line + struct.pack(">I", len(manifest) if length is None else length) + manifest


def signature(begins: bytes, signer: Signer = SENDER, label: bytes = LABEL) -> bytes:
    return signer.sign(label + hashlib.sha256(begins).digest()).value


def plain(begins: bytes | None = None, films: Sequence[bytes] = FILMS, tail: bytes = b"") -> bytes:
    """The content of a package, rightly signed by the sender, whatever its head says."""
    begins = head() if begins is None else begins
    return begins + SENDER.public_key + signature(begins) + b"".join(films) + tail


def with_chunks(file: bytes, order: Sequence[int]) -> bytes:
    """The file with its pieces of 64 KiB in another order."""
    parts = parts_of(file)
    return parts.joined(parts.chunks[at] for at in order)


def flipped(file: bytes, place: int, bit: int = 0) -> bytes:
    changed = bytearray(file)
    changed[place] ^= 1 << bit
    return bytes(changed)
