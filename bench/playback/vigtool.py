"""Our own player: the engine in its process, on the film in a fresh vault.

A picture is in hand when its pixels, ready to be drawn, can be read by the process that asked.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event, Thread
from time import perf_counter, sleep
from typing import TYPE_CHECKING

from bench.playback.players import SCREEN, NothingShown, Passing, Print, Sight, Target
from bench.playback.prints import print_of_colours
from bench.seeking import vault_with
from vigtool.engine.film_answers import NotShown, Picture
from vigtool.engine.film_client import EngineFilm
from vigtool.engine.film_messages import Heading, Wish
from vigtool.engine.process import EngineProcess
from vigtool.engine.spare import end_spare, prepare_spare
from vigtool.services.viewing import Screening, view

if TYPE_CHECKING:
    from vigtool.services.workspace import Workspace

PATIENCE = 10.0


class Vigtool:
    """Wishes to an open film. ``within`` None: pictures of their own size."""

    def __init__(self, within: tuple[int, int] | None = None) -> None:
        self._asked_within = within
        self._within = SCREEN
        self._folder = tempfile.TemporaryDirectory(prefix="bench-vigtool-")
        self._workspace: Workspace | None = None
        self._screening: Screening | None = None
        self._film: EngineFilm | None = None
        self._print: Print | None = None

    def prepare(self, film: Sight) -> None:
        """Import the film into a new vault."""
        longer = max(film.width, film.height)
        self._within = self._asked_within or (longer, longer)
        self._workspace, recording = vault_with(Path(self._folder.name), Path(film.path))
        self._screening = view(self._workspace, recording)

    def open(self) -> float:
        """Open the film in an engine that stands ready, and show its first picture."""
        if self._screening is None:
            raise NothingShown
        if self._film is not None:
            self._film.close()
        self._film = self._screening.open_engine()
        return self._show(0, 0)

    def seek(self, target: Target) -> float:
        """Wish for a frame, at rest."""
        return self._show(target.frame, 0)

    def forward(self, target: Target) -> float:
        """Wish for the next frame, heading on."""
        return self._show(target.frame, 1)

    def back(self, target: Target) -> float:
        """Wish for the frame before, heading back."""
        return self._show(target.frame, -1)

    def shown(self) -> Print:
        """Look at the picture."""
        if self._print is None:
            raise NothingShown
        return self._print

    def scrub(self, targets: Sequence[Target], per_second: float) -> Iterator[Passing]:
        """Wish at every beat from one thread, take what comes on this one."""
        wishes = [Wish(target.frame, self._within, scrubbing=True) for target in targets]
        over = Event()
        wishing = Thread(target=_wish_in_time, args=(self._opened.want, wishes, per_second, over))
        wishing.start()
        while True:
            picture = self._next_picture()
            moment = perf_counter()
            preview = picture.preview_of is not None
            yield Passing(picture.frame, moment, _taken(picture), preview)
            if picture.frame == targets[-1].frame and not preview and over.is_set():
                wishing.join()
                return

    def start_engine(self) -> float:
        """Start a process that could take a film, and then the spare that the next film is opened in."""
        with EngineProcess() as engine:
            engine.hello()
            moment = perf_counter()
        if self._film is not None:
            self._film.close()
            self._film = None
        prepare_spare()
        return moment

    def close(self) -> None:
        """End the engine, close the vault, remove it."""
        if self._film is not None:
            self._film.close()
        end_spare()
        if self._workspace is not None:
            self._workspace.close()
        self._folder.cleanup()

    @property
    def _opened(self) -> EngineFilm:
        if self._film is None:
            raise NothingShown
        return self._film

    def _show(self, frame: int, heading: Heading) -> float:
        self._opened.want(Wish(frame, self._within, heading=heading))
        while True:
            picture = self._next_picture()
            moment = perf_counter()
            self._print = _taken(picture)
            if picture.frame == frame and picture.preview_of is None:
                return moment

    def _next_picture(self) -> Picture:
        while True:
            answer = self._opened.answer(PATIENCE)
            if answer is None:
                raise NothingShown
            if isinstance(answer, NotShown):
                raise answer.error
            if isinstance(answer, Picture):
                return answer


def _taken(picture: Picture) -> Print:
    print_ = print_of_colours(picture.pixels, blue_first=True)
    picture.release()
    return print_


def _wish_in_time(want: Callable[[Wish], None], wishes: Sequence[Wish], per_second: float, over: Event) -> None:
    """Wish for each at its beat; ``over`` is set with the last one."""
    start = perf_counter()
    for beat, wish in enumerate(wishes):
        sleep(max(start + beat / per_second - perf_counter(), 0))
        if beat == len(wishes) - 1:
            over.set()
        want(wish)


def player() -> Vigtool:
    """Make the player that shows pictures in their own size, as the others do."""
    return Vigtool()


def player_on_screen() -> Vigtool:
    """Make the player that shows pictures as large as a small screen."""
    return Vigtool(SCREEN)
