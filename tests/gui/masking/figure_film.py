"""A film in which a figure walks over a ground, and where it is in each frame."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from tests.media.masking.moving_figure import PATHS, FloatBox, drawn


def draw_walk(path: Path, frames: int) -> list[FloatBox]:
    """Write the film, 25 pictures a second; return the figure's box of each frame."""
    scene = drawn(PATHS["walks"], frames)
    with av.open(str(path), "w") as film:
        stream = film.add_stream("libx264", rate=25, options={"qp": "10", "g": "12"})
        stream.height, stream.width = scene[0].picture.shape
        stream.pix_fmt = "yuv420p"
        stream.codec_context.thread_count = 1
        for n, seen in enumerate(scene):
            picture = av.VideoFrame.from_ndarray(np.dstack([seen.picture] * 3), format="rgb24")
            picture.pts, picture.time_base = n, Fraction(1, 25)
            film.mux(stream.encode(picture))
        film.mux(stream.encode(None))
    return [seen.box for seen in scene]
