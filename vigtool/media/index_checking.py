"""Decodes samples of a film whose index was made from its packets, and finds them as the packets said, or not."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from vigtool.media.decoding import Decoded, Decoding, EntryLost
from vigtool.media.fingerprint import fingerprint
from vigtool.media.frame_index import FrameIndex

_CHECKED_AT_START: Final = 60
_LONGEST_START: Final = 330
_COMPARED: Final = 4
_SAMPLES: Final = 3
_NONE: Final = range(0)


def checked(decoding: Decoding, index: FrameIndex, beat: Callable[[], None]) -> FrameIndex | None:
    """Return the index without frames that are not shown at the start, or None if decoding contradicts it.

    ``beat`` is called for every picture that is decoded; it stops the work by raising.
    """
    first = _first_shown(decoding, index)
    if first:
        index = _from_frame(index, first)
    return index if _Check(decoding, index, beat).agrees() else None


def _first_shown(decoding: Decoding, index: FrameIndex) -> int:
    """Return the first frame that the decoder shows, if all before it precede the first entry point, else 0.

    A film cut out of a longer one begins with pictures that nothing is known of to decode them from.
    """
    first = next(decoding.from_start(), None)
    if first is None or not len(index.entries):
        return 0
    found = np.flatnonzero(index.source == first.source)
    return int(found[0]) if len(found) and found[0] <= index.entries[0].frame else 0


def _from_frame(index: FrameIndex, first: int) -> FrameIndex:
    entries = index.entries
    return replace(
        index,
        pts=index.pts[first:].copy(),
        has_pts=index.has_pts[first:].copy(),
        ticks=index.ticks[first:].copy(),
        source=index.source[first:].copy(),
        entries=replace(entries, frame=entries.frame - first),
    )


class _Check:
    """Samples of one film, decoded and held against its index."""

    def __init__(self, decoding: Decoding, index: FrameIndex, beat: Callable[[], None]) -> None:
        self._decoding = decoding
        self._index = index
        self._beat = beat

    def agrees(self) -> bool:
        """Decode the start, enter at the second and at some further entry points, decode the tail.

        All pictures must come out of the packets and at the times that the index says; those from the second entry
        point on must be the same pictures that decoding from the start gives.
        """
        entries = self._index.entries
        if not len(entries):
            return False
        second = int(entries.frame[1]) if len(entries) > 1 else 0
        compared = range(second, min(second + _COMPARED, self._index.frames))
        until = min(self._index.frames, max(_CHECKED_AT_START, min(compared.stop, _LONGEST_START)))
        start = self._follow(self._decoding.from_start(), 0, until, compared)
        if start is None:
            return False
        if len(entries) > 1:
            entered = self._entered(1, compared.stop, compared)
            if entered is None or (compared.stop <= until and entered != start):
                return False
        return self._samples_agree() and self._entered(len(entries) - 1, None) is not None

    def _samples_agree(self) -> bool:
        last = len(self._index.entries) - 1
        numbers = {last * part // (_SAMPLES + 1) for part in range(1, _SAMPLES + 1)} - {0, 1, last}
        stops = {
            number: min(int(self._index.entries.frame[number]) + _COMPARED, self._index.frames) for number in numbers
        }
        return all(self._entered(number, stops[number]) is not None for number in sorted(numbers))

    def _entered(self, number: int, stop: int | None, compared: range = _NONE) -> list[int] | None:
        """Follow the pictures from entry point ``number`` up to frame ``stop`` - 1, None for the end of the film."""
        entry = self._index.entries[number]
        try:
            pictures = self._decoding.from_entry(entry, by_position=self._index.by_position)
        except EntryLost:
            return None
        return self._follow(pictures, entry.frame, self._index.frames + 1 if stop is None else stop, compared)

    def _follow(self, pictures: Iterator[Decoded], first: int, stop: int, compared: range = _NONE) -> list[int] | None:
        """Return the fingerprints of the ``compared``, or None if frames ``first`` to ``stop`` - 1 do not come in turn.

        Pictures before ``first`` are passed over. A ``stop`` beyond the last frame asks for the end of the film.
        """
        index = self._index
        prints: list[int] = []
        n = first
        for decoded in pictures:
            self._beat()
            if n == index.frames:
                return None
            if decoded.source != index.source[n] or decoded.picture.pts != index.pts_of(n):
                if n == first and bool((index.source[:first] == decoded.source).any()):
                    continue
                return None
            if n in compared:
                prints.append(fingerprint(decoded.picture))
            n += 1
            if n == stop:
                return prints
        return prints if n == index.frames else None
