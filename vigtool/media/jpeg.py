"""A picture as a JPEG file that holds the picture and nothing else: no time, place, device or software name."""

from fractions import Fraction
from typing import BinaryIO, Final

import numpy as np
from av import CodecContext, VideoFrame
from av.codec.context import Flags
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray

_QUALITY: Final = "2"
"""The coder's best; full colour resolution, so that a still loses nothing that can be seen."""


def write_jpeg(picture: NDArray[np.uint8], out: BinaryIO) -> None:
    """Write BGRA uint8 (height, width, 4) as JFIF, whose colours are BT.601 in full range; alpha is dropped."""
    height, width = picture.shape[:2]
    frame = VideoFrame.from_ndarray(np.ascontiguousarray(picture[:, :, :3]), format="bgr24")
    coded = frame.reformat(
        format="yuvj444p",
        src_color_range=ColorRange.JPEG,
        dst_color_range=ColorRange.JPEG,
        dst_colorspace=Colorspace.ITU601,
    )
    coder = CodecContext.create("mjpeg", "w")
    coder.width, coder.height, coder.pix_fmt = width, height, "yuvj444p"
    coder.time_base = Fraction(1, 25)
    coder.sample_aspect_ratio = Fraction(1)
    coder.flags |= Flags.bitexact
    coder.options = {"qmin": _QUALITY, "qmax": _QUALITY, "huffman": "optimal"}
    coded.pts, coded.time_base = 0, Fraction(1, 25)
    out.writelines(bytes(packet) for packet in (*coder.encode(coded), *coder.encode(None)))
