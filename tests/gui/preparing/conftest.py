"""A workspace on a drawn film, really decoded, with a desk in memory."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.preparing.desk import FILM, MemoryDesk
from tests.gui.preparing.reading import shown_number
from tests.media.drawn_films import drawn_film
from vigtool.domain.identifiers import CaseId, PersonId
from vigtool.domain.people import Person, Role
from vigtool.domain.ticks import FrameTimes, TimeBase
from vigtool.gui.preparing.film_pictures import FilmPictures
from vigtool.gui.preparing.material import Material
from vigtool.gui.preparing.workbench import Workbench
from vigtool.media.film import Film
from vigtool.media.index_building import build_index

FRAMES = 60
PEOPLE = (
    Person(PersonId("child0000001"), CaseId("case00000001"), "Aino", Role.CHILD, 1),
    Person(PersonId("parent000001"), CaseId("case00000001"), "Marja", Role.PARENT, 1),
)


class DrawnFilm:
    """A film in memory with its index; can be opened by any thread, each time anew."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._index = build_index(io.BytesIO(data))
        base = TimeBase(self._index.time_base.numerator, self._index.time_base.denominator)
        self.times = FrameTimes(base, tuple(self._index.ticks.tolist()), self._index.end_tick)

    def pictures(self) -> FilmPictures:
        return FilmPictures(self._opened())

    @contextmanager
    def _opened(self) -> Iterator[Film]:
        with io.BytesIO(self._data) as file, Film(file, self._index) as film:
            yield film


@pytest.fixture(scope="session")
def film() -> DrawnFilm:
    """60 frames of uneven length, 20 to 60 ms each: 2.4 s."""
    ticks = [0]
    for n in range(FRAMES - 1):
        ticks.append(ticks[-1] + (12, 24, 36)[n % 3])
    return DrawnFilm(drawn_film(frames=FRAMES, ticks=ticks, gop=15).getvalue())


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


Open = Callable[..., Workbench]


@pytest.fixture
def open_bench(qtbot: QtBot, dressed: QApplication, film: DrawnFilm, desk: MemoryDesk) -> Iterator[Open]:  # noqa: ARG001 - clothes
    """Open the workspace in a window of 1100 x 760 and wait for its first picture; it is closed at the end."""
    opened: list[Workbench] = []

    def _open(*, read_only: bool = False, permitted: Callable[[], bool] = lambda: True) -> Workbench:
        material = Material(FILM, "drawn", film.times, PEOPLE, desk, film.pictures, permitted, read_only)
        bench = Workbench(material)
        opened.append(bench)
        qtbot.addWidget(bench)
        bench.resize(1100, 760)
        bench.show()
        qtbot.waitExposed(bench)
        qtbot.waitUntil(lambda: shown_number(bench) == 0)
        return bench

    yield _open
    for bench in opened:
        bench.close()


@pytest.fixture
def bench(open_bench: Open) -> Workbench:
    return open_bench()
