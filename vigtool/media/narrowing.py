"""A finished picture made smaller, for a page: after covering, so that no scaling ever sees what is covered."""

import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

from vigtool.media.colour_tags import colour_of
from vigtool.media.fingerprint import native_planes
from vigtool.media.scaling import in_rgb


def narrowed(picture: NDArray[np.uint8], widest: int) -> NDArray[np.uint8]:
    """Return BGRA uint8 (height, width, 4), C-contiguous, at most ``widest`` (from 1) across, its shape kept.

    A picture that is no wider is returned as it is.
    """
    height, width = picture.shape[:2]
    if width <= widest:
        return picture
    size = widest, max(round(height * widest / width), 1)
    whole = VideoFrame.from_numpy_buffer(np.ascontiguousarray(picture), format="bgra")
    small = in_rgb(whole, size, "bgra", colour_of(whole))
    return next(native_planes(small)).reshape(size[1], size[0], 4)
