"""The clock of a clip: every picture's time, exact, on one clock that all its films share.

Film keeps its own differences of time, divided by its speed. What stands is repeated, so that every player shows it
and can stop in it. No film is opened for this: it needs their indexes only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import accumulate, pairwise
from math import gcd, lcm
from typing import Final

import numpy as np

from vigtool.media.clip_timing import ClipTiming
from vigtool.media.frame_index import FrameIndex
from vigtool.media.rendering.plan import CardPiece, FilmPiece, HeldPiece, Piece, RenderPlan, demand_sound_plan

_USUAL_CLOCK: Final = 1_000_000
"""Ticks a second up to which a clock is kept as it is: every 32-bit field holds an hour of it."""
_FASTEST_CLOCK: Final = (1 << 31) - 1
"""MP4 counts the ticks of a second in 32 bits; libav takes 31 of them."""
_STANDING: Final = Fraction(1, 25)
_SHORTEST, _LONGEST = Fraction(1, 61), Fraction(1, 10)
"""A picture that stands is repeated as often as the film has pictures, within these lengths."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of a clip: of which piece, which frame of its source (None: a card), and when.

    Times are ticks from the clip's beginning.
    """

    piece: int
    frame: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RenderTiming:
    """All pictures of a clip, in ticks of ``1 / timescale`` seconds; each begins where the one before ends."""

    timescale: int
    shots: tuple[Shot, ...]

    @property
    def duration(self) -> Fraction:
        """The length of the clip in seconds."""
        return self.seconds(self.shots[-1].end)

    @property
    def of_pictures(self) -> ClipTiming:
        """The times of the pictures alone."""
        return ClipTiming(self.timescale, tuple(shot.start for shot in self.shots), self.shots[-1].end)

    def seconds(self, tick: int) -> Fraction:
        """A tick in seconds."""
        return Fraction(tick, self.timescale)

    @property
    def pieces(self) -> tuple[tuple[Fraction, Fraction], ...]:
        """The time in seconds, [start, end), of each piece in the clip."""
        ends = ((self.shots[one[0]].start, self.shots[one[-1]].end) for one in self.shots_by_piece)
        return tuple((self.seconds(start), self.seconds(end)) for start, end in ends)

    @property
    def shots_by_piece(self) -> tuple[range, ...]:
        """The numbers of the pictures of each piece."""
        firsts = [n for n, shot in enumerate(self.shots) if n == 0 or self.shots[n - 1].piece != shot.piece]
        return tuple(range(*bounds) for bounds in pairwise([*firsts, len(self.shots)]))


def render_timing(plan: RenderPlan, indexes: Sequence[FrameIndex]) -> RenderTiming:
    """The times of a plan's pictures; ``indexes`` are those of its sources.

    The clock is the coarsest that keeps every difference exactly. Only if films of clocks that have nothing in common
    would need more ticks a second than MP4 can count, times are those of the nearest microsecond.
    Raise ``BadRenderPlan`` and ``NoFrames``.
    """
    demand_sound_plan(plan, [index.frames for index in indexes])
    pictures = list(_pictures(plan, indexes))
    ends = list(accumulate(length for _piece, _frame, length in pictures))
    timescale = _timescale(plan, indexes, ends)
    ticks = [0, *(round(end * timescale) for end in ends)]
    shots = (Shot(piece, frame, *time) for (piece, frame, _), time in zip(pictures, pairwise(ticks), strict=True))
    return RenderTiming(timescale, tuple(shots))


def _pictures(plan: RenderPlan, indexes: Sequence[FrameIndex]) -> Iterator[tuple[int, int | None, Fraction]]:
    """Each picture's piece, frame and length in seconds."""
    for number, piece in enumerate(plan.pieces):
        if isinstance(piece, FilmPiece):
            index = indexes[piece.source]
            for frame in piece.frames:
                yield number, frame, (index.seconds(frame + 1) - index.seconds(frame)) / piece.speed
        else:
            frame_shown = piece.frame if isinstance(piece, HeldPiece) else None
            for length in _standing(Fraction(piece.milliseconds, 1000), _usual_length(piece, plan, indexes)):
                yield number, frame_shown, length


def _standing(length: Fraction, usual: Fraction) -> list[Fraction]:
    """A time cut into usual lengths, the last one up to half as long again or as short."""
    times = max(round(length / usual), 1)
    return [usual] * (times - 1) + [length - usual * (times - 1)]


def _usual_length(piece: HeldPiece | CardPiece, plan: RenderPlan, indexes: Sequence[FrameIndex]) -> Fraction:
    among: list[Piece] = [piece, *plan.pieces]
    sources = [one.source for one in among if not isinstance(one, CardPiece)]
    if not sources:
        return _STANDING
    index = indexes[sources[0]]
    ticks = np.diff(np.append(index.ticks, index.end_tick))
    usual = int(np.median(ticks)) * index.time_base
    return usual if _SHORTEST <= usual <= _LONGEST else _STANDING


def _timescale(plan: RenderPlan, indexes: Sequence[FrameIndex], ends: Sequence[Fraction]) -> int:
    clock = lcm(*(_clock_of(piece, indexes) for piece in plan.pieces), *(end.denominator for end in ends))
    if clock > _USUAL_CLOCK:
        clock //= reduce(gcd, (int(end * clock) for end in ends), clock)
    return clock if clock <= _FASTEST_CLOCK else _USUAL_CLOCK


def _clock_of(piece: Piece, indexes: Sequence[FrameIndex]) -> int:
    """The film's own clock, which players know best; what stands needs none."""
    return indexes[piece.source].time_base.denominator if isinstance(piece, FilmPiece) else 1
