"""Drawn films in which a beep begins with each flash of the picture, in many a container and coder.

Sound goes wrong by coder delay, late starts, holes and clocks of their own; a flash and a beep that were put at the
same time show it, whatever the cause.
"""

import io
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, cast

import av
import numpy as np
from numpy.typing import NDArray

from tests.media.av_offsets import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.audio.stream import AudioStream
    from av.video.stream import VideoStream

RATE = 25
FLASHES = (24, 48, 72)
"""Where coders begin a group of pictures, since MPEG program streams may leave other pictures' times to be guessed."""
FRAMES = 84
SIZE = (96, 64)
BEEP = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class Making:
    """How a film is made. ``sound`` and ``picture`` are coders; times in seconds on the film's clock.

    ``sound_from``  where the sound begins; beeps before it are not heard.
    ``hole``        a stretch of time for which no sound was recorded.
    """

    container: str
    sound: str
    picture: str = "mpeg4"
    rate: int = 48_000
    layout: str = "stereo"
    sound_from: Fraction = Fraction(0)
    sound_to: Fraction = Fraction(FRAMES, RATE)
    picture_from: Fraction = Fraction(0)
    hole: tuple[Fraction, Fraction] | None = None
    clock: Fraction = Fraction(1, 600)

    @property
    def marks(self) -> list[Mark]:
        """The flashes that can be heard."""
        return [Mark(n) for n in FLASHES if self._is_heard(self.time_of(n))]

    def time_of(self, n: int) -> Fraction:
        """When a picture begins, as it is put in."""
        return self.picture_from + Fraction(n, RATE)

    def _is_heard(self, time: Fraction) -> bool:
        in_hole = self.hole is not None and self.hole[0] <= time + BEEP and time < self.hole[1]
        return self.sound_from <= time and time + BEEP <= self.sound_to and not in_hole


def flashing_film(making: Making) -> io.BytesIO:
    """Return a film of 25 pictures a second, dark but for ``FLASHES``; a beep of 1 kHz begins with each of them."""
    film = io.BytesIO()
    with av.open(film, "w", format=making.container) as container:
        picture = cast("VideoStream", container.add_stream(making.picture, rate=RATE))
        picture.width, picture.height, picture.pix_fmt = *SIZE, "yuv420p"
        if making.picture != "mpeg2video":
            picture.codec_context.time_base = picture.time_base = making.clock
        voice = cast("AudioStream", container.add_stream(making.sound, rate=making.rate, layout=making.layout))
        for n in range(FRAMES):
            container.mux(picture.encode(_picture(n, making, picture.codec_context.time_base or making.clock)))
        container.mux(picture.encode(None))
        for block in _sound(making, voice):
            container.mux(voice.encode(block))
        container.mux(voice.encode(None))
    film.seek(0)
    return film


def _picture(n: int, making: Making, clock: Fraction) -> av.VideoFrame:
    picture = av.VideoFrame(*SIZE, "yuv420p")
    for plane, value in zip(picture.planes, (230 if n in FLASHES else 40, 128, 128), strict=True):
        plane.update(bytes([value]) * plane.buffer_size)
    picture.pts, picture.time_base = round(making.time_of(n) / clock), clock
    return picture


def _sound(making: Making, voice: "AudioStream") -> "Iterator[av.AudioFrame]":
    first, stop = round(making.sound_from * making.rate), round(making.sound_to * making.rate)
    wave = _beeps(making, stop)
    form = voice.codec_context.format.packed
    size = voice.codec_context.frame_size or 1024
    for begin in range(first, stop, size):
        if making.hole is not None and making.hole[0] <= Fraction(begin, making.rate) < making.hole[1]:
            continue
        mono = wave[begin : min(begin + size, stop)]
        channels = voice.codec_context.layout.nb_channels
        block = np.repeat(mono[:, np.newaxis], channels, axis=1).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(_as(block, form.name), format=form.name, layout=making.layout)
        frame.rate, frame.pts, frame.time_base = making.rate, begin, Fraction(1, making.rate)
        yield frame


def _beeps(making: Making, samples: int) -> NDArray[np.float64]:
    wave = np.zeros(samples)
    for mark in making.marks:
        begin = round(making.time_of(mark.frame) * making.rate)
        length = round(BEEP * making.rate)
        wave[begin : begin + length] = np.sin(np.arange(length) * 1000 * 2 * np.pi / making.rate)[: samples - begin]
    return wave * 0.5


def _as(wave: NDArray[np.float64], form: str) -> NDArray[np.int16] | NDArray[np.int32] | NDArray[np.float32]:
    if form == "s16":
        return (wave * 32767).astype(np.int16)
    if form == "s32":
        return (wave * (2**31 - 1)).astype(np.int32)
    return wave.astype(np.float32)
