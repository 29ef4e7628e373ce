"""The grey of a decoded picture, for pictures decoded by PyAV."""

import numpy as np
from av import VideoFrame

from bench.playback.players import Print
from bench.playback.prints import full_range, print_of

_FULL = 2
_BYTE = 8


def scaled(picture: VideoFrame, within: tuple[int, int]) -> VideoFrame:
    """Return a picture scaled down to fit (width, height), or itself where it fits."""
    scale = min(within[0] / picture.width, within[1] / picture.height)
    if scale >= 1:
        return picture
    width, height = round(picture.width * scale), round(picture.height * scale)
    return picture.reformat(width, height, interpolation="BILINEAR")


def print_of_decoded(picture: VideoFrame) -> Print:
    """Return the print of a picture as coded, neither turned nor mirrored."""
    if picture.format.is_rgb or not picture.format.is_planar:
        grey = np.asarray(picture.to_ndarray(format="gray"), np.uint8)
        return print_of(grey)
    plane, bits = picture.planes[0], picture.format.components[0].bits
    kind: np.dtype[np.uint8 | np.uint16] = np.dtype(np.uint8 if bits <= _BYTE else np.uint16)
    rows = np.frombuffer(memoryview(plane), kind).reshape(plane.height, -1)[:, : picture.width]
    print_ = print_of((rows >> max(bits - _BYTE, 0)).astype(np.uint8, copy=False))
    full = picture.color_range == _FULL or picture.format.name.startswith("yuvj")
    return print_ if full else full_range(print_)
