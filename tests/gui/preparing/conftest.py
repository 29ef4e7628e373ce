"""A workspace on a drawn film that answers as an engine does, with a desk in memory."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.preparing.desk import FILM, MemoryDesk
from tests.gui.preparing.drawn_reel import DrawnProjector, DrawnReel
from tests.gui.preparing.reading import shown_number
from tests.media.drawn_films import drawn_luma
from vigtool.domain.identifiers import CaseId, PersonId
from vigtool.domain.people import Person, Role
from vigtool.domain.ticks import FrameTimes, TimeBase
from vigtool.gui.preparing.material import Material
from vigtool.gui.preparing.workbench import Workbench

if TYPE_CHECKING:
    from vigtool.domain.errors import VigtoolError

FRAMES = 60
PEOPLE = (
    Person(PersonId("child0000001"), CaseId("case00000001"), "Aino", Role.CHILD, 1),
    Person(PersonId("parent000001"), CaseId("case00000001"), "Marja", Role.PARENT, 1),
)


class DrawnFilm:
    """How a drawn film looks; ``reels``: its openings, ``refused``: what it does not show, ``late_s``: its slowness."""

    def __init__(self, ticks: Sequence[int], end_tick: int, *, size: tuple[int, int] = (192, 108)) -> None:
        self.times = FrameTimes(TimeBase(1, 600), tuple(ticks), end_tick)
        self.size = size
        self.reels: list[DrawnReel] = []
        self.refused: dict[int, VigtoolError] = {}
        self.late_s = 0.0
        self.interlaced = False

    def pictures(self) -> DrawnReel:
        self.reels.append(DrawnReel(self))
        return self.reels[-1]

    @property
    def reel(self) -> DrawnReel:
        return self.reels[-1]

    def drawn(self, number: int, within: tuple[int, int]) -> NDArray[np.uint8]:
        scale = min(within[0] / self.size[0], within[1] / self.size[1], 1.0)
        width, height = (max(round(side * scale), 1) for side in self.size)
        luma = drawn_luma(number, width, height)
        return np.ascontiguousarray(np.dstack([luma, luma, luma, np.full_like(luma, 255)]))


@pytest.fixture
def film() -> DrawnFilm:
    """60 frames of uneven length, 20 to 60 ms each: 2.4 s."""
    ticks = [0]
    for n in range(FRAMES - 1):
        ticks.append(ticks[-1] + (12, 24, 36)[n % 3])
    return DrawnFilm(ticks, ticks[-1] + 24)


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


Open = Callable[..., Workbench]


@pytest.fixture
def open_bench(qtbot: QtBot, dressed: QApplication, film: DrawnFilm, desk: MemoryDesk) -> Iterator[Open]:  # noqa: ARG001 - clothes
    """Open the workspace in a window of 1100 x 760 and wait for its first picture; it is closed at the end."""
    opened: list[Workbench] = []

    def _open(
        *, read_only: bool = False, permitted: Callable[[], bool] = lambda: True, gaps: Sequence[range] = ()
    ) -> Workbench:
        projector = DrawnProjector(film, film.pictures)
        material = Material(FILM, "drawn", film.times, PEOPLE, desk, projector, permitted, read_only, gaps=gaps)
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
