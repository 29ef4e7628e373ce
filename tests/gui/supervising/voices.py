"""A microphone that hears what a test lets it hear."""

from collections.abc import Callable

from tests.spoken_sounds import TONE
from vigtool.gui.supervising.microphone import Trouble


class SpokenInto:
    """With ``trouble`` it gives nothing at all. ``on`` while somebody listens."""

    def __init__(self, trouble: Trouble | None = None) -> None:
        self.on = False
        self._trouble = trouble
        self._heard: Callable[[bytes, int], None] = lambda _pcm, _rate: None
        self._ended: Callable[[Trouble], None] = lambda _why: None

    def start(self, heard: Callable[[bytes, int], None], ended: Callable[[Trouble], None]) -> None:
        if self._trouble is not None:
            ended(self._trouble)
            return
        self.on, self._heard, self._ended = True, heard, ended

    def stop(self) -> None:
        self.on = False

    def speak(self, pcm: bytes = TONE.tobytes(), rate: int = 48_000) -> None:
        assert self.on
        self._heard(pcm, rate)

    def lose(self) -> None:
        self.on = False
        self._ended(Trouble.LOST)
