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
from vigtool.media.errors import ClipNotExact
from vigtool.media.frame import Frame
from vigtool.media.guarded_open import picture_stream
from vigtool.media.orientation import UPRIGHT, Orientation, Orientations
from vigtool.media.picture import upright
from vigtool.media.rendering.ahead import made_ahead
from vigtool.media.rendering.drawing import Drawing
from vigtool.media.rendering.likeness import SHOWING_THROUGH_LIMIT, likeness, showing_through
from vigtool.media.rendering.timing import RenderTiming

Pixels = NDArray[np.uint8]

_WANTED_AHEAD: Final = 1
"""Pictures of a film made ready at most: with what is under the covers 66 MB each at 4K."""
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


class _Wanted(NamedTuple):
    """What picture ``number`` is to show; on covered ones, what it must not, and where."""

    number: int
    picture: Pixels
    uncovered: Pixels | None
    covers: tuple[tuple[slice, slice], ...]


def check_pictures(
    container: InputContainer, drawing: Drawing, timing: RenderTiming, progress: Progress
) -> PictureCheck:
    """Decode a clip and compare it. Raise ``ClipNotExact``, and what ``Film.frame`` raises."""
    chosen = chosen_shots(drawing, timing)

    def wanted() -> Iterator[_Wanted]:
        return (_wanted(number, drawing, timing) for number in chosen)

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
                seen.append(likeness(picture, awaited.picture))
                awaited = next(coming, None)
    _check_times(starts, (container.streams.video[0].duration or 0) * clock, timing)
    psnrs = [one.luma_psnr for one in seen if one.luma_psnr is not None]
    return PictureCheck(min(psnrs, default=None), max(one.colour_difference for one in seen), covered)


def chosen_shots(drawing: Drawing, timing: RenderTiming) -> list[int]:
    """The numbers of the pictures that are compared, rising."""
    chosen = {number for number, shot in enumerate(timing.shots) if drawing.boxes(shot)}
    for shots in timing.shots_by_piece:
        chosen |= {shots[0], drawing.quick_middle([timing.shots[n] for n in shots]) + shots[0], shots[-1]}
    return sorted(chosen)


def _wanted(number: int, drawing: Drawing, timing: RenderTiming) -> _Wanted:
    shot = timing.shots[number]
    covers = drawing.covers(shot)
    return _Wanted(number, drawing.shown(shot), drawing.uncovered(shot) if covers else None, covers)


def _decoded(container: InputContainer, size: tuple[int, int]) -> Iterator[Frame]:
    stream = picture_stream(container)
    stream.thread_type = "AUTO"
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
    if wanted.uncovered is None:
        return False
    for place in wanted.covers:
        through = showing_through(found[place], wanted.picture[place], wanted.uncovered[place])
        if through > SHOWING_THROUGH_LIMIT:
            raise ClipNotExact("uncovered")
    return True


def _check_times(starts: list[Fraction], end: Fraction, timing: RenderTiming) -> None:
    if len(starts) != len(timing.shots):
        raise ClipNotExact("frame_count")
    if starts != [timing.seconds(shot.start) for shot in timing.shots] or end != timing.duration:
        raise ClipNotExact("times")
