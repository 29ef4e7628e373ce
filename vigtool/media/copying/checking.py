"""Checking a copied clip: its packets beside the film's, all of its pictures decoded, the telling ones compared.

Which are telling: all that were coded anew, the copied ones at the seams, and each key frame between. For the others
speaks that their packets, and all packets that they depend on, are the film's byte for byte (``packet_checking``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import av
import numpy as np
from av import VideoFrame
from av.container import InputContainer
from numpy.typing import NDArray

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.media.ahead import made_ahead
from vigtool.media.clip_likeness import COLOUR_LIMIT, LUMA_PSNR_FLOOR
from vigtool.media.clip_timing import ClipTiming
from vigtool.media.colour_tags import colour_of
from vigtool.media.copying.packet_checking import PacketsBeside, demand_sets
from vigtool.media.copying.plan import CopyPlan
from vigtool.media.copying.sets import sets_of
from vigtool.media.decoding import decode_in_frame_threads
from vigtool.media.errors import ClipNotExact
from vigtool.media.film import Film
from vigtool.media.fingerprint import native_planes
from vigtool.media.frame import Frame
from vigtool.media.frame_index import FrameIndex
from vigtool.media.guarded_open import picture_stream
from vigtool.media.orientation import UPRIGHT, Orientations

Samples = NDArray[np.uint8]

_STRIP: Final = 32
"""Rows at a time: 4K needs no memory to speak of."""
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
    """Compare a clip with the film: what is copied bit for bit, the other pictures by their PSNR.

    ``timing`` is that of the plan's frames. Raise ``ClipNotExact``, and as ``Film.frame`` does. A clip that is refused
    may still come out right when it is coded anew as a whole.
    """
    _check_header(container, plan)
    beside, compared = PacketsBeside(film, plan), compared_frames(plan, film.index)
    comparison = _Comparison(plan, film.frame(plan.frames.start))
    starts: list[Fraction] = []
    with made_ahead(lambda: map(film.frame, compared), most=1) as coming:
        wanted: Frame | None = next(coming)
        for place, picture in enumerate(_decoded(container, beside)):
            progress(min(place, len(plan.frames)), len(plan.frames))
            comparison.take_form(picture)
            starts.append(Fraction(picture.pts or 0) * (picture.time_base or 0))
            if place < len(plan.frames) and wanted is not None and wanted.n == plan.frames[place]:
                comparison.take(wanted, picture)
                wanted = next(coming, None)
    stream = container.streams.video[0]
    _check_times(starts, Fraction(stream.duration or 0) * (stream.time_base or 0), timing)
    return CopyCheck(comparison.psnr, comparison.difference)


def compared_frames(plan: CopyPlan, index: FrameIndex) -> list[int]:
    """The frames whose pictures are compared, rising; the first of the plan is among them."""
    first, stop = np.searchsorted(index.entries.frame, [plan.copied.start, plan.copied.stop])
    keys = index.entries.frame[first:stop].tolist()
    return sorted({*keys, plan.copied.start, plan.copied.stop - 1, *plan.ends[0], *plan.ends[1]})


def _check_header(container: InputContainer, plan: CopyPlan) -> None:
    context = container.streams.video[0].codec_context
    if context.codec.name != "h264":
        raise ClipNotExact("picture_format")
    demand_sets(sets_of(context.extradata), plan)
    if context.sample_aspect_ratio not in {None, Fraction(1)}:
        raise ClipNotExact("not_upright")


def _decoded(container: InputContainer, beside: PacketsBeside) -> Iterator[VideoFrame]:
    stream = picture_stream(container)
    decode_in_frame_threads(stream.codec_context, frugal=True)
    stream.codec_context.options = dict(_STRICT)
    try:
        for packet in container.demux(stream):
            if packet.size:
                beside.take(packet)
            yield from packet.decode()
    except av.FFmpegError as error:
        raise ClipNotExact("not_readable") from error


class _Comparison:
    """What the pictures so far have shown; raises ``ClipNotExact`` at the first one that is not right.

    ``first`` is the film's first frame, whose form all have. ``psnr``: the lowest of the pictures coded anew, luma, in
    dB, None if there are none. ``difference``: how far the mean of a colour plane is off, in levels.
    """

    def __init__(self, plan: CopyPlan, first: Frame) -> None:
        self.psnr: float | None = None
        self.difference = 0.0
        self._plan = plan
        self._form = _form_of(first.native)
        self._orientations = Orientations()

    def take_form(self, picture: VideoFrame) -> None:
        if self._orientations.of(picture) != UPRIGHT:
            raise ClipNotExact("not_upright")
        size, tags = _form_of(picture)
        if size != self._form[0]:
            raise ClipNotExact("size")
        if tags != self._form[1]:
            raise ClipNotExact("colour_tags")
        if picture.is_corrupt:
            raise ClipNotExact("picture")

    def take(self, wanted: Frame, picture: VideoFrame) -> None:
        if _form_of(wanted.native) != self._form:
            raise ClipNotExact("size")
        pairs = list(zip(native_planes(picture), native_planes(wanted.native), strict=True))
        if wanted.n not in self._plan.copied:
            self._take_coded(pairs)
        elif wanted.damaged or not all(np.array_equal(ours, theirs) for ours, theirs in pairs):
            raise ClipNotExact("picture")

    def _take_coded(self, pairs: list[tuple[Samples, Samples]]) -> None:
        (ours, theirs), *colours = pairs
        rows = range(0, ours.shape[0], _STRIP)
        mean_square = sum(_squares(ours[row : row + _STRIP], theirs[row : row + _STRIP]) for row in rows) / ours.size
        if mean_square:
            psnr = float(10 * np.log10(255 * 255 / mean_square))
            self.psnr = psnr if self.psnr is None else min(self.psnr, psnr)
            if psnr < LUMA_PSNR_FLOOR:
                raise ClipNotExact("picture")
        for one, other in colours:
            self.difference = max(self.difference, abs(float(one.mean() - other.mean())))
        if self.difference > COLOUR_LIMIT:
            raise ClipNotExact("colour")


def _squares(ours: Samples, theirs: Samples) -> float:
    error = (ours.astype(np.float32) - theirs).reshape(-1)
    return float(error @ error)


def _form_of(picture: VideoFrame) -> tuple[tuple[int, int], object]:
    return (picture.width, picture.height), (picture.format.name, colour_of(picture))


def _check_times(starts: list[Fraction], end: Fraction, timing: ClipTiming) -> None:
    if len(starts) != len(timing.starts):
        raise ClipNotExact("frame_count")
    if starts != [Fraction(tick, timing.timescale) for tick in timing.starts] or end != timing.duration:
        raise ClipNotExact("times")
