"""Agreement of two people's moments as researchers report it; the rules stand in ``docs/comparison.md``.

No part of the comparison that people talk about: with a handful of moments none of these figures says much, which is
why each comes with an interval. F1 as agreement: Hripcsak and Rothschild, Journal of the American Medical Informatics
Association 12 (2005) 296-298. Intervals: Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from vigtool.domain.comparing import Marked, matches
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.unitizing import Tally, Unit, tally

STEPS: Final = tuple(Fraction(step, 10) for step in range(3, 8))
"""The least overlaps by which actions found in THUMOS 2014 are usually judged: 0.3 to 0.7."""

RESAMPLES: Final = 1000
FEWEST_STRETCHES: Final = 5
"""With fewer an interval would be a pretence."""

_OBSERVERS: Final = 2
_MARKED: Final = "marked"
_TAIL: Final = Fraction(1, 40)
"""On each side, so that 95 % lie between."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, and between which bounds 95 % of the resamples lie; None where there is too little for it."""

    value: Fraction | None
    low: Fraction | None = None
    high: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two people's moments agree.

    ``f1`` has, for each least overlap of ``STEPS``, twice the pairs by the moments of both, 0 to 1. ``where`` is alpha
    for what is marked and what is not, ``what`` that for the principles seen, too: 1 and less, 0 as by chance.
    ``stretches`` are the parts of the film that hang together, of which the intervals are drawn.
    """

    f1: tuple[Estimate, ...]
    where: Estimate
    what: Estimate
    stretches: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of the film with moments that overlap each other, from the end of the part before.

    ``sums`` are what is simply added up: the pairs of each step, the moments, the frames, those of them that are apart,
    marked and squared, and those that are apart by what was seen.
    """

    sums: tuple[int, ...]
    what: Tally


def agreement(
    a: Sequence[Marked],
    b: Sequence[Marked],
    frames: int,
    draw: Callable[[int], int],
    progress: Progress = ignore_progress,
) -> Agreement:
    """Of two people's moments in the order of a film of so many frames.

    ``draw(n)`` gives any of 0 to n - 1 by chance; the same draws give the same intervals.
    """
    parts = _stretches(a, b, frames)
    whole = _figures(parts)
    drawn: list[tuple[Fraction | None, ...]] = []
    if len(parts) >= FEWEST_STRETCHES:
        for done in range(RESAMPLES):
            progress(done, RESAMPLES)
            drawn.append(_figures([parts[draw(len(parts))] for _ in parts]))
    estimates = [_estimate(value, [one[place] for one in drawn]) for place, value in enumerate(whole)]
    return Agreement(tuple(estimates[:-2]), estimates[-2], estimates[-1], len(parts))


def _figures(parts: Sequence[_Stretch]) -> tuple[Fraction | None, ...]:
    if not parts:
        return (None,) * (len(STEPS) + 2)
    *pairs, moments, frames, apart, length, square, what_apart = map(
        sum, zip(*(one.sums for one in parts), strict=True)
    )
    where = Tally(_OBSERVERS, frames, apart, {_MARKED: length}, {_MARKED: square})
    what = Tally(_OBSERVERS, frames, what_apart)
    for one in parts:
        for value, its_length in one.what.lengths.items():
            what.lengths[value] = what.lengths.get(value, 0) + its_length
            what.squares[value] = what.squares.get(value, 0) + one.what.squares[value]
    return (*(Fraction(2 * count, moments) for count in pairs), where.alpha(), what.alpha())


def _estimate(value: Fraction | None, drawn: Iterable[Fraction | None]) -> Estimate:
    known = sorted(one for one in drawn if one is not None)
    if value is None or not known:
        return Estimate(value)
    tail = int(len(known) * _TAIL)
    return Estimate(value, known[tail], known[-1 - tail])


def _stretches(a: Sequence[Marked], b: Sequence[Marked], frames: int) -> list[_Stretch]:
    """The film parted where neither has a moment; what comes after the last moment belongs to the last part."""
    pairs = [matches(a, b, least) for least in STEPS]
    ends = list(_ends(a, b))
    made = []
    for place, stop in enumerate(ends):
        begin = ends[place - 1] if place else 0
        ours, theirs = _within(a, begin, stop), _within(b, begin, stop)
        length = (frames if place == len(ends) - 1 else stop) - begin
        found = [sum(begin <= a[one].first < stop for one, _ in step) for step in pairs]
        where = tally([_covered(ours), _covered(theirs)], length)
        what = tally([_seen(ours), _seen(theirs)], length)
        of_where = (where.apart, where.lengths[_MARKED], where.squares[_MARKED])
        made.append(_Stretch((*found, len(ours) + len(theirs), length, *of_where, what.apart), what))
    return made


def _ends(a: Sequence[Marked], b: Sequence[Marked]) -> Iterator[int]:
    reach = 0
    for one in sorted((*a, *b), key=lambda one: one.order):
        if one.first >= reach > 0:
            yield reach
        reach = max(reach, one.stop)
    if reach:
        yield reach


def _within(marked: Iterable[Marked], begin: int, stop: int) -> list[Marked]:
    return [one for one in marked if begin <= one.first < stop]


def _covered(marked: Iterable[Marked]) -> list[Unit]:
    """What somebody marked at all; own moments that overlap are one unit."""
    units: list[Unit] = []
    for one in marked:
        if units and one.first < units[-1].stop:
            units[-1] = Unit(units[-1].first, max(units[-1].stop, one.stop), _MARKED)
        else:
            units.append(Unit(one.first, one.stop, _MARKED))
    return units


def _seen(marked: Sequence[Marked]) -> list[Unit]:
    """What somebody saw where: all principles of a moment as one value; own moments that overlap are cut there."""
    edges = sorted({edge for one in marked for edge in (one.first, one.stop)})
    units = []
    for first, stop in pairwise(edges):
        over = [one for one in marked if one.first <= first < one.stop]
        if over:
            value = frozenset((seen.pack, seen.item) for one in over for seen in one.moment.principles)
            units.append(Unit(first, stop, value))
    return units
