"""The pictures of a written clip, all decoded again: their number, times and form, and what is seen on them.

Compared are the first, a middle and the last picture of each piece, and every picture on which somebody is covered:
there no single one may slip through. The film's own pictures are decoded meanwhile in a thread of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, NamedTuple

import av
import numpy as np
from av import VideoFrame
from av.container import InputContainer
from numpy.typing import NDArray

from vigtool.domain.progress import Progress
from vigtool.media.ahead import made_ahead
from vigtool.media.clip_likeness import SHOWING_THROUGH_LIMIT, likeness, showing_through
from vigtool.media.decoding import decode_in_frame_threads
from vigtool.media.errors import ClipNotExact
from vigtool.media.frame import Frame
from vigtool.media.guarded_open import picture_stream
from vigtool.media.orientation import UPRIGHT, Orientation, Orientations
from vigtool.media.picture import upright
from vigtool.media.rendering.drawing import Drawing
from vigtool.media.rendering.timing import RenderTiming

Pixels = NDArray[np.uint8]

_WANTED_AHEAD: Final = 1
"""Pictures of a film made ready at most: 33 MB each at 4K."""
_STRICT: Final = {"err_detect": "explode"}
"""The decoder is to refuse what is broken, not to make something up."""


@dataclass(frozen=True, slots=True)
class PictureCheck:
    """What was found.

    ``luma_psnr`` is the lowest, in dB (None: identical), ``colour_difference`` the largest of a mean colour, in levels,
    ``covered`` on how many pictures every cover was proven.
    """

    luma_psnr: float | None
    colour_difference: float
    covered: int


class _Hidden(NamedTuple):
    """Rows and columns of a clip's picture that are covered: how that looks, and how it would if it were not."""

    place: tuple[slice, slice]
    covered: Pixels
    uncovered: Pixels


class _Wanted(NamedTuple):
    """What picture ``number`` is to show, as far as it is compared as a whole, and what it must not."""

    number: int
    picture: Pixels | None
    hidden: tuple[_Hidden, ...]


def check_pictures(
    container: InputContainer, drawing: Drawing, timing: RenderTiming, progress: Progress
) -> PictureCheck:
    """Decode a clip and compare it. Raise ``ClipNotExact``, and what ``Film.frame`` raises."""
    compared = compared_shots(drawing, timing)
    chosen = compared | {number for number, shot in enumerate(timing.shots) if drawing.boxes(shot)}

    def wanted() -> Iterator[_Wanted]:
        return (_wanted(number, drawing, timing, whole=number in compared) for number in sorted(chosen))

    seen, starts, covered = [], [], 0
    clock = container.streams.video[0].time_base or Fraction(0)
    with made_ahead(wanted, _WANTED_AHEAD) as coming:
        awaited = next(coming, None)
        for number, frame in enumerate(_decoded(container, drawing.size)):
            progress(min(number, len(timing.shots)), len(timing.shots))
            starts.append((frame.pts or 0) * clock)
            if awaited is not None and awaited.number == number:
                picture = upright(frame)
                covered += _proven(picture, awaited)
                if awaited.picture is not None:
                    seen.append(likeness(picture, awaited.picture))
                awaited = next(coming, None)
    _check_times(starts, (container.streams.video[0].duration or 0) * clock, timing)
    psnrs = [one.luma_psnr for one in seen if one.luma_psnr is not None]
    return PictureCheck(min(psnrs, default=None), max(one.colour_difference for one in seen), covered)


def compared_shots(drawing: Drawing, timing: RenderTiming) -> set[int]:
    """The numbers of the pictures that are compared as a whole: the first, a middle and the last one of each piece."""
    return {
        shots[place]
        for shots in timing.shots_by_piece
        for place in (0, drawing.quick_middle([timing.shots[n] for n in shots]), -1)
    }


def _wanted(number: int, drawing: Drawing, timing: RenderTiming, *, whole: bool) -> _Wanted:
    shot = timing.shots[number]
    places = drawing.covers(shot)
    shown = drawing.shown(shot)
    if not places:
        return _Wanted(number, shown, ())
    open_ = drawing.uncovered(shot)
    hidden = tuple(_Hidden(place, shown[place].copy(), open_[place].copy()) for place in places)
    return _Wanted(number, shown if whole else None, hidden)


def _decoded(container: InputContainer, size: tuple[int, int]) -> Iterator[Frame]:
    stream = picture_stream(container)
    decode_in_frame_threads(stream.codec_context, frugal=True)
    stream.codec_context.options = dict(_STRICT)
    orientations = Orientations()
    try:
        for number, picture in enumerate(container.decode(stream)):
            _check_form(picture, orientations.of(picture), size)
            yield Frame(number, picture.pts, picture)
    except av.FFmpegError as error:
        raise ClipNotExact("not_readable") from error


def _check_form(picture: VideoFrame, lay: Orientation, size: tuple[int, int]) -> None:
    tags = (picture.colorspace, picture.color_trc, picture.color_primaries, picture.color_range)
    if picture.is_corrupt:
        raise ClipNotExact("not_readable")
    if tags != (1, 1, 1, 1):
        raise ClipNotExact("colour_tags")
    if lay != UPRIGHT:
        raise ClipNotExact("not_upright")
    if (picture.width, picture.height) != size:
        raise ClipNotExact("size")


def _proven(found: Pixels, wanted: _Wanted) -> bool:
    """Tell whether something is covered here; raise ``ClipNotExact`` where it shows through."""
    for one in wanted.hidden:
        if showing_through(found[one.place], one.covered, one.uncovered) > SHOWING_THROUGH_LIMIT:
            raise ClipNotExact("uncovered")
    return bool(wanted.hidden)


def _check_times(starts: list[Fraction], end: Fraction, timing: RenderTiming) -> None:
    if len(starts) != len(timing.shots):
        raise ClipNotExact("frame_count")
    if starts != [timing.seconds(shot.start) for shot in timing.shots] or end != timing.duration:
        raise ClipNotExact("times")
