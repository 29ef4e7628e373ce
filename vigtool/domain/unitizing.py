"""Krippendorff's alpha for unitizing: how far people agree on where in a film something is, and on what it is.

Krippendorff, Mathet, Bouvry and Widlöcher, "On the reliability of unitizing textual continua: Further developments",
Quality & Quantity 50 (2016) 2347-2364; the same in Krippendorff, Content Analysis, 4th ed. (2019), section 12.6. What
is computed is the coefficient for nominal values; with one and the same value for all units it is the binary one.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple


class Unit(NamedTuple):
    """A stretch of frames ``[first, stop)`` that somebody marked as a ``value``."""

    first: int
    stop: int
    value: Hashable


@dataclass(slots=True)
class Tally:
    """What the coefficient is made of; tallies of the parts of a film add up to that of the film.

    ``apart`` are the frames at which two observers' values differ, over all pairs of observers; ``lengths`` the frames
    with each value over all observers, ``squares`` the squared lengths of its units. What is not marked is a gap.
    """

    observers: int
    frames: int = 0
    apart: int = 0
    lengths: dict[Hashable, int] = field(default_factory=dict)
    squares: dict[Hashable, int] = field(default_factory=dict)

    def alpha(self) -> Fraction | None:
        """1 for full agreement, 0 for that of chance; None where nothing can be told, as all values are the same.

        Observed disagreement by that which is expected when frames meet by chance that are not of one unit: equations
        1, 4 and 5 of the paper, brought to one fraction.
        """
        every = self.observers * self.frames
        gap = every - sum(self.lengths.values())
        unlike = every**2 - gap**2 - sum(length**2 for length in self.lengths.values())
        if unlike == 0:
            return None
        met = every**2 - gap - sum(self.squares.values())
        return 1 - Fraction(2 * self.apart * met, (self.observers - 1) * every * unlike)


def tally(observers: Sequence[Sequence[Unit]], frames: int) -> Tally:
    """The tally of a film of so many frames; no two units of one observer may have a frame in common."""
    made = Tally(len(observers), frames)
    for unit in (one for units in observers for one in units):
        length = unit.stop - unit.first
        made.lengths[unit.value] = made.lengths.get(unit.value, 0) + length
        made.squares[unit.value] = made.squares.get(unit.value, 0) + length**2
    made.apart = sum(_apart(one, other) for one, other in combinations(observers, 2))
    return made


def _apart(one: Iterable[Unit], other: Iterable[Unit]) -> int:
    """The frames at which two observers' values differ, a gap being a value, too."""
    ours, theirs = sorted(one, key=_first), sorted(other, key=_first)
    marked = sum(unit.stop - unit.first for unit in (*ours, *theirs))
    begin = 0
    for unit in ours:
        while begin < len(theirs) and theirs[begin].stop <= unit.first:
            begin += 1
        for place in range(begin, len(theirs)):
            met = theirs[place]
            if met.first >= unit.stop:
                break
            common = min(unit.stop, met.stop) - max(unit.first, met.first)
            marked -= 2 * common if met.value == unit.value else common
    return marked


def _first(unit: Unit) -> int:
    return unit.first
