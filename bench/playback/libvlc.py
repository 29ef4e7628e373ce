"""libvlc with pictures into memory; it seeks by milliseconds, and has no step back of its own."""

import ctypes
from importlib import import_module
from time import perf_counter
from typing import Any

import numpy as np

from bench.playback.arrivals import Arrival, Arrivals
from bench.playback.players import NothingShown, Print, Sight, Target
from bench.playback.prints import print_of_colours

_LOCK = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p))
_UNLOCK = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p))
_DISPLAY = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)


class LibVlc:
    """``set_time`` and ``next_frame`` of a paused player."""

    def __init__(self) -> None:
        self._vlc: Any = import_module("vlc")
        self._instance = self._vlc.Instance("--quiet", "--no-audio", "--no-xlib", "--avcodec-hw=none", "--no-spu")
        if self._instance is None:
            raise NothingShown
        self._player: Any = None
        self._film: Sight | None = None
        self._room = np.zeros((0, 0, 4), np.uint8)
        self._arrivals = Arrivals()
        self._shown: Arrival | None = None
        self._callbacks = _LOCK(self._lock), _UNLOCK(lambda *_: None), _DISPLAY(self._display)

    def prepare(self, film: Sight) -> None:
        """Make room for one picture."""
        self._film = film
        self._room = np.zeros((film.height, film.width, 4), np.uint8)

    def open(self) -> float:
        """Play, and pause as soon as there is a picture: one that is opened paused shows none."""
        self.close()
        self._arrivals = Arrivals()
        if self._film is None:
            raise NothingShown
        media = self._instance.media_new_path(self._film.path)
        self._player = self._instance.media_player_new()
        self._player.set_media(media)
        self._player.video_set_callbacks(*self._callbacks, None)
        self._player.video_set_format("RV32", self._film.width, self._film.height, self._film.width * 4)
        count = self._arrivals.count()
        self._player.play()
        self._shown = self._arrivals.next_after(count)
        self._player.set_pause(1)
        return self._shown.moment

    def seek(self, target: Target) -> float:
        """Ask for the millisecond in the middle of the frame."""
        if self._film is None:
            raise NothingShown
        middle = (target.begins + target.ends) / 2 - self._film.starts
        count = self._arrivals.count()
        self._player.set_time(round(middle * 1000))
        self._shown = self._arrivals.settled_after(count)
        return self._shown.moment

    def forward(self, target: Target) -> float:  # noqa: ARG002 - it goes on from wherever it stands
        """Go on by a frame."""
        count = self._arrivals.count()
        self._player.next_frame()
        self._shown = self._arrivals.settled_after(count)
        return self._shown.moment

    def back(self, target: Target) -> float:
        """Seek."""
        return self.seek(target)

    def shown(self) -> Print:
        """Look at the picture."""
        if self._shown is None:
            raise NothingShown
        return self._shown.print

    def close(self) -> None:
        """Stop, which ends the calls too."""
        if self._player is not None:
            self._player.stop()
            self._player.release()
            self._player = None

    def _lock(self, _opaque: object, planes: Any) -> None:  # noqa: ANN401 - a pointer type made at run time
        planes[0] = self._room.ctypes.data

    def _display(self, _opaque: object, _picture: object) -> None:
        moment = perf_counter()
        self._arrivals.came(print_of_colours(self._room, blue_first=True), moment)


def player() -> LibVlc:
    """Make the player."""
    return LibVlc()
