"""A film of the moving figure, coded as films are."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from tests.media.masking.moving_figure import HEIGHT, WIDTH, Seen


def figure_film(to: Path, scene: Sequence[Seen], rotation: int = 0) -> Path:
    """Write the pictures as H.264 with a key frame each 12; ``rotation`` is what a player must turn them by."""
    with av.open(str(to), "w") as film:
        stream = film.add_stream("libx264", rate=25, options={"g": "12", "crf": "20"})
        turned = np.rot90(scene[0].picture, rotation // 90).shape
        stream.height, stream.width, stream.pix_fmt = turned[0], turned[1], "yuv420p"
        if rotation:
            stream.set_display_rotation(-rotation)
        for n, seen in enumerate(scene):
            coded = np.ascontiguousarray(np.rot90(seen.picture, rotation // 90))
            frame = av.VideoFrame.from_ndarray(coded, format="gray").reformat(format="yuv420p")
            frame.pts, frame.time_base = n, Fraction(1, 25)
            film.mux(stream.encode(frame))
        film.mux(stream.encode(None))
    assert (HEIGHT, WIDTH) in (turned, turned[::-1])
    return to
