"""What a window does with an open film, without the window: wishes by a clock, pictures taken by a reading thread."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter, sleep

from bench.seeking import vault_with
from vigtool.domain.ticks import FrameTimes
from vigtool.engine.film_answers import NotShown, Picture, Restarted
from vigtool.engine.film_client import EngineFilm
from vigtool.engine.film_messages import Heading, Wish
from vigtool.services.viewing import Screening, view

BEAT = 0.008
"""Seconds between two looks at the clock: twice as often as a screen of 60 Hz."""


@dataclass
class Screen:
    """Shows the newest picture, and notes all: (frame, ``perf_counter``), previews not among them."""

    film: EngineFilm
    times: FrameTimes
    within: tuple[int, int]
    shown: list[tuple[int, float]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def frame_at(self, seconds: float) -> int:
        """Return the frame on the screen so many seconds after the film's beginning."""
        ticks = int(seconds * self.times.time_base.denominator / self.times.time_base.numerator)
        return self.times.frame_at(min(self.times.ticks[0] + ticks, self.times.end_tick - 1))

    def seconds(self, frame: int) -> float:
        """Return when a frame begins, in seconds after the film's beginning."""
        return float(self.times.time_base.seconds(self.times.ticks[frame] - self.times.ticks[0]))

    def want(self, frame: int, heading: Heading = 0, loop: tuple[int, int] | None = None) -> None:
        """Wish for a frame."""
        self.film.want(Wish(frame, self.within, heading=heading, loop=loop))

    def play(self, start: float, seconds: float, speed: float = 1.0, loop: tuple[int, int] | None = None) -> None:
        """Wish for the frame of each moment, by the clock, so many seconds long."""
        began = perf_counter()
        heading: Heading = 1 if speed > 0 else -1
        first, length = (self.seconds(loop[0]), self.seconds(loop[1]) - self.seconds(loop[0])) if loop else (0.0, 0.0)
        while (gone := perf_counter() - began) < seconds:
            position = start + gone * speed
            if loop:
                position = first + (position - first) % length
            self.want(self.frame_at(max(position, 0.0)), heading, loop)
            sleep(BEAT)

    def take(self) -> None:
        """Take what comes until the film is closed; on a thread of its own."""
        held: Picture | None = None
        while (answer := self.film.answer()) is not None:
            if isinstance(answer, Picture):
                if answer.preview_of is None:
                    self.shown.append((answer.frame, perf_counter()))
                if held is not None:
                    held.release()
                held = answer
            elif isinstance(answer, NotShown):
                self.failures.append(type(answer.error).__name__)
            elif isinstance(answer, Restarted):
                self.failures.append(answer.reason)


@contextmanager
def screen(path: Path, within: tuple[int, int]) -> Iterator[Screen]:
    """Open a film from a new vault on such a screen, until the block ends."""
    with TemporaryDirectory(prefix="bench-screen-") as folder:
        ws, recording = vault_with(Path(folder), path)
        screening: Screening = view(ws, recording)
        opened = Screen(screening.open_engine(), screening.times, within)
        reading = Thread(target=opened.take)
        reading.start()
        try:
            yield opened
        finally:
            opened.film.close()
            reading.join()
            ws.close()
