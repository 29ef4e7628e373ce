"""The truth about a film, by one plain decoding from its start: every frame's time and print, to judge players by."""

from dataclasses import dataclass
from typing import NamedTuple

import av
import numpy as np
from numpy.typing import NDArray

from bench.playback.luma import print_of_decoded, scaled
from bench.playback.players import SCREEN, Print, Sight, Target

AROUND = 150
"""Frames on either side among which a picture must be most like the one that was asked for."""
CLOSE = 16.0
"""Levels (root mean square, of 255) that converting, scaling and another decoder may change a picture by."""


class _Lay(NamedTuple):
    turns: int
    mirrored: bool

    def of(self, print_: Print) -> Print:
        turned = np.rot90(print_, self.turns)
        return turned[:, ::-1] if self.mirrored else turned


_LAYS = tuple(_Lay(turns, mirrored) for mirrored in (False, True) for turns in range(4))


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """``prints`` uint8 (frames, 64, 64) of the pictures as coded; ``times`` seconds, shape (frames + 1,).

    ``scaled_prints``: the same of the pictures scaled down to a small screen, for players that are asked for no more.
    """

    sight: Sight
    prints: NDArray[np.uint8]
    scaled_prints: NDArray[np.uint8]
    times: NDArray[np.float64]

    @property
    def frames(self) -> int:
        """How many frames the film has."""
        return len(self.prints)

    def target(self, frame: int) -> Target:
        """Return what a player is told of a frame."""
        return Target(frame, float(self.times[frame]), float(self.times[frame + 1]))

    def is_right(self, print_: Print, frame: int) -> bool:
        """Tell whether no frame around is more like this picture than the one asked for, and that one is like it.

        Pictures that repeat are equally like it. A player may show a film as coded or upright: each lay counts.
        """
        return _is_among(self.prints, print_, frame) or _is_among(self.scaled_prints, print_, frame)


def _is_among(prints: NDArray[np.uint8], print_: Print, frame: int) -> bool:
    first = max(frame - AROUND, 0)
    window = prints[first : frame + AROUND + 1].astype(np.float32)
    for lay in _LAYS:
        laid = lay.of(print_).astype(np.float32)
        apart = _apart(window[frame - first], laid)
        if apart <= CLOSE and apart <= _apart(window, laid).min():
            return True
    return False


def _apart(prints: NDArray[np.float32], print_: NDArray[np.float32]) -> NDArray[np.float32]:
    """Root mean square of the differences, for each print."""
    return np.asarray(np.sqrt(((prints - print_) ** 2).mean(axis=(-2, -1))), np.float32)


def truth_of(path: str) -> Truth:
    """Decode a film from its start, without frame threads, which lose pictures where a film is damaged."""
    prints, scaled_prints, times = [], [], []
    with av.open(path) as film:
        stream = film.streams.video[0]
        stream.thread_type = "SLICE"
        base = float(stream.time_base or 0)
        for picture in film.decode(stream):
            prints.append(print_of_decoded(picture))
            scaled_prints.append(print_of_decoded(scaled(picture, SCREEN)))
            times.append((picture.pts or 0) * base)
        starts = film.start_time / av.time_base if film.start_time is not None else 0.0
        sight = Sight(path, stream.width, stream.height, len(prints), starts)
    last = times[-1] - times[-2] if len(times) > 1 else 0.04
    return Truth(sight, np.array(prints), np.array(scaled_prints), np.array([*times, times[-1] + last]))
