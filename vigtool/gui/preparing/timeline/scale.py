"""Which stretch of the film lies on the strip: seconds to pixels and back, zoom, and the steps of the ruler.

Screen geometry only: floats are allowed here, frames are found from the film's own times.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import Final

STEPS: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)
"""Seconds between words on the ruler."""
PARTS: Final = {0.01: 1, 0.02: 2, 15: 3, 30: 3, 60: 6, 120: 4, 900: 3, 1800: 6, 3600: 6, 7200: 4}
"""Into how many parts fine lines divide such a step, where it is not five."""
WORDS_APART: Final = 84
ZOOM: Final = 1.3
"""The factor of one step of the zoom."""


@dataclass(frozen=True, slots=True)
class Scale:
    """``shown`` seconds (at least ``least``) of a film of ``length``, from ``begin`` on.

    They lie over ``width`` pixels, beginning at ``left``.
    """

    length: float
    width: float
    least: float
    begin: float = 0.0
    shown: float = 0.0
    left: float = 0.0

    def __post_init__(self) -> None:
        shown = min(max(self.shown or self.length, min(self.least, self.length)), self.length)
        object.__setattr__(self, "shown", shown)
        object.__setattr__(self, "begin", min(max(self.begin, 0.0), self.length - shown))

    @property
    def end(self) -> float:
        """The last second on the strip."""
        return self.begin + self.shown

    @property
    def density(self) -> float:
        """Pixels a second."""
        return self.width / self.shown

    @property
    def whole(self) -> bool:
        """Whether the whole film lies on the strip."""
        return self.shown >= self.length

    def x(self, seconds: float) -> float:
        """Where a time lies."""
        return self.left + (seconds - self.begin) * self.density

    def seconds(self, x: float) -> float:
        """The time at a place, within the film."""
        return min(max(self.time(x), 0.0), self.length)

    def time(self, x: float) -> float:
        """The time at a place, which may lie before the film's begin or after its end."""
        return self.begin + (x - self.left) / self.density

    def resized(self, width: float) -> "Scale":
        """The same stretch over another width."""
        return replace(self, width=max(width, 1.0))

    def zoomed(self, factor: float, x: float) -> "Scale":
        """Closer by a factor (farther below 1); the time at ``x`` stays at ``x``."""
        shown = min(max(self.shown / factor, min(self.least, self.length)), self.length)
        return replace(self, shown=shown, begin=self.time(x) - (x - self.left) / self.width * shown)

    def panned(self, pixels: float) -> "Scale":
        """Moved so that what lay ``pixels`` to the right lies here."""
        return replace(self, begin=self.begin + pixels / self.density)

    def beginning(self, seconds: float) -> "Scale":
        """The same length of film from another time on."""
        return replace(self, begin=seconds)

    def fitted(self) -> "Scale":
        """The whole film."""
        return replace(self, begin=0.0, shown=self.length)

    def following(self, seconds: float) -> "Scale":
        """Turned like a page when a time is not on the strip."""
        if self.begin <= seconds <= self.end:
            return self
        return replace(self, begin=seconds - self.shown / 10)

    def step(self) -> float:
        """Seconds between the words on the ruler."""
        return next((step for step in STEPS if step * self.density >= WORDS_APART), STEPS[-1])

    def lines(self) -> Iterator[tuple[float, bool]]:
        """The ruler's lines on the strip: (time, whether it has words)."""
        step = self.step()
        parts = PARTS.get(step, 5)
        first, last = floor(self.begin / step), ceil(self.end / step)
        for number in range(first * parts, last * parts + 1):
            seconds = number * step / parts
            if self.begin <= seconds <= self.end:
                yield seconds, number % parts == 0
