"""OpenCV's VideoCapture: a frame by its number, the next by reading on."""

from importlib import import_module
from time import perf_counter
from typing import Any

import numpy as np

from bench.playback.players import NothingShown, Print, Sight, Target
from bench.playback.prints import print_of_colours


class OpenCv:
    """``CAP_PROP_POS_FRAMES`` and ``read``."""

    def __init__(self) -> None:
        self._cv2: Any = import_module("cv2")
        self._path = ""
        self._film: Any = self._cv2.VideoCapture()
        self._shown: Any = None

    def prepare(self, film: Sight) -> None:
        """Keep the path."""
        self._path = film.path

    def open(self) -> float:
        """Open and read."""
        self._film.release()
        self._film = self._cv2.VideoCapture(self._path, self._cv2.CAP_FFMPEG)
        return self._read()

    def seek(self, target: Target) -> float:
        """Set the position and read."""
        self._film.set(self._cv2.CAP_PROP_POS_FRAMES, target.frame)
        return self._read()

    def forward(self, target: Target) -> float:  # noqa: ARG002 - it reads on, wherever it stands
        """Read on."""
        return self._read()

    def back(self, target: Target) -> float:
        """Set the position and read."""
        return self.seek(target)

    def shown(self) -> Print:
        """Look at the picture, which OpenCV turns upright."""
        if self._shown is None:
            raise NothingShown
        return print_of_colours(np.asarray(self._shown), blue_first=True)

    def close(self) -> None:
        """Close the file."""
        self._film.release()

    def _read(self) -> float:
        there, picture = self._film.read()
        if not there:
            raise NothingShown
        self._shown = picture
        return perf_counter()


def player() -> OpenCv:
    """Make the player."""
    return OpenCv()
