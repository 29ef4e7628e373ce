"""The clock of a clip: when each picture begins, without any rounding (``rendering.timing`` makes it)."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class ClipTiming:
    """When each frame of a clip begins, in ticks of ``1 / timescale`` seconds from 0, and where the last one ends."""

    timescale: int
    starts: tuple[int, ...]
    end: int

    @property
    def duration(self) -> Fraction:
        """The length of the clip in seconds."""
        return Fraction(self.end, self.timescale)
