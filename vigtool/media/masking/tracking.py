"""Following somebody through a film both ways, as a task of the engine. Imports OpenCV."""

from collections.abc import Iterator
from math import ceil, floor
from typing import BinaryIO, Final

import cv2
import numpy as np

from vigtool.domain.progress import Progress
from vigtool.media.film import Film
from vigtool.media.index_bytes import unpack_index
from vigtool.media.masking.following import FloatBox, Follower, Grey
from vigtool.media.masking.track_bytes import Sides, Tracked, TrackWish, pack_tracked, unpack_wish
from vigtool.media.picture import Bgra, upright

SIZE: Final = 640
"""Pixels of the longer side of the pictures in which somebody is followed."""
PART: Final = 8
"""Frames of one part of the result."""
CHUNK: Final = 48
"""Frames that are decoded forward to be followed backward: as many small grey pictures are held."""

cv2.setNumThreads(1)  # one picture is too small a work to be shared, and other engines want the processor too


def track_task(file: BinaryIO, argument: bytes, progress: Progress) -> Iterator[bytes]:
    """Yield parts (``Tracked``): first forward from the given frame, then backward, each as far as can be vouched for.

    Raises ``BadTrack``, ``BadIndex``, and what opening the film and its frames raise.
    """
    wish = unpack_wish(argument)
    index = unpack_index(wish.index)
    with Film(file, index) as film:
        yield from _Track(film, wish, progress).parts()


class _Track:
    def __init__(self, film: Film, wish: TrackWish, progress: Progress) -> None:
        self._film, self._wish, self._progress = film, wish, progress
        self._stop = min(wish.stop, film.index.frames)
        start = upright(film.frame(wish.frame))
        height, width = start.shape[:2]
        self._start = _grey(upright(film.frame(wish.frame), (SIZE, SIZE)))
        self._scale = self._start.shape[1] / width, self._start.shape[0] / height

    def parts(self) -> Iterator[bytes]:
        """Follow forward, then backward."""
        frame, total = self._wish.frame, self._stop - self._wish.first
        yield from self._followed(self._forward(), 0, total)
        yield from self._followed(self._backward(), self._stop - frame, total)
        self._progress(total, total)

    def _followed(self, pictures: Iterator[tuple[int, Grey]], done: int, total: int) -> Iterator[bytes]:
        follower = Follower(self._start, self._small(self._wish.box))
        boxes: list[tuple[int, Sides]] = []
        for done_here, (n, picture) in enumerate(pictures, done + 1):
            box = follower.follow(picture)
            if box is None:
                break
            boxes.append((n, self._large(box)))
            self._progress(min(done_here, total), total)
            if len(boxes) == PART:
                yield pack_tracked(Tracked(boxes))
                boxes = []
        if boxes:
            yield pack_tracked(Tracked(boxes))

    def _forward(self) -> Iterator[tuple[int, Grey]]:
        yield from self._greys(self._wish.frame + 1, self._stop)

    def _backward(self) -> Iterator[tuple[int, Grey]]:
        stop = self._wish.frame
        while stop > self._wish.first:
            first = max(stop - CHUNK, self._wish.first)
            yield from reversed(list(self._greys(first, stop)))
            stop = first

    def _greys(self, first: int, stop: int) -> Iterator[tuple[int, Grey]]:
        for frame in self._film.frames(first, stop):
            yield frame.n, _grey(upright(frame, (SIZE, SIZE)))

    def _small(self, box: Sides) -> FloatBox:
        across, along = self._scale
        return box[0] * across, box[1] * along, box[2] * across, box[3] * along

    def _large(self, box: FloatBox) -> Sides:
        """The box in whole pixels of the picture, rather too large than too small."""
        across, along = self._scale
        left, top, right, bottom = box
        return floor(left / across), floor(top / along), ceil(right / across), ceil(bottom / along)


def _grey(picture: Bgra) -> Grey:
    return cv2.cvtColor(picture, cv2.COLOR_BGRA2GRAY).astype(np.uint8)
