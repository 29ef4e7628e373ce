"""A run of playing: which instant belongs to which place of the clock, forward or backward, once or round and round.

Rule: places are found by the film's own times. A loop wraps by the modulo of its length, so nothing stops at its seam.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Final, Literal

from vigtool.gui.playing.instants import GRAIN, Instants

MOST_A_SECOND: Final = 60
"""Pictures a second that playing asks for; at higher speeds it takes every second one, or fewer."""
LEEWAY: Final = 0.1
"""So much above that still counts as it: 59.94 and 60.02 pictures a second are 60."""

Heading = Literal[-1, 1]


@dataclass(frozen=True, slots=True)
class PlayRun:
    """Playing ``bounds`` (instants) from ``first`` on. Places are in seconds from the film's first frame.

    ``stride``   instants from picture to picture, at least 1.
    """

    instants: Instants
    bounds: range
    first: int
    heading: Heading = 1
    stride: int = 1
    looped: bool = False

    @property
    def begin(self) -> float:
        """The place where the clock starts: the first instant is then shown for its whole time, either way."""
        return self.instants.seconds(self.first if self.heading > 0 else self.first + 1)

    @property
    def last(self) -> int:
        """The instant at which a run that is no loop ends."""
        return self.bounds.stop - 1 if self.heading > 0 else self.bounds.start

    def instant_at(self, place: float) -> int | None:
        """The instant to be shown at a place of the clock; None once the run has ended. In a loop any place will do."""
        low, high = self._ends
        if self.looped:
            place = self._wrapped(place)
        elif (place >= high and self.heading > 0) or (place <= low and self.heading < 0):
            return None
        found = self.instants.at(place) if self.heading > 0 else self.instants.before(place)
        return self._on_stride(min(max(found, self.bounds.start), self.bounds.stop - 1))

    def until_next(self, place: float) -> float:
        """Seconds of film from a place until another instant is due; 0 when the run has ended."""
        instant = self.instant_at(place)
        if instant is None:
            return 0.0
        at = self._wrapped(place) if self.looped else place
        if self.heading > 0:
            return max(self.instants.seconds(min(instant + self.stride, self.bounds.stop)) - at, 0.0)
        return max(at - self.instants.seconds(max(instant + 1 - self.stride, self.bounds.start)), 0.0)

    def steadied(self, now: int, found: int) -> int:
        """``found``, or ``now`` where that would go against the heading: a clock that was set may be a little back."""
        against = (now - found) * self.heading
        round_the_seam = self.looped and against > len(self.bounds) // 2
        return now if against > 0 and not round_the_seam else found

    def passed_over(self, before: int, after: int) -> int:
        """How many due instants lie between two that were shown one after the other."""
        way = (after - before) * self.heading
        if way < 0 and self.looped:
            way += len(self.bounds)
        return max(ceil(way / self.stride) - 1, 0)

    @property
    def _ends(self) -> tuple[float, float]:
        return self.instants.seconds(self.bounds.start), self.instants.seconds(self.bounds.stop)

    def _wrapped(self, place: float) -> float:
        low, high = self._ends
        since_seam = (place - low if self.heading > 0 else high - place) % (high - low)
        if since_seam > high - low - GRAIN:
            since_seam = 0.0
        return low + since_seam if self.heading > 0 else high - since_seam

    def _on_stride(self, instant: int) -> int:
        """The due instant that was met last: they are counted from the loop's seam, or from where the run began."""
        anchor = self.first
        if self.looped:
            anchor = self.bounds.start if self.heading > 0 else self.bounds.stop - 1
        met = (instant - anchor) * self.heading // self.stride
        return anchor + met * self.stride * self.heading


def stride_for(instants: Instants, instant: int, speed: Fraction) -> int:
    """Instants from picture to picture at a speed, by what the film holds in the second around an instant."""
    middle = instants.seconds(instant)
    a_second = max(instants.at(middle + 0.5) - instants.at(middle - 0.5), 1)
    stride = max(ceil(float(a_second * speed) / MOST_A_SECOND - LEEWAY), 1)
    return stride if stride == 1 else ceil(stride / instants.halves) * instants.halves
