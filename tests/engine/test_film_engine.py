"""A film opened in a real, confined engine process."""

import errno
import os
import signal
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

import pytest

from tests.media.drawn_films import draw_film, read_number
from vigtool.engine.errors import ChannelClosed, ChannelGarbled, EngineCrashed
from vigtool.engine.film_answers import NotShown, Picture, Restarted
from vigtool.engine.film_beside import SmallPictures
from vigtool.engine.film_client import EngineFilm
from vigtool.engine.film_engine import FilmEngine
from vigtool.engine.film_messages import Shown, Wish
from vigtool.engine.film_source import FilmSource
from vigtool.engine.process import EngineProcess
from vigtool.engine.shared_memory import LARGEST, MOST_SLOTS
from vigtool.media.index_building import build_index
from vigtool.media.index_bytes import pack_index

NATIVE = (192, 108)


class Opening:
    """Opens one plain film in a new process each time, and knows the processes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            self._index = pack_index(build_index(file))
        self.processes: list[EngineProcess] = []
        self.engines: list[FilmEngine] = []

    def __call__(self) -> FilmEngine:
        process = EngineProcess()
        self.processes.append(process)
        engine = FilmEngine(process, FilmSource(FileIO(self._path)), self._index, 64 << 20)
        self.engines.append(engine)
        return engine


@pytest.fixture(name="opening")
def _opening(tmp_path: Path) -> Opening:
    draw_film(tmp_path / "film.mp4", frames=60)
    return Opening(tmp_path / "film.mp4")


@pytest.fixture(name="film")
def _film(opening: Opening) -> Iterator[EngineFilm]:
    film = EngineFilm(opening)
    yield film
    film.close()


def number_shown(film: EngineFilm, frame: int) -> int | None:
    film.want(Wish(frame, NATIVE))
    answer = film.answer(60)
    assert isinstance(answer, Picture)
    number = read_number(answer.pixels[..., 1])
    answer.release()
    return number


def test_pictures_come_out_of_the_confined_process(film: EngineFilm) -> None:
    assert [number_shown(film, n) for n in (17, 59, 0, 18)] == [17, 59, 0, 18]
    assert read_number(SmallPictures(film).picture(33, NATIVE)[..., 1]) == 33


def test_a_killed_engine_is_replaced_and_the_wish_is_shown(film: EngineFilm, opening: Opening) -> None:
    assert number_shown(film, 20) == 20
    os.kill(opening.processes[0].pid, signal.SIGKILL)
    assert film.answer(60) == Restarted("crashed")
    again = film.answer(60)
    assert isinstance(again, Picture)
    assert again.frame == 20
    assert number_shown(film, 21) == 21
    assert len(opening.processes) == 2
    assert not opening.processes[0].is_alive


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="nothing stops a process here")
def test_an_engine_that_stands_still_is_replaced(opening: Opening) -> None:
    film = EngineFilm(opening, hang_s=1.0)
    try:
        assert number_shown(film, 5) == 5
        os.kill(opening.processes[0].pid, signal.SIGSTOP)
        film.want(Wish(40, NATIVE))
        assert film.answer(60) == Restarted("hung")
        again = film.answer(60)
        assert isinstance(again, Picture)
        assert again.frame == 40
    finally:
        film.close()


def test_small_pictures_of_a_dead_engine_are_an_error_until_there_is_another(
    film: EngineFilm, opening: Opening
) -> None:
    small = SmallPictures(film)
    os.kill(opening.processes[0].pid, signal.SIGKILL)
    with pytest.raises(EngineCrashed):
        small.picture(3, NATIVE)
    assert film.answer(60) == Restarted("crashed")
    assert read_number(small.picture(3, NATIVE)[..., 1]) == 3


def test_closing_ends_the_process(film: EngineFilm, opening: Opening) -> None:
    number_shown(film, 1)
    film.close()
    film.close()
    assert not opening.processes[0].is_alive
    assert film.answer() is None


def test_a_film_that_is_none_is_refused_for_every_wish(tmp_path: Path, opening: Opening) -> None:
    (tmp_path / "film.mp4").write_bytes(b"not a film at all" * 100)
    film = EngineFilm(opening)
    try:
        for frame in (1, 2):
            film.want(Wish(frame, NATIVE))
            told = film.answer(60)
            assert isinstance(told, NotShown)
            assert type(told.error).__name__ == "NotAFilm"
    finally:
        film.close()


@pytest.mark.parametrize(
    ("slot", "width", "height"),
    [(MOST_SLOTS, 2, 2), (-1, 2, 2), (0, LARGEST[0] + 1, 2), (0, 2, LARGEST[1] + 1), (0, 0, 2)],
)
def test_an_engine_cannot_point_outside_of_its_slots(
    film: EngineFilm, opening: Opening, slot: int, width: int, height: int
) -> None:
    number_shown(film, 1)
    with pytest.raises(ChannelGarbled):
        opening.engines[0].pixels(Shown(1, 1, "whole", slot, width, height, damaged=False))


def test_an_engine_that_was_closed_meanwhile_shows_nothing(opening: Opening) -> None:
    engine = opening()
    engine.close()
    with pytest.raises(ChannelClosed):
        engine.pixels(Shown(1, 0, "whole", 0, 2, 2, damaged=False))
    engine.close()


def test_nothing_is_left_where_there_is_no_memory_for_pictures(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_size: int) -> None:
        raise OSError(errno.EMFILE, "")

    monkeypatch.setattr("vigtool.engine.film_engine.create_memory", none)
    with pytest.raises(OSError, match="24"):
        opening()
    assert not opening.processes[0].is_alive
