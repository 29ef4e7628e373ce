"""Pictures of flat patches with known codes, and what the program shows of them."""

from typing import Final

import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

from tests.media.colour_difference import ciede2000, lab_of_screen
from tests.media.colour_reference import Floats, Tags, coded, shown_light
from vigtool.media.fingerprint import native_planes
from vigtool.media.frame import Frame
from vigtool.media.picture import upright

PATCH: Final = 16
ACROSS: Final = 16
_PARTS: Final = {"bgr24": ("bgr",), "bgra": ("bgra",), "argb": ("argb",), "nv12": ("r", "gb"), "p010le": ("r", "gb")}
"""Which of the three codes (named r, g, b whatever they are) lie side by side in each plane; a: opaque."""


def picture_of(signals: Floats, tags: Tags, layout: str, across: int = ACROSS) -> VideoFrame:
    """A tagged picture of patches, 16 x 16 pixels each, ``across`` in a row."""
    rows = -(-len(signals) // across)
    picture = VideoFrame(across * PATCH, rows * PATCH, layout)
    planar = ("g", "b", "r", "a") if layout.startswith("gbr") else ("r", "g", "b", "a")
    bits = picture.format.components[0].bits
    codes = np.zeros((rows * across, 3), np.int64)
    codes[: len(signals)] = coded(signals, tags, bits)
    of_part = {part: codes[:, place].reshape(rows, across) for place, part in enumerate("rgb")}
    of_part["a"] = np.full((rows, across), 2**bits - 1)
    for plane, parts in zip(native_planes(picture), _PARTS.get(layout, planar), strict=False):
        samples = plane if bits == 8 else plane.view("<u2")
        for place, part in enumerate(parts):
            _tile(samples[:, place :: len(parts)], of_part[part])
    picture.colorspace, picture.color_range = tags.matrix, 2 if tags.full else 1
    picture.color_trc, picture.color_primaries = tags.transfer, tags.primaries
    return picture


def _tile(samples: NDArray[np.generic], codes: NDArray[np.int64]) -> None:
    down, across = samples.shape[0] // codes.shape[0], samples.shape[1] // codes.shape[1]
    samples[:] = np.repeat(np.repeat(codes, down, axis=0), across, axis=1)


def differences(picture: VideoFrame, light: Floats, tags: Tags) -> Floats:
    """CIEDE2000 of each patch as shown by the program against ``light`` on the screen, shape (n,)."""
    shown = upright(Frame(0, 0, picture))[..., 2::-1]
    rows = shown.shape[0] // PATCH
    middles = shown.reshape(rows, PATCH, ACROSS, PATCH, 3)[:, 6:10, :, 6:10].transpose(0, 2, 1, 3, 4)
    codes = middles.reshape(rows * ACROSS, -1, 3)[: len(light)].astype(np.float64)
    seen = [lab_of_screen(shown_light(codes[:, pixel], tags)) for pixel in range(codes.shape[1])]
    return np.asarray(np.max([ciede2000(one, lab_of_screen(light)) for one in seen], axis=0))
