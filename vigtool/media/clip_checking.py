"""Checking a written clip by decoding it and holding it against the film: no clip leaves the vault unverified."""

from dataclasses import dataclass
from fractions import Fraction
from typing import BinaryIO, Final

import av
import numpy as np
from av import VideoFrame
from av.container import InputContainer
from numpy.typing import NDArray

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.media.clip_layout import demand_layout, demand_no_words
from vigtool.media.clip_picture import clip_picture, even
from vigtool.media.clip_sound_check import SoundCheck, sound_against
from vigtool.media.clip_timing import ClipTiming, clip_timing
from vigtool.media.errors import ClipNotExact, MediaError
from vigtool.media.film import Film
from vigtool.media.frame import Frame
from vigtool.media.guarded_open import open_container, picture_stream
from vigtool.media.orientation import Orientation, Orientations
from vigtool.media.picture import upright, upright_size

LUMA_PSNR_FLOOR: Final = 30.0
"""In dB. What right and wrong clips of the shared recordings have: docs/decisions/0006-clips.md."""
COLOUR_LIMIT: Final = 8.0
"""Levels by which the mean of a colour channel over a sixteenth of the picture may differ."""
_AREAS: Final = 4
_LUMA: Final = np.array([0.0722, 0.7152, 0.2126], np.float32)


@dataclass(frozen=True, slots=True)
class ClipCheck:
    """What was found in a right clip: frames, seconds, the lowest luma PSNR in dB (None: identical), its sound."""

    frames: int
    duration: Fraction
    luma_psnr: float | None
    colour_difference: float
    sound: SoundCheck | None


def check_clip(
    clip: BinaryIO, film: Film, frames: range, sound_file: BinaryIO | None, progress: Progress = ignore_progress
) -> ClipCheck:
    """Decode a clip and compare it with the film's frames ``[frames.start, frames.stop)``.

    ``sound_file`` is a second open file of the film, None if the clip is to have no sound. Raise ``ClipNotExact`` at
    the first point that is not right, and what ``clip_timing`` and ``Film.frame`` raise.
    """
    timing = clip_timing(film.index, frames)
    demand_layout(clip)
    clip.seek(0)
    try:
        container = open_container(clip)
    except MediaError as error:
        raise ClipNotExact("not_readable") from error
    with container:
        _check_streams(container)
        psnr, difference = _check_pictures(container, film, frames, timing, progress)
    span = (film.index.seconds(frames.start), film.index.seconds(frames.stop))
    sound = _checked_sound(clip, sound_file, span)
    return ClipCheck(len(frames), timing.duration, psnr, difference, sound)


def _check_streams(container: InputContainer) -> None:
    demand_no_words(container)
    context = container.streams.video[0].codec_context
    if (context.codec.name, context.profile, context.pix_fmt) != ("h264", "High", "yuv420p"):
        raise ClipNotExact("picture_format")
    if context.sample_aspect_ratio not in {None, Fraction(1)}:
        raise ClipNotExact("not_upright")


def _check_pictures(
    container: InputContainer, film: Film, frames: range, timing: ClipTiming, progress: Progress
) -> tuple[float | None, float]:
    stream = picture_stream(container)
    compared = {0, len(frames) // 2, len(frames) - 1}
    size = even(upright_size(film.frame(frames.start)))
    starts: list[Fraction] = []
    psnrs: list[float] = []
    differences = [0.0]
    orientations = Orientations()
    try:
        for number, picture in enumerate(container.decode(stream)):
            progress(min(number, len(frames)), len(frames))
            _check_format(picture, orientations.of(picture), size)
            starts.append(Fraction(picture.pts or 0) * (picture.time_base or 0))
            if number in compared:
                psnr, difference = _compared(picture, clip_picture(film.frame(frames[number]), size), number)
                psnrs += [] if psnr is None else [psnr]
                differences.append(difference)
    except av.FFmpegError as error:
        raise ClipNotExact("not_readable") from error
    _check_times(starts, Fraction(stream.duration or 0) * (stream.time_base or 0), timing)
    return min(psnrs, default=None), max(differences)


def _check_times(starts: list[Fraction], end: Fraction, timing: ClipTiming) -> None:
    if len(starts) != len(timing.starts):
        raise ClipNotExact("frame_count")
    wanted = [Fraction(tick, timing.timescale) for tick in timing.starts]
    if [start - starts[0] for start in starts] != wanted or starts[0] != 0 or end != timing.duration:
        raise ClipNotExact("times")


def _check_format(picture: VideoFrame, lay: Orientation, size: tuple[int, int]) -> None:
    tags = (picture.colorspace, picture.color_trc, picture.color_primaries, picture.color_range)
    if tags != (1, 1, 1, 1):
        raise ClipNotExact("colour_tags")
    if lay.degrees_clockwise or lay.mirrored:
        raise ClipNotExact("not_upright")
    if (picture.width, picture.height) != size:
        raise ClipNotExact("size")


def _compared(picture: VideoFrame, wanted: NDArray[np.uint8], number: int) -> tuple[float | None, float]:
    found = upright(Frame(number, picture.pts, picture))
    psnr = _luma_psnr(found, wanted)
    if psnr is not None and psnr < LUMA_PSNR_FLOOR:
        raise ClipNotExact("picture")
    difference = float(np.abs(_means(found) - _means(wanted)).max())
    if difference > COLOUR_LIMIT:
        raise ClipNotExact("colour")
    return psnr, difference


def _luma_psnr(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float | None:
    """PSNR in dB of BT.709 luma, peak 255; None for pictures that are the same."""
    error = (one[..., :3].astype(np.float32) - other[..., :3]) @ _LUMA
    mean_square = float(np.mean(error * error))
    return None if mean_square == 0 else float(10 * np.log10(255 * 255 / mean_square))


def _means(picture: NDArray[np.uint8]) -> NDArray[np.float64]:
    rows = np.array_split(picture[..., :3], _AREAS, axis=0)
    areas = [area for row in rows for area in np.array_split(row, _AREAS, axis=1) if area.size]
    return np.array([area.mean(axis=(0, 1)) for area in areas])


def _checked_sound(clip: BinaryIO, sound_file: BinaryIO | None, span: tuple[Fraction, Fraction]) -> SoundCheck | None:
    clip.seek(0)
    result = sound_against(clip, sound_file, span)
    if isinstance(result, str):
        raise ClipNotExact(result)
    return result
