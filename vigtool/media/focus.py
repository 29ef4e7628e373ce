"""Where the playhead is and what it will want next: how near to that is each frame of the film.

One measure rules both what a ``FrameStore`` lets go and what ``next_run`` has decoded, so filling never throws out
what it wanted a moment before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vigtool.media.frame_index import Flags, Ints

_WEIGHTS: Final = {0: (1, 4), 1: (2, 1), -1: (1, 8)}
"""By heading: how remote one frame behind and one frame ahead are. At rest people step back more than forward, and a
step back costs a whole group of pictures where it is not ready."""
BACK_RUN: Final = 24
"""Frames before a wanted one that are made ready too where its group is long: a step back needs the whole way again."""
LONG_GROUP: Final = 64
"""Frames from the entry point on; shorter groups are made ready as a whole."""
PIN_BEHIND: Final = 4
PIN_AHEAD: Final = 12
_PIN_SHARE: Final = 4
"""Pins get at most one in four of the frames that fit."""
_PINNED: Final = -1
_OFF_STRIDE: Final = 1 << 48

Remoteness: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Focus:
    """What is looked at, all in frame numbers.

    ``heading``  +1 / -1 while playing or a key is held, 0 at rest.
    ``stride``   frames between the pictures that playing wants, at least 1; counts only while heading somewhere.
    ``loop``     [start, stop): what follows wraps at its end.
    ``pins``     frames near which to be ready: edges of moments.
    """

    frame: int
    heading: int = 0
    stride: int = 1
    loop: tuple[int, int] | None = None
    pins: tuple[int, ...] = ()

    @property
    def step(self) -> int:
        """Frames between those wanted now."""
        return max(self.stride, 1) if self.heading else 1


def remoteness(numbers: Ints, focus: Focus, room: int) -> Remoteness:
    """Return how remote each frame is, shape of ``numbers``; negative: pinned. ``room``: frames that fit."""
    behind, ahead = _WEIGHTS[focus.heading]
    away = numbers - focus.frame
    cost = np.where(away < 0, -away * behind, away * ahead)
    if focus.loop is not None:
        cost = np.minimum(cost, _wrapped(numbers, focus, focus.loop))
    cost[~_on_stride(numbers, focus)] += _OFF_STRIDE
    for span in pinned(focus, room):
        cost[(numbers >= span.start) & (numbers < span.stop)] = _PINNED
    return cost


def _on_stride(numbers: Ints, focus: Focus) -> Flags:
    """Tell which frames playing meets: the playhead's, and those that it meets after a loop's start."""
    met: Flags = (numbers - focus.frame) % focus.step == 0
    if focus.loop is not None:
        start, stop = focus.loop
        met |= (numbers >= start) & (numbers < stop) & ((numbers - start) % focus.step == 0)
    return met


def _wrapped(numbers: Ints, focus: Focus, loop: tuple[int, int]) -> Remoteness:
    """Return how soon a loop comes by a frame again, huge where it does not."""
    start, stop = loop
    behind, ahead = _WEIGHTS[focus.heading]
    soon = (numbers - focus.frame) % (stop - start) * ahead
    if focus.heading < 0:
        soon = (focus.frame - numbers) % (stop - start) * behind
    looping = start <= focus.frame < stop and focus.heading != 0
    return np.where((numbers >= start) & (numbers < stop) & looping, soon, np.iinfo(np.int64).max)


def pinned(focus: Focus, room: int) -> Iterator[range]:
    """Yield the spans around pins and the loop's seam, the nearest pin first, as far as their share of room goes."""
    left = room // _PIN_SHARE
    seam = [] if focus.loop is None else [focus.loop[0] if focus.heading >= 0 else focus.loop[1] - 1]
    for pin in [*seam, *sorted(focus.pins, key=lambda pin: abs(pin - focus.frame))]:
        first = max(pin - (PIN_AHEAD if focus.heading < 0 else PIN_BEHIND), 0)
        span = range(first, first + PIN_BEHIND + PIN_AHEAD + 1)
        left -= len(span)
        if left < 0:
            return
        yield span


def window(focus: Focus, frames: int, room: int) -> range:
    """Return the least remote frames around ``focus.frame`` that fit beside the pins, with the focus's step.

    ``frames``: of the film; ``room``: frames that fit. All other frames, but the pinned, are more remote.
    """
    room -= sum(map(len, pinned(focus, room)))
    behind, ahead = (weight * focus.step for weight in _WEIGHTS[focus.heading])
    most_behind, most_ahead = focus.frame // focus.step, (frames - 1 - focus.frame) // focus.step

    def reach(cost: int) -> tuple[int, int]:
        return min(cost // behind, most_behind), min(cost // ahead, most_ahead)

    low, high = 0, (frames + 1) * (behind + ahead)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if sum(reach(middle)) < room else (low, middle)
    back, forth = reach(low)
    return range(focus.frame - back * focus.step, focus.frame + forth * focus.step + 1, focus.step)
