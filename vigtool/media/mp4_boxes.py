"""The boxes of an MP4 file (ISO/IEC 14496-12): enough to see their order and that no metadata box is among them."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

_CONTAINERS: Final = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf"})
_SHORT: Final = 8
_LONG: Final = 16


@dataclass(frozen=True, slots=True)
class Box:
    """A box by its path, such as ``moov/trak/mdia``, with the range of bytes of its content."""

    path: str
    start: int
    end: int


def boxes(file: BinaryIO) -> Iterator[Box]:
    """Yield every box in file order, containers before what they contain. Sizes that cannot be end the walk."""
    end = file.seek(0, 2)
    yield from _within(file, "", 0, end)


def _within(file: BinaryIO, parent: str, start: int, end: int) -> Iterator[Box]:
    while start + _SHORT <= end:
        file.seek(start)
        head = file.read(_LONG)
        size, kind = struct.unpack(">I4s", head[:_SHORT])
        body = start + _SHORT
        if size == 1 and len(head) == _LONG:
            size, body = struct.unpack(">Q", head[_SHORT:])[0], start + _LONG
        stop = end if size == 0 else start + size
        if not body <= stop <= end:
            return
        path = f"{parent}{kind.decode('latin-1')}"
        yield Box(path, body, stop)
        if kind in _CONTAINERS:
            yield from _within(file, f"{path}/", body, stop)
        start = stop
