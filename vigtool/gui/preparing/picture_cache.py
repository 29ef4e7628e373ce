"""The last pictures that were decoded, so that stepping back and looping come from memory."""

from collections import OrderedDict
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Bgra: TypeAlias = NDArray[np.uint8]
"""A picture: height x width x 4 bytes, blue, green, red, 255; rows without gaps."""

BUDGET: Final = 64 * 1024 * 1024
"""Bytes of pictures kept: some 30 of them in a window of 1280 x 800, 11 at 1920 x 1080."""


class PictureCache:
    """Pictures of one film in one size by frame number, the longest unused leave first. One thread uses it."""

    def __init__(self, budget: int = BUDGET) -> None:
        self._budget = budget
        self._pictures: OrderedDict[int, Bgra] = OrderedDict()
        self._bytes = 0
        self._size = (0, 0)

    def __contains__(self, frame: int) -> bool:
        return frame in self._pictures

    @property
    def used(self) -> int:
        """Bytes held now."""
        return self._bytes

    def fit(self, size: tuple[int, int]) -> None:
        """Keep pictures for this size (width, height in pixels) from now on; those of another are dropped."""
        if size != self._size:
            self.clear()
            self._size = size

    def get(self, frame: int) -> Bgra | None:
        """The picture of a frame if it is here."""
        picture = self._pictures.get(frame)
        if picture is not None:
            self._pictures.move_to_end(frame)
        return picture

    def put(self, frame: int, picture: Bgra) -> None:
        """Keep a picture, and let the longest unused go until the budget holds. The new one always stays."""
        old = self._pictures.pop(frame, None)
        self._bytes += picture.nbytes - (0 if old is None else old.nbytes)
        self._pictures[frame] = picture
        while self._bytes > self._budget and len(self._pictures) > 1:
            _frame, gone = self._pictures.popitem(last=False)
            self._bytes -= gone.nbytes

    def room_for(self, picture: Bgra) -> int:
        """How many pictures like this one the budget holds."""
        return self._budget // max(picture.nbytes, 1)

    def clear(self) -> None:
        """Drop all pictures."""
        self._pictures.clear()
        self._bytes = 0
