"""Drawing the demo film into an MP4 as a phone would deliver it: lying, with a turn in its header, uneven in time."""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, Final

import av
import numpy as np
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.container import OutputContainer
from av.video.frame import PictureType
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from av.video.stream import VideoStream

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.media.demo_film.canvas import HEIGHT, WIDTH, Canvas
from vigtool.media.demo_film.scene import paint_scene, prepared_canvas
from vigtool.media.demo_film.story import DEMO_SECONDS
from vigtool.media.demo_film.voices import RATE, Samples, demo_sound

TICKS: Final = 90_000
_STEADY: Final = 3000
_DIM: Final = 3750
_DIM_SPANS: Final = ((16.5, 19.0),)
_SEED: Final = 7
_LONG_GAPS_OF: Final = 97
_KEY_EVERY: Final = 45


def frame_ticks() -> tuple[int, ...]:
    """When each frame begins, in ticks of 1/90000 s, and last the film's end: about 30 a second, uneven.

    A phone's camera wavers by a millisecond or two, loses a frame now and then, and slows down in dim light.
    """
    random = np.random.default_rng(_SEED)
    end = int(DEMO_SECONDS * TICKS)
    ticks = [0]
    while True:
        dim = any(start <= ticks[-1] / TICKS < stop for start, stop in _DIM_SPANS)
        step = (_DIM if dim else _STEADY) + int(random.integers(-140, 141))
        if len(ticks) % _LONG_GAPS_OF == 0:
            step += _STEADY * int(random.integers(1, 4))
        if ticks[-1] + step > end - _STEADY // 2:
            return (*ticks, end)
        ticks.append(ticks[-1] + step)


def draw_demo_film(out: BinaryIO | Path, progress: Progress = ignore_progress) -> None:
    """Draw the film and write it as MP4 to a path or to a binary file that can seek.

    The coded picture is 1920 x 1080 with a display matrix of a quarter clockwise: upright 1080 x 1920. H.264
    yuv420p BT.709 and AAC stereo. ``progress`` counts frames; what it raises passes through with the container closed,
    and what is written by then is for the caller to remove.
    """
    target = str(out) if isinstance(out, Path) else out
    ticks = frame_ticks()
    options = {"video_track_timescale": str(TICKS)}
    with av.open(target, "w", format="mp4", options=options) as container:
        video, audio = _video_stream(container), container.add_stream("aac", rate=RATE, layout="stereo")
        audio.bit_rate = 128_000
        sound = demo_sound()
        canvas = prepared_canvas()
        for number, (tick, following) in enumerate(pairwise(ticks)):
            progress(number, len(ticks) - 1)
            paint_scene(canvas, tick / TICKS)
            container.mux(video.encode(_picture(canvas, tick, following - tick, number)))
            _write_sound(container, audio, sound, tick, following)
        container.mux(video.encode(None))
        container.mux(audio.encode(None))
    progress(len(ticks) - 1, len(ticks) - 1)


def _video_stream(container: OutputContainer) -> VideoStream:
    stream = container.add_stream(
        "libx264", rate=30, options={"preset": "ultrafast", "crf": "21", "x264-params": "cabac=1:8x8dct=1"}
    )
    stream.width, stream.height, stream.pix_fmt = HEIGHT, WIDTH, "yuv420p"
    stream.gop_size = _KEY_EVERY
    stream.time_base = stream.codec_context.time_base = Fraction(1, TICKS)
    stream.color_range, stream.colorspace = ColorRange.MPEG, Colorspace.ITU709
    stream.color_primaries, stream.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
    stream.codec_context.flags |= Flags.frame_duration
    stream.set_display_rotation(-90)
    return stream


def _picture(canvas: Canvas, tick: int, duration: int, number: int) -> av.VideoFrame:
    frame = av.VideoFrame(HEIGHT, WIDTH, "yuv420p")
    for plane, painted in zip(frame.planes, canvas.planes, strict=True):
        plane.update(painted.tobytes())
    frame.pts, frame.duration, frame.time_base = tick, duration, Fraction(1, TICKS)
    if number % _KEY_EVERY == 0:
        frame.pict_type = PictureType.I
    return frame


def _write_sound(container: OutputContainer, stream: AudioStream, sound: Samples, tick: int, following: int) -> None:
    first, end = (at * RATE // TICKS for at in (tick, following))
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound[:, first:end]), format="fltp", layout="stereo")
    frame.sample_rate, frame.pts, frame.time_base = RATE, first, Fraction(1, RATE)
    container.mux(stream.encode(frame))
