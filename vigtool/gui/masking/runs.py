"""What is known of somebody over a stretch of film: runs of frames that are covered, empty, or still open."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from vigtool.domain.masking import Box, Mask, MaskPoint
from vigtool.domain.ticks import FrameTimes


class Known(StrEnum):
    """What is known of a frame: where the person is, that they are not there, or nothing yet."""

    COVERED = "covered"
    ABSENT = "absent"
    OPEN = "open"


KNOWN: Final = {None: Known.OPEN, False: Known.ABSENT, True: Known.COVERED}
"""By whether somebody is in the picture; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Run:
    """Frames that follow each other and of which the same is known."""

    known: Known
    frames: range


def runs_of(masks: Iterable[Mask], times: FrameTimes, frames: range) -> tuple[Run, ...]:
    """The runs of ``frames`` by one person's masks, which they fill without a gap or overlap."""
    covered: dict[int, bool] = {}
    for point in (point for mask in masks for point in mask.points):
        covered[point.tick] = covered.get(point.tick, False) or point.box is not None
    runs: list[Run] = []
    for n in frames:
        known = KNOWN[covered.get(times.tick_of(n))]
        if runs and runs[-1].known is known:
            runs[-1] = Run(known, range(runs[-1].frames.start, n + 1))
        else:
            runs.append(Run(known, range(n, n + 1)))
    return tuple(runs)


def gap_at(gaps: Sequence[range], frame: int) -> range | None:
    """The gap in which a frame lies."""
    return next((gap for gap in gaps if frame in gap), None)


def gap_after(gaps: Sequence[range], frame: int) -> range | None:
    """The gap that begins after a frame; the first when there is none; None without any gap."""
    return next((gap for gap in gaps if gap.start > frame), next(iter(gaps), None))


def gap_before(gaps: Sequence[range], frame: int) -> range | None:
    """The gap that begins before a frame; the last when there is none; None without any gap."""
    backward = gaps[::-1]
    return next((gap for gap in backward if gap.start < frame), next(iter(backward), None))


def bridge(mask: Mask, times: FrameTimes, gap: range) -> tuple[MaskPoint, ...]:
    """Boxes over a gap, going evenly from the one before to the one after; standing still when there is only one.

    None at all where neither neighbour has a box.
    """
    before = _box(mask, times, gap.start - 1)
    after = _box(mask, times, gap.stop)
    begin, end = before or after, after or before
    if begin is None or end is None:
        return ()
    steps = len(gap) + 1
    return tuple(
        MaskPoint(times.tick_of(n), _between(begin, end, Fraction(n - gap.start + 1, steps)), by_hand=True) for n in gap
    )


def nearest_box(mask: Mask | None, tick: int) -> Box | None:
    """The box that is known nearest to a tick."""
    boxes = [] if mask is None else [(abs(point.tick - tick), point.box) for point in mask.points if point.box]
    return min(boxes, key=lambda one: one[0], default=(0, None))[1]


def hand_frames(mask: Mask | None, times: FrameTimes, frames: range) -> Iterator[int]:
    """Give the frames with a box that was set by hand."""
    by_hand = set() if mask is None else {point.tick for point in mask.points if point.by_hand and point.box}
    return (n for n in frames if times.tick_of(n) in by_hand)


def _box(mask: Mask, times: FrameTimes, frame: int) -> Box | None:
    if not 0 <= frame < times.frames:
        return None
    point = mask.at(times.tick_of(frame))
    return None if point is None else point.box


def _between(begin: Box, end: Box, share: Fraction) -> Box:
    sides = zip(
        (begin.left, begin.top, begin.right, begin.bottom), (end.left, end.top, end.right, end.bottom), strict=True
    )
    left, top, right, bottom = (round(a + (b - a) * share) for a, b in sides)
    return Box(left, top, right, bottom)
