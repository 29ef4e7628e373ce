"""A waveform ready to be painted at any zoom: levels of ever longer bins, so that a column never scans an hour."""

from typing import Final

import numpy as np

from vigtool.media.waveform_bytes import Pairs

_FACTOR: Final = 4


class WaveformLevels:
    """Least and greatest values over any stretch; parts are put in as they come. One thread uses it.

    ``bins`` of the lowest level; each higher level has a quarter of the one below.
    """

    def __init__(self, bins: int) -> None:
        self.bins = bins
        self.filled = 0
        self._levels: list[Pairs] = [np.zeros((max(bins, 1), 2), np.int8)]
        while len(self._levels[-1]) > _FACTOR:
            self._levels.append(np.zeros((-(-len(self._levels[-1]) // _FACTOR), 2), np.int8))

    def put(self, first: int, pairs: Pairs) -> None:
        """Take in the bins from ``first`` on, int8 of shape (count, 2)."""
        begin, end = first, min(first + len(pairs), self.bins)
        self._levels[0][begin:end] = pairs[: end - begin]
        self.filled = max(self.filled, end)
        for lower, upper in zip(self._levels, self._levels[1:], strict=False):
            begin, end = begin // _FACTOR, -(-end // _FACTOR)
            below = lower[begin * _FACTOR : end * _FACTOR]
            short = -len(below) % _FACTOR
            grouped = np.pad(below, ((0, short), (0, 0))).reshape(-1, _FACTOR, 2)
            upper[begin:end, 0] = grouped[:, :, 0].min(axis=1)
            upper[begin:end, 1] = grouped[:, :, 1].max(axis=1)

    def columns(self, begin: float, step: float, count: int) -> Pairs:
        """Return int8 of shape (count, 2): column ``k`` spans the bins from ``begin + k * step`` on, ``step`` of them.

        A column takes in every bin that it touches, by a level at which that are few; 0 outside the film.
        """
        level, scale = 0, 1
        while level + 1 < len(self._levels) and scale * _FACTOR <= step:
            level, scale = level + 1, scale * _FACTOR
        pairs = self._levels[level]
        edges = (begin + np.arange(count + 1) * step) / scale
        first = np.floor(edges[:-1]).astype(np.int64)
        most = int(np.ceil(step / scale)) + 1
        least, greatest = np.zeros(count, np.int8), np.zeros(count, np.int8)
        for place in range(most):
            at = first + place
            inside = (at >= 0) & (at < len(pairs)) & ((place == 0) | (at < edges[1:]))
            found = pairs[np.clip(at, 0, len(pairs) - 1)]
            np.minimum(least, np.where(inside, found[:, 0], 0), out=least, casting="unsafe")
            np.maximum(greatest, np.where(inside, found[:, 1], 0), out=greatest, casting="unsafe")
        return np.stack([least, greatest], axis=1)
