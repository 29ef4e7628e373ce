"""Checking a copied clip by decoding it: each copied picture is the film's, bit for bit, each other one nearly."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import av
import numpy as np
from av import VideoFrame
from av.container import InputContainer

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.media.clip_likeness import COLOUR_LIMIT, LUMA_PSNR_FLOOR
from vigtool.media.clip_timing import ClipTiming
from vigtool.media.colour_tags import colour_of
from vigtool.media.copying.plan import CopyPlan
from vigtool.media.copying.sets import sets_of
from vigtool.media.errors import ClipNotExact
from vigtool.media.film import Film
from vigtool.media.fingerprint import native_planes
from vigtool.media.guarded_open import picture_stream
from vigtool.media.orientation import UPRIGHT, Orientations

_STRICT: Final = {"err_detect": "explode"}
"""The decoder is to refuse what is broken, not to make something up."""


@dataclass(frozen=True, slots=True)
class CopyCheck:
    """The lowest luma PSNR of what was coded anew, in dB (None: identical), and the largest difference of a mean."""

    luma_psnr: float | None
    colour_difference: float


def check_copied(
    container: InputContainer, film: Film, plan: CopyPlan, timing: ClipTiming, progress: Progress = ignore_progress
) -> CopyCheck:
    """Decode a clip and compare every picture with the film's: those copied bit for bit, the others by their PSNR.

    ``timing`` is that of the plan's frames. Raise ``ClipNotExact``. A clip that is refused may still come out right
    when it is coded anew as a whole.
    """
    _check_header(container, plan)
    return CopyCheck(*_check_pictures(container, film, plan, timing, progress))


def _check_header(container: InputContainer, plan: CopyPlan) -> None:
    context = container.streams.video[0].codec_context
    sets = sets_of(context.extradata)
    if context.codec.name != "h264" or sets is None or not set(plan.sets.all) <= set(sets.all):
        raise ClipNotExact("picture_format")
    if context.sample_aspect_ratio not in {None, Fraction(1)}:
        raise ClipNotExact("not_upright")


def _check_pictures(
    container: InputContainer, film: Film, plan: CopyPlan, timing: ClipTiming, progress: Progress
) -> tuple[float | None, float]:
    stream = picture_stream(container)
    stream.codec_context.thread_type = "AUTO"
    stream.codec_context.options = dict(_STRICT)
    comparison = _Comparison(film, plan)
    starts: list[Fraction] = []
    try:
        for place, picture in enumerate(container.decode(stream)):
            progress(min(place, len(plan.frames)), len(plan.frames))
            if place >= len(plan.frames):
                raise ClipNotExact("frame_count")
            comparison.take(plan.frames[place], picture)
            starts.append(Fraction(picture.pts or 0) * (picture.time_base or 0))
    except av.FFmpegError as error:
        raise ClipNotExact("not_readable") from error
    _check_times(starts, Fraction(stream.duration or 0) * (stream.time_base or 0), timing)
    return comparison.psnr, comparison.difference


class _Comparison:
    """What the pictures so far have shown; raises ``ClipNotExact`` at the first one that is not right.

    ``psnr``: the lowest of the pictures coded anew, luma, in dB, None if there are none.
    ``difference``: how far the mean of a colour plane is off, in levels.
    """

    def __init__(self, film: Film, plan: CopyPlan) -> None:
        self.psnr: float | None = None
        self.difference = 0.0
        self._film, self._plan = film, plan
        self._orientations = Orientations()

    def take(self, n: int, picture: VideoFrame) -> None:
        frame = self._film.frame(n)
        wanted = frame.native
        if self._orientations.of(picture) != UPRIGHT:
            raise ClipNotExact("not_upright")
        if (picture.width, picture.height) != (wanted.width, wanted.height):
            raise ClipNotExact("size")
        if picture.format.name != wanted.format.name or colour_of(picture) != colour_of(wanted):
            raise ClipNotExact("colour_tags")
        if picture.is_corrupt or (frame.damaged and n in self._plan.copied):
            raise ClipNotExact("picture")
        pairs = list(zip(native_planes(picture), native_planes(wanted), strict=True))
        if n not in self._plan.copied:
            self._take_coded(pairs)
        elif not all(np.array_equal(ours, theirs) for ours, theirs in pairs):
            raise ClipNotExact("picture")

    def _take_coded(self, pairs: list[tuple[np.ndarray, np.ndarray]]) -> None:
        (ours, theirs), *colours = ((one.astype(np.float32), other.astype(np.float32)) for one, other in pairs)
        mean_square = float(np.mean((ours - theirs) ** 2))
        if mean_square:
            psnr = float(10 * np.log10(255 * 255 / mean_square))
            self.psnr = psnr if self.psnr is None else min(self.psnr, psnr)
            if psnr < LUMA_PSNR_FLOOR:
                raise ClipNotExact("picture")
        for one, other in colours:
            self.difference = max(self.difference, abs(float(one.mean() - other.mean())))
        if self.difference > COLOUR_LIMIT:
            raise ClipNotExact("colour")


def _check_times(starts: list[Fraction], end: Fraction, timing: ClipTiming) -> None:
    if len(starts) != len(timing.starts):
        raise ClipNotExact("frame_count")
    if starts != [Fraction(tick, timing.timescale) for tick in timing.starts] or end != timing.duration:
        raise ClipNotExact("times")
