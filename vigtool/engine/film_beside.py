"""What is asked of an open film beside its large pictures: small pictures and sound, each by a thread of its own.

Both wait for their answers. An engine that dies under a question raises ``EngineCrashed``; the next question goes to
the engine that has taken its place.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vigtool.engine.errors import EngineCrashed
from vigtool.engine.failures import error_of
from vigtool.engine.film_answers import Bgra
from vigtool.engine.film_client import EngineFilm
from vigtool.engine.film_messages import SMALL_ANSWERS, SOUND_ANSWERS, SmallAsk, SoundFrom, SoundMore
from vigtool.engine.messages import Failed

_PIXEL: Final = 4
_SAMPLES: Final = 8
"""Bytes of one sample of both channels."""


class SmallPictures:
    """Small pictures of an open film, for cards and previews; each thread makes its own."""

    def __init__(self, film: EngineFilm) -> None:
        self._film = film

    def picture(self, frame: int, within: tuple[int, int]) -> Bgra:
        """Return the picture of exactly this frame, made to fit (width, height). Raise ``VigtoolError``."""
        answer = self._film.ask_beside("small", SmallAsk(frame, within), SMALL_ANSWERS)
        if isinstance(answer, Failed):
            raise error_of(answer)
        fits = 0 < answer.width <= within[0] and 0 < answer.height <= within[1]
        if not fits or len(answer.pixels) != answer.height * answer.width * _PIXEL:
            raise EngineCrashed
        return np.frombuffer(answer.pixels, np.uint8).reshape(answer.height, answer.width, _PIXEL)


class EngineSound:
    """The sound of an open film; used by one thread."""

    def __init__(self, film: EngineFilm) -> None:
        self._film = film

    def read_at(
        self, start: Fraction, speed: Fraction = Fraction(1), end: Fraction | None = None
    ) -> Iterator[NDArray[np.float32]]:
        """Yield what ``SoundTrack.read_at`` yields: float32 of shape (n, 2). A new reading ends the one before.

        Raise ``NoSound`` and the other errors of opening a film's sound.
        """
        request: SoundFrom | SoundMore = SoundFrom(
            start.as_integer_ratio(), None if end is None else end.as_integer_ratio(), speed.as_integer_ratio()
        )
        while True:
            answer = self._film.ask_beside("sound", request, SOUND_ANSWERS)
            if isinstance(answer, Failed):
                raise error_of(answer)
            if not answer.samples:
                return
            if len(answer.samples) % _SAMPLES:
                raise EngineCrashed
            yield np.frombuffer(answer.samples, np.float32).reshape(-1, 2)
            request = SoundMore()
