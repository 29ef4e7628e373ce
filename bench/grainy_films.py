"""Films for benches, drawn in full size: a pattern that moves, grain, a key frame a second, a tone."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av import VideoFrame

from vigtool.media.fingerprint import native_planes

_BLOCK, _SWING, _GRAINS = 16, 300, 8


@dataclass(frozen=True, slots=True)
class GrainyFilm:
    """What to draw: (width, height), pictures a second, how many of them, bits a second."""

    size: tuple[int, int]
    rate: int
    frames: int
    bits: int

    def draw(self, path: Path) -> None:
        """Write the film as MP4."""
        with av.open(str(path), "w", format="mp4") as film:
            options = {"preset": "veryfast", "x264-params": f"keyint={self.rate}:min-keyint={self.rate}:scenecut=0"}
            picture = film.add_stream("libx264", rate=self.rate, options=options)
            picture.width, picture.height, picture.pix_fmt = *self.size, "yuv420p"
            picture.bit_rate = self.bits
            tone = film.add_stream("aac", rate=48000, layout="stereo")
            for n, drawn in enumerate(self._pictures()):
                film.mux(picture.encode(drawn))
                film.mux(tone.encode(_tone(n, self.rate)))
            film.mux(picture.encode(None))
            film.mux(tone.encode(None))

    def _pictures(self) -> Iterator[VideoFrame]:
        width, height = self.size
        chance = np.random.default_rng(7)
        more = 2 * _SWING // _BLOCK + 2
        blocks = chance.integers(40, 210, (height // _BLOCK + more, width // _BLOCK + more), dtype=np.uint8)
        ground = np.kron(blocks, np.ones((_BLOCK, _BLOCK), np.uint8))
        grains = [chance.integers(0, 12, (height, width), dtype=np.uint8) for _ in range(_GRAINS)]
        for n in range(self.frames):
            picture = VideoFrame(width, height, "yuv420p")
            luma, *colours = native_planes(picture)
            x, y = (round(_SWING * (1 + np.sin(n / self.rate * speed))) for speed in (0.9, 1.3))
            luma[:] = ground[y : y + height, x : x + width] + grains[n % _GRAINS]
            for plane in colours:
                plane[:] = 128
            picture.pts, picture.time_base = n, Fraction(1, self.rate)
            yield picture


def _tone(n: int, rate: int) -> av.AudioFrame:
    places = np.arange(48000 * n // rate, 48000 * (n + 1) // rate)
    wave = np.sin(places * 2 * np.pi * 330 / 48000).astype(np.float32) / 4
    block = av.AudioFrame.from_ndarray(np.stack([wave, wave]), format="fltp", layout="stereo")
    block.sample_rate, block.pts, block.time_base = 48000, int(places[0]), Fraction(1, 48000)
    return block
