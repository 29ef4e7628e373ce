"""Two people marked the same film: which moments belong together, and how they differ.

The rule stands with its sources in ``docs/comparison.md``. Nothing here is a score: what comes out are moments and
frames to talk about.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, NamedTuple

from vigtool.domain.assigning import best_assignment
from vigtool.domain.identifiers import MomentId
from vigtool.domain.moments import Moment, PrincipleSeen
from vigtool.domain.progress import Progress, ignore_progress, part_of
from vigtool.domain.ticks import FrameTimes

LEAST_OVERLAP: Final = Fraction(3, 10)
"""Moments go together from this part in common on: the lowest by which actions in THUMOS 2014 are usually judged."""

_PARTS: Final = 1_000_000
"""An overlap is counted in millionths, downwards, so that adding up is exact and equal is equal."""

_FARTHEST: Final = 1 << 32
_MOST_ITEMS: Final = 1 << 16
"""No film has so many frames, no moment so many principles."""


class Marked(NamedTuple):
    """A moment in frames ``[first, stop)``; ``key`` is the key frame."""

    first: int
    stop: int
    key: int
    moment: Moment

    @property
    def length(self) -> int:
        """How many frames it has, at least one."""
        return self.stop - self.first

    @property
    def order(self) -> tuple[int, int, int, MomentId]:
        """Where it comes among the moments of a film."""
        return (self.first, self.stop, self.key, self.moment.id)


@dataclass(frozen=True, slots=True)
class Pair:
    """A moment that both marked: ``a``'s and ``b``'s, and how ``b``'s differs.

    ``first``, ``stop`` and ``key`` are frames, b's less a's: positive where b begins, ends or has its key frame later.
    ``same`` are the principles that both saw in it, as a names them; the others are those that only one saw. A
    principle is the same whatever the version of its pack.
    """

    a: Marked
    b: Marked
    same: tuple[PrincipleSeen, ...]
    only_a: tuple[PrincipleSeen, ...]
    only_b: tuple[PrincipleSeen, ...]

    @property
    def first(self) -> int:
        """By how many frames b begins later."""
        return self.b.first - self.a.first

    @property
    def stop(self) -> int:
        """By how many frames b ends later."""
        return self.b.stop - self.a.stop

    @property
    def key(self) -> int:
        """By how many frames b's key frame lies later."""
        return self.b.key - self.a.key

    @property
    def overlap(self) -> Fraction:
        """The frames in common as a part of all frames of both, above 0 and at most 1 (Jaccard 1901)."""
        return Fraction(in_common(self.a, self.b), _of_both(self.a, self.b))

    @property
    def same_frames(self) -> bool:
        """Whether both begin, end and have their key frame alike."""
        return not (self.first or self.stop or self.key)

    @property
    def same_principles(self) -> bool:
        """Whether both saw the same principles in it, or none."""
        return not (self.only_a or self.only_b)


@dataclass(frozen=True, slots=True)
class Alone:
    """A moment that only one marked; ``touching`` are the other's moments that have frames in common with it."""

    marked: Marked
    touching: tuple[MomentId, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two people marked in the same film, side by side, each part in the order of the film."""

    matched: tuple[Pair, ...]
    only_a: tuple[Alone, ...]
    only_b: tuple[Alone, ...]


def in_frames(moments: Iterable[Moment], times: FrameTimes) -> list[Marked]:
    """Moments in frames, in the order of the film; one in which no frame begins has the frame that is on the screen."""
    return sorted((_in_frames(one, times) for one in moments), key=lambda one: one.order)


def compare(
    a: Iterable[Moment],
    b: Iterable[Moment],
    times: FrameTimes,
    least: Fraction = LEAST_OVERLAP,
    progress: Progress = ignore_progress,
) -> Comparison:
    """Lay the moments of one film by two people side by side; each is in the answer exactly once.

    Those go together that have at least ``least`` (above 0, at most 1) of their frames in common, so that all overlaps
    add up to the most. Of equal choices: more pairs, then nearer key frames, more principles in common, film order.
    """
    ours, theirs = in_frames(a, times), in_frames(b, times)
    pairs = matches(ours, theirs, least, progress)
    touching = tuple(overlapping(ours, theirs))
    return Comparison(
        tuple(_pair(ours[one], theirs[other]) for one, other in pairs),
        _alone(ours, theirs, {one for one, _ in pairs}, touching),
        _alone(theirs, ours, {other for _, other in pairs}, ((other, one) for one, other in touching)),
    )


def matches(
    a: Sequence[Marked], b: Sequence[Marked], least: Fraction = LEAST_OVERLAP, progress: Progress = ignore_progress
) -> tuple[tuple[int, int], ...]:
    """The places in ``a`` and ``b``, both in the order of the film, of those that go together; by that in ``a``."""
    if [one.order for one in b] < [one.order for one in a]:  # one way round always, so that neither side counts more
        return tuple(sorted((one, other) for other, one in matches(b, a, least, progress)))
    worths: list[dict[int, int]] = [{} for _ in a]
    place_of_a, place_of_b = _places(a, b)
    told = part_of(progress, 0, 2)
    for one, other in overlapping(a, b):
        if not worths[one]:
            told(one, len(a))
        if overlap_of(a[one], b[other]) >= least:
            apart = (place_of_a[one] - place_of_b[other]) ** 2
            worths[one][other] = _worth(a[one], b[other], apart, len(a) + len(b))
    return best_assignment(worths, part_of(progress, 1, 2))


def overlapping(a: Sequence[Marked], b: Sequence[Marked]) -> Iterator[tuple[int, int]]:
    """The places of all pairs that have frames in common; both in the order of the film."""
    firsts = [one.first for one in b]
    longest = max((one.length for one in b), default=0)
    for place, one in enumerate(a):
        for other in range(bisect_left(firsts, one.first - longest), bisect_left(firsts, one.stop)):
            if b[other].stop > one.first:
                yield place, other


def overlap_of(one: Marked, other: Marked) -> Fraction:
    """The frames in common as a part of all frames of both, 0 to 1."""
    return Fraction(max(in_common(one, other), 0), _of_both(one, other))


def in_common(one: Marked, other: Marked) -> int:
    """The frames in common; 0 or less where there is none."""
    return min(one.stop, other.stop) - max(one.first, other.first)


def _of_both(one: Marked, other: Marked) -> int:
    return one.length + other.length - max(in_common(one, other), 0)


def _in_frames(moment: Moment, times: FrameTimes) -> Marked:
    frames, key = times.frames_of(moment.span), times.frame_at(moment.key)
    if not frames:
        on_screen = times.frame_at(moment.span.start)
        frames = range(on_screen, on_screen + 1)
    return Marked(frames.start, frames.stop, min(max(key, frames.start), frames.stop - 1), moment)


def _places(a: Sequence[Marked], b: Sequence[Marked]) -> tuple[list[int], list[int]]:
    """Where each comes among those on its own side that lie in the same stretch of the film."""
    both = sorted(
        [(one.first, one.stop, 0, place) for place, one in enumerate(a)]
        + [(one.first, one.stop, 1, place) for place, one in enumerate(b)]
    )
    places = ([0] * len(a), [0] * len(b))
    reach, seen = 0, [0, 0]
    for first, stop, side, place in both:
        if first >= reach:
            seen = [0, 0]
        reach = max(reach, stop)
        places[side][place] = seen[side]
        seen[side] += 1
    return places


def _worth(one: Marked, other: Marked, apart: int, moments: int) -> int:
    """How well two go together, as one number in which what comes first in the rule outweighs all that follows.

    ``apart`` is at most ``moments`` squared. Each field has room for the sum over all pairs.
    """
    common = len(_items(one) & _items(other))
    keys = min(abs(one.key - other.key), _FARTHEST)
    worth = in_common(one, other) * _PARTS // _of_both(one, other)
    worth = worth * moments * (_FARTHEST + 1) + (_FARTHEST - keys)
    worth = worth * moments * (_MOST_ITEMS + 1) + min(common, _MOST_ITEMS)
    return worth * moments * (moments**2 + 1) + moments**2 - apart


def _items(marked: Marked) -> set[tuple[str, str]]:
    return {(one.pack, one.item) for one in marked.moment.principles}


def _pair(a: Marked, b: Marked) -> Pair:
    of_a, of_b = _items(a), _items(b)
    return Pair(
        a,
        b,
        tuple(one for one in a.moment.principles if (one.pack, one.item) in of_b),
        tuple(one for one in a.moment.principles if (one.pack, one.item) not in of_b),
        tuple(one for one in b.moment.principles if (one.pack, one.item) not in of_a),
    )


def _alone(
    marked: Sequence[Marked], others: Sequence[Marked], paired: Collection[int], touching: Iterable[tuple[int, int]]
) -> tuple[Alone, ...]:
    beside: dict[int, list[MomentId]] = {place: [] for place in range(len(marked)) if place not in paired}
    for place, other in touching:
        if place in beside:
            beside[place].append(others[other].moment.id)
    return tuple(Alone(marked[place], tuple(ids)) for place, ids in beside.items())
