"""torchcodec's VideoDecoder in its exact mode, which scans the film when it is opened."""

from importlib import import_module
from time import perf_counter
from typing import Any

from bench.playback.players import NothingShown, Print, Sight, Target
from bench.playback.prints import print_of_colours


class TorchCodec:
    """``get_frame_at``, with as many threads as FFmpeg chooses."""

    def __init__(self) -> None:
        self._make = import_module("torchcodec.decoders").VideoDecoder
        self._path = ""
        self._film: Any = None
        self._shown: Any = None

    def prepare(self, film: Sight) -> None:
        """Keep the path."""
        self._path = film.path

    def open(self) -> float:
        """Scan and show the first picture."""
        self._film = self._make(self._path, dimension_order="NHWC", num_ffmpeg_threads=0, seek_mode="exact")
        return self._show(0)

    def seek(self, target: Target) -> float:
        """Ask for the frame."""
        return self._show(target.frame)

    def forward(self, target: Target) -> float:
        """Ask for the frame."""
        return self._show(target.frame)

    def back(self, target: Target) -> float:
        """Ask for the frame."""
        return self._show(target.frame)

    def shown(self) -> Print:
        """Look at the picture."""
        if self._shown is None:
            raise NothingShown
        return print_of_colours(self._shown.numpy(), blue_first=False)

    def close(self) -> None:
        """Let go of the decoder."""
        self._film = self._shown = None

    def _show(self, frame: int) -> float:
        self._shown = self._film.get_frame_at(frame).data
        return perf_counter()


def player() -> TorchCodec:
    """Make the player."""
    return TorchCodec()
