"""age files made for the tests, cut into their parts, and the doors through which each test reads them."""

import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from vigtool.vault.age import AgeError, Identity, SeekableReader, SequentialReader, X25519Identity, encrypt

CHUNK = 65536
SEALED_CHUNK = CHUNK + 16
NONCE = 16
KEY = X25519Identity(bytes(range(32)))


class Reader(Protocol):
    def read(self, size: int, /) -> bytes: ...


Release: TypeAlias = tuple[bytes, AgeError | None]
"""What a reader gave out from the start, and the error that stopped it (None: it came to the end)."""
Door: TypeAlias = Callable[[bytes, Sequence[Identity]], Release]


def content_of(size: int, name: str = "a film") -> bytes:
    """Bytes that differ at every place and between names, so that no mix-up goes unseen."""
    return hashlib.shake_128(name.encode()).digest(size)


def seal(content: bytes, *, armored: bool = False) -> bytes:
    out = io.BytesIO()
    with encrypt(out, [KEY.recipient], armored=armored) as writer:
        writer.write(content)
    return out.getvalue()


@dataclass(frozen=True)
class Parts:
    header: bytes
    nonce: bytes
    chunks: tuple[bytes, ...]

    @property
    def start(self) -> bytes:
        return self.header + self.nonce

    def joined(self, chunks: Iterable[bytes]) -> bytes:
        return self.start + b"".join(chunks)


def parts_of(sealed: bytes) -> Parts:
    end = sealed.index(b"\n", sealed.index(b"\n--- ") + 1) + 1
    payload = sealed[end + NONCE :]
    chunks = tuple(payload[at : at + SEALED_CHUNK] for at in range(0, len(payload), SEALED_CHUNK))
    return Parts(sealed[:end], sealed[end : end + NONCE], chunks)


def sequentially(sealed: bytes, identities: Sequence[Identity]) -> Release:
    return _drain(lambda: SequentialReader(io.BytesIO(sealed), identities), CHUNK)


def seekably(sealed: bytes, identities: Sequence[Identity]) -> Release:
    return _drain(lambda: SeekableReader(io.BytesIO(sealed), identities), CHUNK)


def seekably_in_small_pieces(sealed: bytes, identities: Sequence[Identity]) -> Release:
    return _drain(lambda: SeekableReader(io.BytesIO(sealed), identities), 10_007)


DOORS = [sequentially, seekably, seekably_in_small_pieces]


def released_by_place(sealed: bytes, size: int) -> dict[int, bytes]:
    """Ask a seekable reader for every chunk of a file of ``size`` bytes, last first: what it gave, by its offset."""
    released: dict[int, bytes] = {}
    try:
        reader = SeekableReader(io.BytesIO(sealed), [KEY])
    except AgeError:
        return released
    for offset in reversed(range(0, size, CHUNK)):
        reader.seek(offset)
        try:
            released[offset] = reader.read(CHUNK)
        except AgeError:
            assert reader.tell() == offset
    return released


def _drain(open_reader: Callable[[], Reader], size: int) -> Release:
    released = bytearray()
    try:
        reader = open_reader()
        while piece := reader.read(size):
            assert len(piece) <= size
            released += piece
    except AgeError as error:
        return bytes(released), error
    return bytes(released), None
