"""Packages put together as their maker would, or as nobody should: content, seal, and the pieces of the file."""

import hashlib
import io
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import msgspec

from tests.vault.age.files import NONCE, SEALED_CHUNK, parts_of
from vigtool.services.workspace import Workspace
from vigtool.vault.age import X25519Recipient, encrypt
from vigtool.vault.signing import Signature

Plain: TypeAlias = dict[str, Any]
"""A manifest as plain JSON."""
Alter: TypeAlias = Callable[[Plain], object]
Sign: TypeAlias = Callable[[bytes], Signature]

FIRST_LINE = b"vigtool-package/1\n"
LABEL = b"vigtool package v1\n"
LENGTH, SIGNED = 4, 32 + 64
TAG = 16


@dataclass(frozen=True, slots=True)
class Content:
    """What lies in the seal; ``sign`` is its maker's."""

    manifest: bytes
    blobs: Sequence[bytes]
    sign: Sign
    first_line: bytes = FIRST_LINE
    length: int | None = None

    @property
    def head(self) -> bytes:
        size = len(self.manifest) if self.length is None else self.length
        return self.first_line + struct.pack(">I", size) + self.manifest

    def bytes(self) -> bytes:
        """All of it, rightly signed whatever it says."""
        signature = self.sign(LABEL + hashlib.sha256(self.head).digest())
        return self.head + signature.public_key + signature.value + b"".join(self.blobs)

    def places(self) -> dict[str, int]:
        """A byte in the middle of each part."""
        ends = [len(FIRST_LINE), len(FIRST_LINE) + LENGTH, len(self.head), len(self.head) + SIGNED, len(self.bytes())]
        starts = [0, *ends[:-1]]
        names = ("first line", "length", "manifest", "signature", "blobs")
        return {name: (first + stop) // 2 for name, first, stop in zip(names, starts, ends, strict=True)}

    def altered(self, alter: Alter) -> "Content":
        """With another manifest; signed anew when it is sealed."""
        plain = msgspec.json.decode(self.manifest)
        alter(plain)
        return replace(self, manifest=msgspec.json.encode(plain))


def sealed(content: bytes, to: Workspace, times: int = 1) -> bytes:
    """The file; ``times`` as many lines for recipients as are needed."""
    out = io.BytesIO()
    with encrypt(out, [X25519Recipient.parse(to.vault.mailbox.recipient)] * times) as age:
        age.write(content)
    return out.getvalue()


def file_place(file: bytes, place: int) -> int:
    """Where in the file the byte ``place`` of the content lies."""
    chunk, rest = divmod(place, SEALED_CHUNK - TAG)
    return len(parts_of(file).header) + NONCE + chunk * SEALED_CHUNK + rest


def flipped(data: bytes, place: int) -> bytes:
    changed = bytearray(data)
    changed[place] ^= 1
    return bytes(changed)


def put(*path: str | int, to: object) -> Alter:
    """Set one value."""

    def alter(plain: Plain) -> None:
        at: Any = plain
        for one in path[:-1]:
            at = at[one]
        at[path[-1]] = to

    return alter


def repeated(*path: str | int, times: int = 2) -> Alter:
    """Have the first of a list there so many times."""

    def alter(plain: Plain) -> None:
        at: Any = plain
        for one in path:
            at = at[one]
        at[:] = [at[0]] * times

    return alter
