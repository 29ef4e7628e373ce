"""A film that answers wishes with drawn pictures, in this process, as an engine would: newest first, memory reused.

Its pictures carry their number (``tests.media.drawn_films``). A released picture's memory is overdrawn at once, as an
engine would when it needs the slot: whoever still looks at it then shows no number.
"""

import time
from collections import deque
from collections.abc import Callable
from threading import Condition
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from vigtool.domain.errors import VigtoolError
from vigtool.engine.film_answers import Answer, NotShown, Picture
from vigtool.engine.film_messages import Shown, Wish
from vigtool.gui.playing.projector import FilmPutAway

SECOND_FIELD = 1 << 11
"""Added to the number that a second field carries."""
OVERDRAWN = 128


class Drawing(Protocol):
    """What a reel shows (``DrawnFilm`` of the tests' conftest)."""

    refused: dict[int, VigtoolError]
    late_s: float
    interlaced: bool
    size: tuple[int, int]

    def drawn(self, number: int, within: tuple[int, int]) -> NDArray[np.uint8]: ...


class DrawnReel:
    """A ``PlayedFilm``. ``wishes`` came in; ``held`` pictures are out and not released; ``say`` adds an answer."""

    def __init__(self, film: Drawing) -> None:
        self._film = film
        self._changed = Condition()
        self._wish: Wish | None = None
        self._said: deque[Answer] = deque()
        self.wishes: list[Wish] = []
        self.held = 0
        self.closed = False
        self._waits = False

    def want(self, wish: Wish) -> None:
        with self._changed:
            self.wishes.append(wish)
            self._wish = wish
            self._changed.notify_all()

    def say(self, answer: Answer) -> None:
        with self._changed:
            self._said.append(answer)
            self._changed.notify_all()

    def wait(self, *, waits: bool) -> None:
        """Keep pictures back, or no longer."""
        with self._changed:
            self._waits = waits
            self._changed.notify_all()

    def answer(self) -> Answer | None:
        with self._changed:
            self._changed.wait_for(lambda: self.closed or self._said or (self._wish is not None and not self._waits))
            if self.closed:
                return None
            if self._said:
                return self._said.popleft()
            wish, self._wish = self._wish, None
        assert wish is not None
        time.sleep(self._film.late_s)
        return self._answer_to(wish)

    def close(self) -> None:
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    def picture(self, frame: int, preview_of: int | None = None) -> Picture:
        return self._picture(self.wishes[-1], frame, preview_of)

    def _answer_to(self, wish: Wish) -> Answer:
        error = self._film.refused.get(wish.frame)
        return NotShown(wish.frame, error) if error is not None else self._picture(wish, wish.frame)

    def _picture(self, wish: Wish, frame: int, preview_of: int | None = None) -> Picture:
        pixels = self._film.drawn(frame + SECOND_FIELD * (wish.field == "second"), wish.within)
        height, width = pixels.shape[:2]
        told = Shown(
            0,
            frame,
            wish.field,
            0,
            width,
            height,
            damaged=False,
            preview_of=preview_of,
            interlaced=self._film.interlaced,
            upright=self._film.size,
        )
        self.held += 1

        def release() -> None:
            self.held -= 1
            pixels[:] = OVERDRAWN

        return Picture(told, pixels, release)


class DrawnPictures:
    """The small pictures of a drawn film."""

    def __init__(self, film: Drawing) -> None:
        self._film = film

    def picture(self, frame: int, within: tuple[int, int]) -> NDArray[np.uint8]:
        return self._film.drawn(frame, within)


class DrawnProjector:
    """A ``Projector`` without an engine."""

    def __init__(self, film: Drawing, open_film: Callable[[], DrawnReel]) -> None:
        self._film = film
        self.open = open_film
        self.away = False

    def take_out(self) -> None:
        self.away = False

    def put_away(self) -> None:
        self.away = True

    def small(self) -> DrawnPictures:
        if self.away:
            raise FilmPutAway
        return DrawnPictures(self._film)
