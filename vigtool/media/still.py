"""A picture as a PNG file that holds the picture and nothing else: no time, place, device or software name."""

import struct
import zlib
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_UP: Final = 2


def write_png(picture: NDArray[np.uint8], out: BinaryIO) -> None:
    """Write BGRA uint8 (height, width, 4) as an 8-bit RGB PNG (W3C PNG, third edition); alpha is dropped."""
    height, width = picture.shape[:2]
    colours = np.ascontiguousarray(picture[:, :, 2::-1])
    rows = np.empty((height, 1 + 3 * width), np.uint8)
    rows[:, 0] = _UP
    flat = colours.reshape(height, 3 * width)
    rows[0, 1:] = flat[0]
    np.subtract(flat[1:], flat[:-1], out=rows[1:, 1:])
    out.write(_SIGNATURE)
    _write_chunk(out, b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    _write_chunk(out, b"IDAT", zlib.compress(rows.data, 6))
    _write_chunk(out, b"IEND", b"")


def _write_chunk(out: BinaryIO, kind: bytes, data: bytes) -> None:
    out.write(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)))
