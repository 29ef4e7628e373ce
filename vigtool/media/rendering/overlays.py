"""Pictures that come ready drawn, as PNG: cards, and words laid over a film."""

from typing import Final

import av
import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

from vigtool.media.errors import BadRenderPlan
from vigtool.media.fingerprint import native_planes

Pixels = NDArray[np.uint8]

_OPAQUE: Final = 255


def drawn(png: bytes, size: tuple[int, int]) -> Pixels:
    """Return a PNG of exactly (width, height) as BGRA with straight alpha, shape (height, width, 4), a copy.

    Raise ``BadRenderPlan``.
    """
    picture = _decoded(png)
    if (picture.width, picture.height) != size:
        raise BadRenderPlan("picture_size")
    plane = next(native_planes(picture.reformat(format="bgra")))
    return plane.reshape(size[1], size[0], 4).copy()


def _decoded(png: bytes) -> VideoFrame:
    decoder = av.VideoCodecContext.create("png", "r")
    try:
        pictures = [*decoder.decode(av.Packet(png)), *decoder.decode(None)]
    except av.FFmpegError as error:
        raise BadRenderPlan("picture") from error
    if not pictures:
        raise BadRenderPlan("picture")
    return pictures[0]


class Transparency:
    """A picture to lay over others, prepared once: only the rows and columns where it shows are touched."""

    def __init__(self, picture: Pixels) -> None:
        shows = picture[..., 3] > 0
        rows, columns = np.flatnonzero(shows.any(axis=1)), np.flatnonzero(shows.any(axis=0))
        if len(rows):
            self._place = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
        else:
            self._place = slice(0), slice(0)
        part = picture[self._place].astype(np.uint16)
        share = part[..., 3:]
        self._ours = part[..., :3] * share + _OPAQUE // 2
        self._left = _OPAQUE - share

    def lay_over(self, picture: Pixels) -> None:
        """Lay it over a BGRA picture of its size, in place."""
        part = picture[self._place]
        part[..., :3] = (part[..., :3] * self._left + self._ours) // _OPAQUE
