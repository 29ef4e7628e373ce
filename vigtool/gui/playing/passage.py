"""A stretch of a film's sound to be heard, and which time of the film is heard after so much listening."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

RATE: Final = 48_000
"""Samples a second of each channel, as ``vigtool.media.sound`` gives them."""


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """``[begin, end)`` at a speed, first from ``first`` on; if ``looped`` again and again.

    Each is only equal to itself. Times in seconds of the film's own clock; ``begin <= first < end``, and ``0 < speed``.
    """

    begin: Fraction
    end: Fraction
    speed: Fraction = Fraction(1)
    looped: bool = False
    first: Fraction | None = None

    @property
    def start(self) -> Fraction:
        """Where the first round begins."""
        return self.begin if self.first is None else self.first

    def position(self, heard: float) -> float:
        """The time of the film after ``heard`` seconds of listening, in a loop within ``[begin, end)``."""
        into = heard - self._length(self.start)
        if not self.looped or into < 0:
            return float(self.start) + heard * float(self.speed)
        return float(self.begin) + into % self._length(self.begin) * float(self.speed)

    def _length(self, since: Fraction) -> float:
        """Seconds of listening from a time to the end, in whole samples as they are played."""
        return ((self.end - since) / self.speed * RATE * 2 + 1) // 2 / RATE
