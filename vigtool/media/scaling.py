"""swscale, told explicitly what a picture's numbers mean; it would read untagged HD as BT.601."""

import threading
from typing import Final

from av import VideoFrame
from av.video.reformatter import Interpolation, VideoReformatter

from vigtool.media.colour_tags import BT470M, BT709, BT2020, SMPTE240M, Colour
from vigtool.media.fingerprint import native_planes

_OF_MATRIX: Final = {BT709: 1, BT470M: 4, SMPTE240M: 7, BT2020: 9}
"""H.273 matrices to swscale's numbers (SWS_CS_*)."""
_BT601: Final = 5
_LIMITED, _FULL = 1, 2
_BYTE: Final = 8
_SAFE_COLUMNS: Final = 16
"""Traps of swscale 9 in widths that are no multiple of 16. With several threads it writes past the ends of rows that
another thread has written: garbage anywhere, up to 232 levels off. In one thread its unscaled way from YUV to BGRA
leaves garbage in the last columns unless rounding is accurate (2 levels different, slower). Scaling has no such trap.
"""


class Scalers(threading.local):
    """One scaler a thread: setting one up costs 12 ms for a scaled picture of 1080p, using it again 2 ms."""

    def __init__(self) -> None:
        self.of_this_thread = VideoReformatter()


_scalers: Final = Scalers()


def in_rgb(picture: VideoFrame, size: tuple[int, int], layout: str, colour: Colour) -> VideoFrame:
    """Return a picture scaled to (width, height) as red, green and blue of full range in ``layout``."""
    scaler = _scalers.of_this_thread
    if _is_grey(picture) and not colour.full_range:
        picture = _with_chroma(picture)
    if picture.format.is_rgb:
        return scaler.reformat(picture, *size, layout, interpolation=Interpolation.BILINEAR, threads=_threads(size))
    matrix = _OF_MATRIX.get(colour.matrix, _BT601)
    return scaler.reformat(
        picture,
        *size,
        layout,
        src_colorspace=matrix,
        dst_colorspace=matrix,
        src_color_range=_FULL if colour.full_range else _LIMITED,
        dst_color_range=_FULL,
        interpolation=_way(picture, size),
        threads=_threads(size),
    )


def _is_grey(picture: VideoFrame) -> bool:
    return picture.format.name.startswith("gray")


def _with_chroma(picture: VideoFrame) -> VideoFrame:
    """Return a grey picture as 4:2:0 without colour: swscale takes every grey for full range."""
    bits = picture.format.components[0].bits
    layout = picture.format.name.replace("gray", "yuv420p")
    coloured = VideoFrame(picture.width, picture.height, layout)
    luma, *chroma = native_planes(coloured)
    luma[:] = next(native_planes(picture))
    for plane in chroma:
        if bits == _BYTE:
            plane[:] = 1 << (bits - 1)
        else:
            plane.view(">u2" if picture.format.is_big_endian else "<u2")[:] = 1 << (bits - 1)
    return coloured


def as_coded(picture: VideoFrame, size: tuple[int, int], colour: Colour) -> VideoFrame:
    """Return a picture scaled to (width, height), 4:4:4 with 16 bits, matrix and range as they are."""
    coded_range = _FULL if colour.full_range else _LIMITED
    return _scalers.of_this_thread.reformat(
        picture,
        *size,
        "yuv444p16le",
        src_colorspace=_BT601,
        dst_colorspace=_BT601,
        src_color_range=coded_range,
        dst_color_range=coded_range,
        interpolation=Interpolation.BILINEAR,
        threads=_threads(size),
    )


def _threads(size: tuple[int, int]) -> int | None:
    return None if size[0] % _SAFE_COLUMNS == 0 else 1


def _way(picture: VideoFrame, size: tuple[int, int]) -> Interpolation:
    if size[0] % _SAFE_COLUMNS == 0 or size != (picture.width, picture.height):
        return Interpolation.BILINEAR
    return Interpolation.BILINEAR | Interpolation.ACCURATE_RND
