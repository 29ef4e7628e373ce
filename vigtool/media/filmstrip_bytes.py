"""The stored form of a filmstrip, version 1: strict to read, pixels packed by zlib, no picture decoder needed.

    "vigstrip" | u16 version | u32 frames of the film | u16 planned | u16 pictures | pictures
    picture: u32 frame | u8 width | u8 height | u32 length | zlib data (width x height x 3 bytes, from the top)

All integers are little-endian; pictures follow each other without gaps, their frames rising. A picture of 0 x 0 with
no data is a frame that the film does not give. Parts on their way from the decoder have the same form.
"""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vigtool.media.errors import BadFilmstrip

Bgr: TypeAlias = NDArray[np.uint8]

WIDEST: Final = 112
HIGHEST: Final = 64
MOST: Final = 550
"""Pictures of a strip, so that even incompressible ones stay below 12 MB."""

_MAGIC: Final = b"vigstrip"
_VERSION: Final = 1
_START: Final = struct.Struct("<8sHIHH")
_PICTURE: Final = struct.Struct("<IBBI")
_DEPTH: Final = 3
_QUICKLY: Final = 1


@dataclass(frozen=True, slots=True)
class StripPicture:
    """The picture of exactly one frame; 0 x 0 where the film does not give it. ``packed``: its BGR pixels by zlib."""

    frame: int
    width: int = 0
    height: int = 0
    packed: bytes = b""

    def pixels(self) -> Bgr:
        """Return uint8 of shape (height, width, 3): blue, green, red. Raise ``BadFilmstrip``."""
        size = self.width * self.height * _DEPTH
        if not size:
            return np.zeros((0, 0, _DEPTH), np.uint8)
        unpacking = zlib.decompressobj()
        try:
            pixels = unpacking.decompress(self.packed, size + 1)
        except zlib.error as error:
            raise BadFilmstrip(rule="zlib") from error
        _demand(len(pixels) == size, "pixels")
        _demand(unpacking.eof and not unpacking.unused_data, "end of pixels")
        return np.frombuffer(pixels, np.uint8).reshape(self.height, self.width, _DEPTH)


@dataclass(frozen=True, slots=True)
class Filmstrip:
    """Pictures of a film of so many frames, in the order of the film; ``planned`` is how many it will have."""

    frames: int
    planned: int
    pictures: tuple[StripPicture, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is missing."""
        return len(self.pictures) == self.planned

    def joined(self, pictures: Iterable[StripPicture]) -> "Filmstrip":
        """Return the strip with these pictures too; one of the same frame is replaced."""
        made = {one.frame: one for one in (*self.pictures, *pictures)}
        return replace(self, pictures=tuple(made[frame] for frame in sorted(made)))


def strip_picture(frame: int, pixels: Bgr) -> StripPicture:
    """Pack a picture of shape (height, width, 3 or more), at most ``WIDEST`` x ``HIGHEST``."""
    height, width = pixels.shape[:2]
    return StripPicture(frame, width, height, zlib.compress(pixels[..., :_DEPTH].tobytes(), _QUICKLY))


def pack_filmstrip(strip: Filmstrip) -> bytes:
    """Return the stored form of a strip."""
    parts = [_START.pack(_MAGIC, _VERSION, strip.frames, strip.planned, len(strip.pictures))]
    for one in strip.pictures:
        parts += [_PICTURE.pack(one.frame, one.width, one.height, len(one.packed)), one.packed]
    return b"".join(parts)


def unpack_filmstrip(data: bytes) -> Filmstrip:
    """Return the strip stored in ``data``. Raise ``BadFilmstrip`` with the rule that is broken."""
    _demand(len(data) >= _START.size, "start")
    magic, version, frames, planned, count = _START.unpack_from(data)
    _demand(magic == _MAGIC, "magic")
    _demand(version == _VERSION, "version")
    _demand(0 < planned <= min(MOST, frames), "planned")
    _demand(count <= planned, "count")
    pictures: list[StripPicture] = []
    at = _START.size
    for _ in range(count):
        one, at = _picture(data, at)
        _demand(one.frame < frames, "frame")
        _demand(not pictures or pictures[-1].frame < one.frame, "rising frames")
        pictures.append(one)
    _demand(at == len(data), "whole length")
    return Filmstrip(frames, planned, tuple(pictures))


def _picture(data: bytes, at: int) -> tuple[StripPicture, int]:
    start = at + _PICTURE.size
    _demand(len(data) >= start, "picture")
    frame, width, height, length = _PICTURE.unpack_from(data, at)
    _demand(len(data) >= start + length, "length")
    one = StripPicture(frame, width, height, data[start : start + length])
    if width or height or length:
        _demand(0 < width <= WIDEST and 0 < height <= HIGHEST, "size")
        one.pixels()
    return one, start + length


def _demand(holds: bool, rule: str) -> None:  # noqa: FBT001 - reads as an assertion
    if not holds:
        raise BadFilmstrip(rule=rule)
