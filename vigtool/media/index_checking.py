"""Decodes samples of a film whose index was made from its packets, and finds them as the packets said, or not."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from vigtool.media.decoding import Decoded, Decoding, EntryLost
from vigtool.media.fingerprint import fingerprint
from vigtool.media.frame_index import FrameIndex

_CHECKED_AT_START: Final = 60
_LONGEST_START: Final = 330
_COMPARED: Final = 4
_SAMPLES: Final = 3


def agrees_with_decoder(decoding: Decoding, index: FrameIndex) -> bool:
    """Decode the start, enter at the second and at some further entry points, decode the tail.

    All pictures must come out of the packets and at the times that the index says; those from the second entry
    point on must be the same pictures that decoding from the start gives.
    """
    entries = index.entries
    if not len(entries):
        return False
    second = entries[1].frame if len(entries) > 1 else 0
    compared = range(second, min(second + _COMPARED, index.frames))
    until = min(index.frames, max(_CHECKED_AT_START, min(compared.stop, _LONGEST_START)))
    start = _follow(decoding.from_start(), index, 0, until)
    if start is None:
        return False
    if len(entries) > 1:
        entered = _entered(decoding, index, 1, compared.stop)
        if entered is None or (compared.stop <= until and entered != start[second : compared.stop]):
            return False
    return _samples_agree(decoding, index) and _entered(decoding, index, len(entries) - 1, None) is not None


def first_shown(decoding: Decoding, index: FrameIndex) -> int:
    """Return the first frame that the decoder shows, if all before it precede the first entry point, else 0.

    A film cut out of a longer one begins with pictures that nothing is known of to decode them from.
    """
    first = next(decoding.from_start(), None)
    if first is None or not len(index.entries):
        return 0
    found = np.flatnonzero(index.source == first.source)
    return int(found[0]) if len(found) and found[0] <= index.entries[0].frame else 0


def _samples_agree(decoding: Decoding, index: FrameIndex) -> bool:
    last = len(index.entries) - 1
    numbers = {last * part // (_SAMPLES + 1) for part in range(1, _SAMPLES + 1)} - {0, 1, last}
    for number in sorted(numbers):
        stop = min(index.entries[number].frame + _COMPARED, index.frames)
        if _entered(decoding, index, number, stop) is None:
            return False
    return True


def _entered(decoding: Decoding, index: FrameIndex, number: int, stop: int | None) -> list[int] | None:
    """Follow the pictures from entry point ``number`` up to frame ``stop`` - 1, None for the end of the film."""
    entry = index.entries[number]
    try:
        pictures = decoding.from_entry(entry, by_position=index.by_position)
    except EntryLost:
        return None
    return _follow(pictures, index, entry.frame, index.frames + 1 if stop is None else stop)


def _follow(pictures: Iterator[Decoded], index: FrameIndex, first: int, stop: int) -> list[int] | None:
    """Return the fingerprints of frames ``first`` to ``stop`` - 1, or None if they do not come one by one.

    Pictures before ``first`` are passed over. A ``stop`` beyond the last frame asks for the end of the film.
    """
    prints: list[int] = []
    before = set(index.source[:first].tolist()) if first else set()
    n = first
    for decoded in pictures:
        if n == index.frames:
            return None
        if decoded.source != index.source[n] or decoded.picture.pts != index.pts_of(n):
            if n == first and decoded.source in before:
                continue
            return None
        prints.append(fingerprint(decoded.picture))
        n += 1
        if n == stop:
            return prints
    return prints if n == index.frames else None
