"""The last decoded pictures of a film, so that steps back do not decode a group of pictures again each time."""

from collections import OrderedDict
from typing import NamedTuple

from av import VideoFrame


class Kept(NamedTuple):
    """A picture as it came; ``certain``: by decoding from the film's start."""

    picture: VideoFrame
    certain: bool


class RecentPictures:
    """Pictures by frame number, the oldest dropped when they hold more than ``budget`` bytes.

    The last ``at_least`` pictures stay in any case.
    """

    def __init__(self, budget: int, at_least: int) -> None:
        self._at_least = at_least
        self._budget = budget
        self._bytes = 0
        self._kept: OrderedDict[int, Kept] = OrderedDict()

    def keep(self, n: int, kept: Kept) -> None:
        """Keep the picture of frame ``n`` in place of one kept before."""
        self.drop(n)
        self._kept[n] = kept
        self._bytes += _size(kept)
        while self._bytes > self._budget and len(self._kept) > self._at_least:
            self.drop(next(iter(self._kept)))

    def drop(self, n: int) -> None:
        """Forget frame ``n`` if it is kept."""
        kept = self._kept.pop(n, None)
        if kept is not None:
            self._bytes -= _size(kept)

    def get(self, n: int) -> Kept | None:
        """Return what is kept of frame ``n``."""
        return self._kept.get(n)

    def clear(self) -> None:
        """Forget all."""
        self._kept.clear()
        self._bytes = 0


def _size(kept: Kept) -> int:
    return sum(plane.buffer_size for plane in kept.picture.planes)
