"""Small films at 25 pictures a second, in codecs that know no other clock (MPEG-2 and its kind)."""

import io
from fractions import Fraction
from typing import TYPE_CHECKING, cast

import av
import numpy as np

from tests.media.drawn_films import drawn_luma

if TYPE_CHECKING:
    from av.video.stream import VideoStream

RATE = 25


def broadcast_film(
    codec: str,
    container: str,
    *,
    frames: int = 48,
    size: tuple[int, int] = (192, 112),
    pixels: str = "yuv420p",
    options: dict[str, str] | None = None,
) -> io.BytesIO:
    """Return a film of numbered pictures (``drawn_films.read_number``), at its beginning."""
    file = io.BytesIO()
    width, height = size
    with av.open(file, "w", format=container) as film:
        stream = cast("VideoStream", film.add_stream(codec, rate=RATE, options=options or {}))
        stream.width, stream.height, stream.pix_fmt = width, height, pixels
        stream.codec_context.thread_count = 1
        for n in range(frames):
            film.mux(stream.encode(_picture(n, width, height, pixels)))
        film.mux(stream.encode(None))
    file.seek(0)
    return file


def _picture(n: int, width: int, height: int, pixels: str) -> av.VideoFrame:
    grey = np.ascontiguousarray(drawn_luma(n, width, height))
    picture = av.VideoFrame.from_ndarray(grey, format="gray").reformat(format=pixels)
    picture.pts, picture.time_base = n, Fraction(1, RATE)
    return picture
