"""Small films drawn by the tests, so that a clone without the shared recordings still proves the point.

Every picture carries its number: a band of 24 blocks across the middle of the coded picture, bright for 1 and dark
for 0, first the number (12 bits, highest first), then its complement, so that a torn or mixed picture is not read
as a number. Around it the picture moves, so that the coder predicts between pictures.
"""

import io
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import av
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from av.video.stream import VideoStream

BITS = 12
DARK, BRIGHT = 40, 210
CLOCK = Fraction(1, 600)


def _band(height: int) -> slice:
    return slice(height * 2 // 5, height * 3 // 5)


def _columns(width: int) -> list[int]:
    return [round(width * column / (2 * BITS)) for column in range(2 * BITS + 1)]


def drawn_luma(n: int, width: int, height: int) -> NDArray[np.uint8]:
    """Return picture number ``n`` as uint8 luma of shape (height, width)."""
    across, down = np.arange(width), np.arange(height)[:, None]
    luma = ((across * 2 + down * 3 + n * 5) % 160 + 48).astype(np.uint8)
    side = height // 6
    x = n * 7 % (width - side)
    luma[height // 10 : height // 10 + side, x : x + side] = BRIGHT
    bits = [n >> bit & 1 for bit in range(BITS - 1, -1, -1)]
    edges = _columns(width)
    for column, bit in enumerate(bits + [1 - bit for bit in bits]):
        luma[_band(height), edges[column] : edges[column + 1]] = BRIGHT if bit else DARK
    return luma


def read_number(luma: NDArray[np.uint8]) -> int | None:
    """Return the number in an unrotated luma (or green) picture of any size, None where none can be read."""
    height, width = luma.shape
    rows = luma[_band(height)][height // 20 : -height // 20 or None]
    edges = _columns(width)
    quarter = max((edges[1] - edges[0]) // 4, 1)
    means = [rows[:, edges[c] + quarter : edges[c + 1] - quarter].mean() for c in range(2 * BITS)]
    bits = [mean > (DARK + BRIGHT) / 2 for mean in means]
    if any(bit == against for bit, against in zip(bits[:BITS], bits[BITS:], strict=True)):
        return None
    return sum(1 << (BITS - 1 - place) for place, bit in enumerate(bits[:BITS]) if bit)


def draw_film(  # noqa: PLR0913 - each argument is one trait of the film
    to: Path | BinaryIO,
    *,
    frames: int = 48,
    width: int = 192,
    height: int = 108,
    ticks: Sequence[int] | None = None,
    gop: int = 12,
    b_frames: int = 2,
    rotation: int = 0,
    mirrored: bool = False,
    sound: bool = False,
    codec: str = "libx264",
    container: str = "mp4",
    codec_options: dict[str, str] | None = None,
    container_options: dict[str, str] | None = None,
) -> list[int]:
    """Draw a film and return the time of each picture in ``CLOCK`` ticks, rising from 0.

    ``ticks``      the times themselves (default: 24 a tick, 25 pictures a second); the last lasts like the one before.
    ``rotation``   degrees, clockwise, that a player must turn the coded picture by; ``mirrored`` flips it then.
    ``sound``      a second, mono AAC stream with a 440 Hz tone of the same length.
    """
    times = list(ticks) if ticks is not None else [24 * n for n in range(frames)]
    target = str(to) if isinstance(to, Path) else to
    with av.open(target, "w", format=container, container_options=container_options or {}) as film:
        options = {"bf": str(b_frames), "g": str(gop), **(codec_options or {})}
        picture = cast("VideoStream", film.add_stream(codec, options=options))
        picture.width, picture.height, picture.pix_fmt = width, height, "yuv420p"
        picture.codec_context.time_base = picture.time_base = CLOCK
        picture.codec_context.thread_count = 1
        if rotation or mirrored:
            picture.set_display_rotation(-rotation, hflip=mirrored)
        voice = film.add_stream("aac", rate=48000, layout="mono") if sound else None
        for n, time in enumerate(times):
            film.mux(picture.encode(_picture(n, time, width, height)))
        film.mux(picture.encode(None))
        if voice is not None:
            for block in _tone(float((times[-1] + 24) * CLOCK)):
                film.mux(voice.encode(block))
            film.mux(voice.encode(None))
    return times


def drawn_film(**traits: object) -> io.BytesIO:
    """Return a film drawn into memory, at its beginning; ``traits`` as for ``draw_film``."""
    film = io.BytesIO()
    draw_film(film, **traits)  # type: ignore[arg-type]
    film.seek(0)
    return film


def _picture(n: int, time: int, width: int, height: int) -> av.VideoFrame:
    picture = av.VideoFrame(width, height, "yuv420p")
    for plane, samples in zip(
        picture.planes,
        (drawn_luma(n, width, height), _flat(width, height, 120), _flat(width, height, 136)),
        strict=True,
    ):
        padded = np.zeros((plane.height, plane.line_size), np.uint8)
        padded[:, : plane.width] = samples[: plane.height, : plane.width]
        plane.update(padded.tobytes())
    picture.pts, picture.time_base = time, CLOCK
    return picture


def _flat(width: int, height: int, value: int) -> NDArray[np.uint8]:
    return np.full((height, width), value, np.uint8)


def _tone(seconds: float) -> list[av.AudioFrame]:
    samples = (np.sin(np.arange(int(seconds * 48000)) * 440 * 2 * np.pi / 48000) * 8000).astype(np.int16)
    blocks = []
    for start in range(0, len(samples), 1024):
        block = av.AudioFrame.from_ndarray(samples[None, start : start + 1024], format="s16", layout="mono")
        block.sample_rate, block.pts, block.time_base = 48000, start, Fraction(1, 48000)
        blocks.append(block)
    return blocks
