"""A picture's native samples, without the padding that decoders leave between rows, and their checksum."""

import zlib
from collections.abc import Iterator

import numpy as np
from av import VideoFrame
from numpy.typing import NDArray


def native_planes(picture: VideoFrame) -> Iterator[NDArray[np.uint8]]:
    """Yield each plane as uint8 views of shape (rows, bytes per row): what ``ffmpeg -f framemd5`` hashes."""
    layout = picture.format
    for number, plane in enumerate(picture.planes):
        if len(picture.planes) == 1:
            row = (plane.width * layout.padded_bits_per_pixel + 7) // 8
        else:
            parts = [part for part in layout.components if part.plane == number]
            row = plane.width * sum((part.bits + 7) // 8 for part in parts)
        whole = np.frombuffer(memoryview(plane), np.uint8, plane.line_size * plane.height)
        yield whole.reshape(plane.height, plane.line_size)[:, :row]


def fingerprint(picture: VideoFrame) -> int:
    """Return CRC-32 of the native samples: it finds decoding that went wrong, not a forger."""
    crc = 0
    for plane in native_planes(picture):
        crc = zlib.crc32(np.ascontiguousarray(plane).data, crc)
    return crc
