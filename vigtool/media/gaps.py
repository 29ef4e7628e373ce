"""Where time is missing in a film, so that the strip can mark it.

Rules, of which any is enough between two neighbouring frames:
1. the film's clock goes back: two recordings were joined;
2. the step is longer than 7/4 of the usual, and a packet near to it gave no picture;
3. the film is steady and the step is longer than 7/4 of the usual, where films are stored as they are sent
   (MPEG-TS and -PS), or longer than 4 times the usual elsewhere.

Steady is a film of whose steps 97 of 100 are the usual one, to an eighth or a tick. A phone, a screen recorder or a
surveillance camera may leave out what does not change: their long steps are no gaps. Nor has a film gaps whose index
was made from its packets: these were all there, and what a recorder did not record is not missing.
"""

from typing import Final

import numpy as np

from vigtool.media.decoding import MAX_RANK
from vigtool.media.frame_index import Flags, FrameIndex, Ints
from vigtool.media.presentation_times import usual_step

_LONG: Final = (7, 4)
_VERY_LONG: Final = (4, 1)
_STEADY: Final = (97, 100)
_NEAR_PACKETS: Final = 16


def gaps(index: FrameIndex) -> list[tuple[int, int]]:
    """Return (frame before, frame after) of every place at which time is missing, in order."""
    if index.origin == "packets" or index.frames <= 1:
        return []
    steps = np.diff(index.ticks)
    usual = usual_step(index.ticks, np.ones(index.frames, np.bool_), 1)
    known = index.has_pts[1:] & index.has_pts[:-1]
    found = known & (np.diff(index.pts) < 0)
    found |= _longer(steps, usual, _LONG) & _beside_lost_packets(index.source // MAX_RANK)
    if _is_steady(steps, usual):
        found |= _longer(steps, usual, _LONG if index.by_position else _VERY_LONG)
    return [(int(n), int(n) + 1) for n in np.flatnonzero(found)]


def _longer(steps: Ints, usual: int, times: tuple[int, int]) -> Flags:
    return np.asarray(steps * times[1] > usual * times[0])


def _is_steady(steps: Ints, usual: int) -> bool:
    like = np.abs(steps - usual) <= max(usual // 8, 1)
    return int(like.sum()) * _STEADY[1] >= len(steps) * _STEADY[0]


def _beside_lost_packets(packets: Ints) -> Flags:
    """Tell for each step whether a packet that gave no picture lies near those of the two frames."""
    seen = np.unique(packets)
    lost = np.setdiff1d(np.arange(seen[0], seen[-1]), seen, assume_unique=True)
    first = np.minimum(packets[1:], packets[:-1]) - _NEAR_PACKETS
    last = np.maximum(packets[1:], packets[:-1]) + _NEAR_PACKETS
    return np.asarray(np.searchsorted(lost, first, "left") < np.searchsorted(lost, last, "right"))
