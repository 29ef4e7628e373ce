"""The pictures of a clip: the project's one upright picture, coded as limited-range BT.709 4:2:0."""

from typing import Final

import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

from vigtool.media.colour_tags import BT709, colour_of
from vigtool.media.fingerprint import native_planes
from vigtool.media.frame import Frame
from vigtool.media.orientation import UPRIGHT
from vigtool.media.picture import upright
from vigtool.media.scaling import Scalers
from vigtool.media.screen_signal import needs_no_change

_LAYOUT: Final = "yuv420p"
_LIMITED, _FULL = 1, 2
_scalers: Final = Scalers()


def even(size: tuple[int, int]) -> tuple[int, int]:
    """Return (width, height) made even upwards: 4:2:0 needs it, and nothing of the picture is cut off."""
    return size[0] + size[0] % 2, size[1] + size[1] % 2


def clip_picture(frame: Frame, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Return the upright picture as BGRA of even (width, height), uint8, shape (height, width, 4).

    An odd picture gets its last row or column twice. In films that change their size on the way, a picture that does
    not fit is scaled down to fit; what is smaller than the clip stands in the middle of black.
    """
    picture = upright(frame, max_size=size)
    height, width = picture.shape[:2]
    if (width, height) == size:
        return picture
    if even((width, height)) == size:
        return np.pad(picture, ((0, size[1] - height), (0, size[0] - width), (0, 0)), mode="edge")
    whole = np.zeros((size[1], size[0], 4), np.uint8)
    whole[..., 3] = 255
    top, left = (size[1] - height) // 2, (size[0] - width) // 2
    whole[top : top + height, left : left + width] = picture
    return whole


def coded(picture: NDArray[np.uint8]) -> VideoFrame:
    """Return a BGRA picture as yuv420p, BT.709, limited range, and tagged so."""
    frame = _scalers.of_this_thread.reformat(
        VideoFrame.from_numpy_buffer(np.ascontiguousarray(picture), format="bgra"),
        format=_LAYOUT,
        src_colorspace=BT709,
        dst_colorspace=BT709,
        src_color_range=_FULL,
        dst_color_range=_LIMITED,
        interpolation="BILINEAR",
    )
    return _tagged(frame)


def clip_frame(frame: Frame, size: tuple[int, int]) -> VideoFrame:
    """Return what the coder gets for a frame on which nothing is drawn: the film's own samples, or else by BGRA."""
    return straight(frame, size) or coded(clip_picture(frame, size))


def straight(frame: Frame, size: tuple[int, int]) -> VideoFrame | None:
    """Return a copy of the film's own samples, bit for bit, if they are already those of a clip of (width, height).

    So they are when the picture is upright, 8-bit 4:2:0 of that size with square pixels, limited range, the matrix of
    BT.709 and colours that the screen shows as they are. It is ten times quicker than by BGRA, and nothing is rounded.
    """
    native = frame.native
    if frame.orientation != UPRIGHT or frame.pixel_aspect != 1 or (native.width, native.height) != size:
        return None
    colour = colour_of(native)
    if native.format.name != _LAYOUT or colour.matrix != BT709 or colour.full_range or not needs_no_change(colour):
        return None
    return _tagged(own_copy(native))


def own_copy(native: VideoFrame) -> VideoFrame:
    """Return the samples of a decoded picture as one that may be given a time and tags; it has none of either.

    The film's picture itself may lie in a store, for others to see.
    """
    copy = VideoFrame(native.width, native.height, native.format.name)
    for ours, theirs in zip(native_planes(copy), native_planes(native), strict=True):
        ours[:] = theirs
    return copy


def _tagged(frame: VideoFrame) -> VideoFrame:
    frame.color_range, frame.colorspace, frame.color_primaries, frame.color_trc = _LIMITED, BT709, BT709, BT709
    return frame
